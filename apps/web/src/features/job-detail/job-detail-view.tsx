import type { JobWaiting } from '@rota/contracts/client';
import type { ReactNode } from 'react';
import { PoliteAnnouncer } from '../../components/polite-announcer.tsx';
import type { LiveState } from '../../live/live-state.ts';
import { JobFacts } from './job-facts.tsx';
import { JobHeader } from './job-header.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { JobProgressPanel } from './job-progress-panel.tsx';
import { JobTabs, type JobTabsProps } from './job-tabs.tsx';
import { JobWaitingNotice } from './job-waiting-notice.tsx';
import classes from './job-detail-view.module.css';
import { progressAnnouncement } from './progress-announcement.ts';

interface JobDetailViewProps extends JobTabsProps {
  orgSlug: string;
  live: LiveState;
  /** Buttons in the head. */
  actions: ReactNode;
  /** Of a batch's own job: how the batch stands. */
  batch: ReactNode;
  /** Why it does not run yet; undefined when it does, and before that is known. */
  waiting: JobWaiting | undefined;
}

/** One job: where it stands, what came of it, and everything that is known of it. */
export function JobDetailView(props: JobDetailViewProps) {
  const { orgSlug, live, actions, batch, waiting, ...tabs } = props;
  const { job, files } = tabs;
  return (
    <>
      <JobHeader orgSlug={orgSlug} job={job} live={live} actions={actions} />
      <PoliteAnnouncer text={progressAnnouncement(job)} />
      <div className={classes['columns']}>
        <div className={classes['story']}>
          <JobProgressPanel job={job} />
          {batch}
          {waiting && <JobWaitingNotice waiting={waiting} />}
          <JobOutcome orgSlug={orgSlug} job={job} files={files} />
          <JobTabs {...tabs} />
        </div>
        <aside className={classes['details']} aria-label="Details">
          <JobFacts job={job} />
        </aside>
      </div>
    </>
  );
}
