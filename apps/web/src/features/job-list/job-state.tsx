import type { Job } from '@rota/contracts/client';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './job-state.module.css';

/** In one line, what there is to know of a job where it stands: how far, why not, when next. */
export function JobState({ job }: { job: Job }) {
  const { percent, message } = job.progress;
  switch (job.status) {
    case 'processing':
      return (
        <span className={classes['progress']}>
          <span className={classes['bar']}>
            <ProgressBar percent={percent} label={`Progress of ${job.type}`} />
          </span>
          <span className={classes['percent']}>{percent} %</span>
          <span className={classes['text']}>{message}</span>
        </span>
      );
    case 'retrying':
      return (
        <span className={classes['text']} title={job.error?.message}>
          Attempt {job.attempt} of {job.maxAttempts} failed
          {job.nextRetryAt && (
            <>
              , next <RelativeTime at={job.nextRetryAt} />
            </>
          )}
        </span>
      );
    case 'failed':
      return (
        <span className={classes['error']} title={job.error?.message}>
          {job.error?.message}
        </span>
      );
    case 'scheduled':
      return (
        <span className={classes['text']}>
          {job.runAt && (
            <>
              Starts <RelativeTime at={job.runAt} />
            </>
          )}
        </span>
      );
    case 'pending':
      return <span className={classes['text']}>{job.parkedReason}</span>;
    case 'completed':
    case 'cancelled':
    case 'blocked':
      return (
        <span className={classes['text']} title={message ?? undefined}>
          {message}
        </span>
      );
  }
}
