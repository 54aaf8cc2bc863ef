import { Button, Popover, Radio, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown } from 'lucide-react';
import filterClasses from '../../components/filter-menu.module.css';
import classes from './time-filter.module.css';
import { isTimeRange, timeRanges, type JobListSearch, type TimeRange } from './job-list-search.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';

const rangeNames: TimeRange[] = Object.keys(timeRanges).filter(isTimeRange);

/** When the jobs were made: a ready-made span, or from and to. */
export function TimeFilter({
  search,
  onChange,
}: {
  search: JobListSearch;
  onChange: (search: JobListSearch) => void;
}) {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { range, from, to } = search;
  const isCustom = range === undefined && (from !== undefined || to !== undefined);
  const summary = range ? timeRanges[range].label : isCustom ? 'Chosen dates' : undefined;
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-start" trapFocus returnFocus width={250}>
      <Popover.Target>
        <Button
          variant="default"
          className={filterClasses['button']}
          data-active={summary !== undefined}
          rightSection={<ChevronDown size={14} aria-hidden />}
          onClick={toggle}
        >
          Created
          {summary && <span className={filterClasses['chosen']}>{summary}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Created">
        <Radio.Group
          label="Created"
          value={range ?? (isCustom ? 'custom' : 'any')}
          onChange={(value) => {
            onChange({
              ...search,
              range: isTimeRange(value) ? value : undefined,
              from: undefined,
              to: undefined,
            });
            close();
          }}
        >
          <div className={classes['options']}>
            <Radio value="any" size="xs" label="Any time" />
            {rangeNames.map((name) => (
              <Radio key={name} value={name} size="xs" label={timeRanges[name].label} />
            ))}
          </div>
        </Radio.Group>
        <div className={classes['ends']}>
          <TextInput
            type="datetime-local"
            size="xs"
            label="From"
            value={toLocalInput(from)}
            onChange={(event) =>
              onChange({ ...search, range: undefined, from: fromLocalInput(event.currentTarget.value) })
            }
          />
          <TextInput
            type="datetime-local"
            size="xs"
            label="To"
            value={toLocalInput(to)}
            onChange={(event) =>
              onChange({ ...search, range: undefined, to: fromLocalInput(event.currentTarget.value) })
            }
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
