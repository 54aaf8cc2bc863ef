import { Popover, Radio, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FilterButton } from '../../components/filter-button.tsx';
import { isTimeRange, timeRangeNames, timeRanges, type TimeRange } from '../../components/time-ranges.ts';
import type { JobListSearch } from './job-list-search.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';
import classes from './time-filter.module.css';

interface TimeFilterProps {
  search: JobListSearch;
  onChange: (search: JobListSearch) => void;
}

/** When the jobs were made: a ready-made span, or from and to. */
export function TimeFilter({ search, onChange }: TimeFilterProps) {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { range, from, to } = search;
  const isCustom = range === undefined && (from !== undefined || to !== undefined);
  const summary = range ? timeRanges[range].label : isCustom ? 'Chosen dates' : '';
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-start" trapFocus returnFocus width={250}>
      <Popover.Target>
        <FilterButton label="Created" summary={summary} onClick={toggle} />
      </Popover.Target>
      <Popover.Dropdown aria-label="Created">
        <Ranges
          value={range ?? (isCustom ? 'custom' : 'any')}
          onChange={(next) => {
            onChange({ ...search, range: next, from: undefined, to: undefined });
            close();
          }}
        />
        <div className={classes['ends']}>
          <TimeField
            label="From"
            at={from}
            onChange={(at) => onChange({ ...search, range: undefined, from: at })}
          />
          <TimeField
            label="To"
            at={to}
            onChange={(at) => onChange({ ...search, range: undefined, to: at })}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Ranges({
  value,
  onChange,
}: {
  value: TimeRange | 'any' | 'custom';
  onChange: (range: TimeRange | undefined) => void;
}) {
  return (
    <Radio.Group
      label="Created"
      value={value}
      onChange={(next) => onChange(isTimeRange(next) ? next : undefined)}
    >
      <div className={classes['options']}>
        <Radio value="any" size="xs" label="Any time" />
        {timeRangeNames.map((name) => (
          <Radio key={name} value={name} size="xs" label={timeRanges[name].label} />
        ))}
      </div>
    </Radio.Group>
  );
}

function TimeField({
  label,
  at,
  onChange,
}: {
  label: string;
  at: string | undefined;
  onChange: (at: string | undefined) => void;
}) {
  return (
    <TextInput
      type="datetime-local"
      size="xs"
      label={label}
      value={toLocalInput(at)}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
    />
  );
}
