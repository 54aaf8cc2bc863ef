import type { Job, JobId } from '@rota/contracts/client';
import { ActingJobNotice } from './acting-job-notice.tsx';
import classes from './acting-job-list.module.css';

/** A job that acts on other jobs. */
export interface ActingJob {
  /** What it does: `Retry of 12 dead letters`. */
  title: string;
  job: Job;
}

/** The jobs that were made on a page to act on others, each as it goes. */
export function ActingJobList({
  orgSlug,
  jobs,
  onDismiss,
}: {
  orgSlug: string;
  jobs: ActingJob[];
  onDismiss: (jobId: JobId) => void;
}) {
  if (jobs.length === 0) return null;
  return (
    <div className={classes['list']}>
      {jobs.map(({ title, job }) => (
        <ActingJobNotice
          key={job.id}
          orgSlug={orgSlug}
          title={title}
          job={job}
          onDismiss={() => onDismiss(job.id)}
        />
      ))}
    </div>
  );
}
