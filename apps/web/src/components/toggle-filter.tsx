import { Button } from '@mantine/core';
import { Check } from 'lucide-react';
import classes from './filter-button.module.css';

/** A filter that is on or off. */
export function ToggleFilter({
  label,
  isOn,
  onChange,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <Button
      variant="default"
      aria-pressed={isOn}
      classNames={{ root: classes['button'] ?? '' }}
      data-active={isOn}
      leftSection={isOn && <Check size={14} aria-hidden />}
      onClick={() => onChange(!isOn)}
    >
      {label}
    </Button>
  );
}
