import { ActionIcon, Anchor } from '@mantine/core';
import type { Job } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { jobStatuses } from '../../components/job-statuses.ts';
import { Notice } from '../../components/notice.tsx';
import { PoliteAnnouncer } from '../../components/polite-announcer.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { describeActingJob } from './describe-acting-job.ts';
import classes from './acting-job-notice.module.css';

/** A job that acts on other jobs, as it goes: how far, what came of it, and where all of it is written. */
export function ActingJobNotice({
  orgSlug,
  title,
  job,
  onDismiss,
}: {
  orgSlug: string;
  /** What it does: `Retry of 12 dead letters`. */
  title: string;
  job: Job;
  onDismiss: () => void;
}) {
  const { icon, tone } = jobStatuses[job.status];
  const isOver = job.finishedAt !== null;
  return (
    <Notice
      icon={icon}
      tone={isOver ? tone : 'accent'}
      title={title}
      actions={
        <ActionIcon size="md" aria-label={`Put aside: ${title}`} onClick={onDismiss}>
          <X size={16} aria-hidden />
        </ActionIcon>
      }
    >
      {/* Its beginning and its end, not each step on the way. */}
      <PoliteAnnouncer text={isOver ? `${title}: ${describeActingJob(job)}` : `${title} has begun`} />
      {!isOver && (
        <div className={classes['bar']}>
          <ProgressBar percent={job.progress.percent} label={title} />
        </div>
      )}
      <span className={classes['words']}>
        {describeActingJob(job)}{' '}
        <Anchor
          inherit
          renderRoot={(props) => (
            <Link {...props} to="/orgs/$orgSlug/jobs/$jobId" params={{ orgSlug, jobId: job.id }} />
          )}
        >
          Show its job
        </Anchor>
      </span>
    </Notice>
  );
}
