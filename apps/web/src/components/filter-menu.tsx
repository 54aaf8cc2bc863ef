import { Button, Checkbox, Popover } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import classes from './filter-menu.module.css';

/** One thing to filter by. */
export interface FilterOption {
  value: string;
  label: string;
  mark?: ReactNode;
}

/** A button that opens a list of checkboxes; it says what is chosen. */
export function FilterMenu({
  label,
  options,
  chosen,
  onChange,
}: {
  label: string;
  options: FilterOption[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const titleId = useId();
  const summary = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={220}>
      <Popover.Target>
        <Button
          variant="default"
          className={classes['button']}
          data-active={chosen.length > 0}
          rightSection={<ChevronDown size={14} aria-hidden />}
        >
          {label}
          {summary.length > 0 && (
            <span className={classes['chosen']}>
              {summary.length > 2 ? `${summary.length} chosen` : summary.join(', ')}
            </span>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={titleId}>
        <Checkbox.Group value={chosen} onChange={onChange} label={label} labelProps={{ id: titleId }}>
          <div className={classes['options']}>
            {options.map(({ value, label: name, mark }) => (
              <Checkbox
                key={value}
                value={value}
                size="xs"
                label={
                  <span className={classes['option']}>
                    {mark}
                    {name}
                  </span>
                }
              />
            ))}
          </div>
        </Checkbox.Group>
        {chosen.length > 0 && (
          <Button variant="subtle" size="compact-xs" mt="xs" onClick={() => onChange([])}>
            Clear
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
