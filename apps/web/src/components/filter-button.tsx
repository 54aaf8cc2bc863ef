import { Button, type ButtonProps, type ElementProps } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import classes from './filter-button.module.css';

/** A filter's button: its name, and what is chosen. Everything else is what a `Popover.Target` hands its child. */
export function FilterButton({
  label,
  summary,
  ...target
}: {
  label: string;
  /** What is chosen, in few words; empty for nothing. */
  summary: string;
  ref?: Ref<HTMLButtonElement>;
} & ButtonProps &
  ElementProps<'button', keyof ButtonProps>) {
  return (
    <Button
      {...target}
      variant="default"
      classNames={{ root: classes['button'] ?? '' }}
      data-active={summary !== ''}
      rightSection={<ChevronDown size={14} aria-hidden />}
    >
      {label}
      {summary !== '' && <span className={classes['chosen']}>{summary}</span>}
    </Button>
  );
}
