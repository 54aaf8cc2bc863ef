import type { Job } from '@rota/contracts/client';
import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { LiveBadge } from '../../components/live-badge.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { JobsBreadcrumb } from '../../components/jobs-breadcrumb.tsx';
import type { LiveState } from '../../live/live-state.ts';
import classes from './job-header.module.css';

/** What the job is called, where it stands, whether the page is live, and what can be done. */
export function JobHeader({
  orgSlug,
  job,
  live,
  actions,
}: {
  orgSlug: string;
  job: Job;
  live: LiveState;
  actions: ReactNode;
}) {
  return (
    <PageHeader
      actions={actions}
      title={job.type}
      tabTitle={`${job.type} ${job.status}`}
      breadcrumb={<JobsBreadcrumb orgSlug={orgSlug} />}
      aside={
        <>
          <StatusBadge status={job.status} size="md" />
          <LiveBadge state={live} />
        </>
      }
      description={
        <span className={classes['id']}>
          <span className="mono">{job.id}</span>
          <CopyButton value={job.id} label="Copy id" />
        </span>
      }
    />
  );
}
