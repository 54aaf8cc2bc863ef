import { Tabs } from '@mantine/core';
import type { Job, JobLog, JobRun } from '@rota/contracts/client';
import { formatCount } from '../../components/format-number.ts';
import type { PagedRows } from '../../components/paged-list.tsx';
import type { JobFiles } from './job-files.ts';
import { JobInput } from './job-input.tsx';
import { JobOutput } from './job-output.tsx';
import { jobTabNames, jobTabs, readJobTab, type JobTab } from './job-tab.ts';
import classes from './job-tabs.module.css';
import { LogView } from './log-view.tsx';
import { RunTable } from './run-table.tsx';

/** What is known of a job, and which part of it is open. */
export interface JobTabsProps {
  job: Job;
  /** Undefined while they are loading, and when they could not be read. */
  lines: JobLog[] | undefined;
  /** As many lines are kept. */
  linesMax: number;
  /** What reading the log threw. */
  logError: unknown;
  runs: PagedRows<JobRun>;
  files: JobFiles;
  tab: JobTab;
  onTab: (tab: JobTab) => void;
}

/** Log, input, output and runs, one at a time. */
export function JobTabs({ job, lines, linesMax, logError, runs, files, tab, onTab }: JobTabsProps) {
  const counts = { logs: lines?.length, runs: runs.rows?.length, input: undefined, output: undefined };
  return (
    <Tabs
      className={classes['panel']}
      value={tab}
      keepMounted={false}
      onChange={(value) => {
        const next = readJobTab(value);
        if (next) onTab(next);
      }}
    >
      <Tabs.List className={classes['list']}>
        {jobTabNames.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {jobTabs[name]}
            {counts[name] !== undefined && (
              <span className={classes['count']}>{formatCount(counts[name])}</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="logs">
        <LogView lines={lines} linesMax={linesMax} error={logError} isGoing={job.finishedAt === null} />
      </Tabs.Panel>
      <Tabs.Panel value="input" className={classes['body']}>
        <JobInput job={job} files={files} />
      </Tabs.Panel>
      <Tabs.Panel value="output" className={classes['body']}>
        <JobOutput job={job} />
      </Tabs.Panel>
      <Tabs.Panel value="runs">
        <RunTable list={runs} />
      </Tabs.Panel>
    </Tabs>
  );
}
