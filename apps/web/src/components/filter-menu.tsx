import { Button, Checkbox, Popover } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { FilterButton } from './filter-button.tsx';
import classes from './filter-menu.module.css';

interface FilterMenuProps {
  label: string;
  options: { value: string; label: string; mark?: ReactNode }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** As many are named on the button; of more, it says how many. */
const namedMax = 2;

/** A button that opens a list of checkboxes; it says what is chosen. */
export function FilterMenu({ label, options, chosen, onChange }: FilterMenuProps) {
  const titleId = useId();
  const names = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={220}>
      <Popover.Target>
        <FilterButton
          label={label}
          summary={names.length > namedMax ? `${names.length} chosen` : names.join(', ')}
        />
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={titleId}>
        <Checkbox.Group value={chosen} onChange={onChange} label={label} labelProps={{ id: titleId }}>
          <Options options={options} />
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

function Options({ options }: Pick<FilterMenuProps, 'options'>) {
  return (
    <div className={classes['options']}>
      {options.map(({ value, label, mark }) => (
        <Checkbox
          key={value}
          value={value}
          size="xs"
          label={
            <span className={classes['option']}>
              {mark}
              {label}
            </span>
          }
        />
      ))}
    </div>
  );
}
