import { Button } from '@mantine/core';
import type { JobType } from '@rota/contracts/client';
import { X } from 'lucide-react';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { isJobStatus, jobStatuses, jobStatusNames } from '../../components/job-statuses.ts';
import { isJobTypeName } from '../../components/job-type-name.ts';
import { ToggleFilter } from '../../components/toggle-filter.tsx';
import { SearchField } from '../../components/search-field.tsx';
import classes from './job-filters.module.css';
import { readSearchBoxText, writeSearchBoxText } from './search-box-text.ts';
import { isFiltered, type JobListSearch } from './job-list-search.ts';
import { StatusMark } from './status-mark.tsx';
import { TimeFilter } from './time-filter.tsx';

const statusOptions = jobStatusNames.map((value) => ({
  value,
  label: jobStatuses[value].label,
  mark: <StatusMark status={value} />,
}));

interface JobFiltersProps {
  search: JobListSearch;
  types: JobType[];
  onChange: (search: JobListSearch) => void;
  /** A job's id was typed or pasted. */
  onOpenJob: (jobId: string) => void;
}

/** Search, status, type and time; each change is a new address. */
export function JobFilters({ search, types, onChange, onOpenJob }: JobFiltersProps) {
  const { status = [], type = [] } = search;
  const searchFor = (text: string) => {
    const typed = readSearchBoxText(text);
    if (typed.kind === 'job') return onOpenJob(typed.jobId);
    onChange({ ...search, ...typed.subject });
  };
  return (
    <search className={classes['filters']}>
      <SearchField
        label="Search by job id or subject"
        placeholder="Job id or subject, as invoice:42"
        value={writeSearchBoxText(search)}
        onSearch={searchFor}
      />
      <FilterMenu
        label="Status"
        chosen={status}
        options={statusOptions}
        onChange={(chosen) => onChange({ ...search, status: chosen.filter(isJobStatus) })}
      />
      <FilterMenu
        label="Type"
        chosen={type}
        options={types.map((one) => ({ value: one.type, label: one.type }))}
        onChange={(chosen) => onChange({ ...search, type: chosen.filter(isJobTypeName) })}
      />
      <TimeFilter search={search} onChange={onChange} />
      <ToggleFilter
        label="Dead letters"
        isOn={search.deadLettered === true}
        onChange={(isOn) => onChange({ ...search, deadLettered: isOn || undefined })}
      />
      {search.fingerprint !== undefined && (
        <ToggleFilter
          label="Of one cause"
          isOn
          onChange={() => onChange({ ...search, fingerprint: undefined })}
        />
      )}
      {isFiltered(search) && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<X size={14} aria-hidden />}
          className={classes['clear']}
          onClick={() => onChange({})}
        >
          Clear all
        </Button>
      )}
    </search>
  );
}
