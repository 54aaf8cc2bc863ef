import type { Job, JobLog, JobRun } from '@rota/contracts/client';
import { PoliteAnnouncer } from '../../components/polite-announcer.tsx';
import type { LiveState } from '../../live/live-state.ts';
import { JobFacts } from './job-facts.tsx';
import type { JobFiles } from './job-files.ts';
import { JobHeader } from './job-header.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { JobProgressPanel } from './job-progress-panel.tsx';
import type { JobTab } from './job-tab.ts';
import { JobTabs } from './job-tabs.tsx';
import classes from './job-detail-view.module.css';
import { progressAnnouncement } from './progress-announcement.ts';

/** What the page of a job is told. */
export interface JobDetailViewProps {
  orgSlug: string;
  job: Job;
  live: LiveState;
  /** Undefined while they are loading. */
  lines: JobLog[] | undefined;
  runs: JobRun[] | undefined;
  logError: unknown;
  runsError: unknown;
  hasMoreRuns: boolean;
  onMoreRuns: () => void;
  tab: JobTab;
  onTab: (tab: JobTab) => void;
  files: JobFiles;
}

/** One job: where it stands, what came of it, and everything that is known of it. */
export function JobDetailView(props: JobDetailViewProps) {
  const { orgSlug, job, live, files } = props;
  return (
    <>
      <JobHeader orgSlug={orgSlug} job={job} live={live} />
      <PoliteAnnouncer text={progressAnnouncement(job)} />
      <div className={classes['columns']}>
        <div className={classes['story']}>
          <JobProgressPanel job={job} />
          <JobOutcome orgSlug={orgSlug} job={job} files={files} />
          <JobTabs {...props} />
        </div>
        <aside className={classes['details']} aria-label="Details">
          <JobFacts job={job} />
        </aside>
      </div>
    </>
  );
}
