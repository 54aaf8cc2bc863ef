import { Tabs } from '@mantine/core';
import { formatCount } from '../../components/format-number.ts';
import { JobInput } from './job-input.tsx';
import { JobOutput } from './job-output.tsx';
import { jobTabNames, jobTabs, readJobTab } from './job-tab.ts';
import classes from './job-tabs.module.css';
import type { JobDetailViewProps } from './job-detail-view.tsx';
import { LogView } from './log-view.tsx';
import { RunTable } from './run-table.tsx';

/** Log, input, output and runs, one at a time. */
export function JobTabs(props: JobDetailViewProps) {
  const { job, lines, runs, tab, onTab } = props;
  const counts = { logs: lines?.length, runs: runs?.length, input: undefined, output: undefined };
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
        <LogView lines={lines} error={props.logError} isGoing={job.finishedAt === null} />
      </Tabs.Panel>
      <Tabs.Panel value="input" className={classes['body']}>
        <JobInput job={job} files={props.files} />
      </Tabs.Panel>
      <Tabs.Panel value="output" className={classes['body']}>
        <JobOutput job={job} />
      </Tabs.Panel>
      <Tabs.Panel value="runs">
        <RunTable runs={runs} error={props.runsError} hasMore={props.hasMoreRuns} onMore={props.onMoreRuns} />
      </Tabs.Panel>
    </Tabs>
  );
}
