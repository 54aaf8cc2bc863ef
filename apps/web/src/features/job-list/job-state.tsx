import type { Job } from '@rota/contracts/client';
import { describeParkedReason } from '../../components/parked-reasons.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './job-state.module.css';

/** In one line, what there is to know of a job where it stands: how far, why not, when next. */
export function JobState({ job }: { job: Job }) {
  switch (job.status) {
    case 'processing':
      return <Processing job={job} />;
    case 'retrying':
      return <Retrying job={job} />;
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
      return (
        <span className={classes['text']}>
          {job.parkedReason !== null && describeParkedReason(job.parkedReason)}
        </span>
      );
    case 'completed':
    case 'cancelled':
    case 'blocked':
      return (
        <span className={classes['text']} title={job.progress.message ?? undefined}>
          {job.progress.message}
        </span>
      );
  }
}

function Processing({ job: { type, progress } }: { job: Job }) {
  return (
    <span className={classes['progress']}>
      <span className={classes['bar']}>
        <ProgressBar percent={progress.percent} label={`Progress of ${type}`} />
      </span>
      <span className={classes['percent']}>{progress.percent} %</span>
      <span className={classes['text']} title={progress.message ?? undefined}>
        {progress.message}
      </span>
    </span>
  );
}

function Retrying({ job: { attempt, maxAttempts, nextRetryAt, error } }: { job: Job }) {
  return (
    <span className={classes['text']} title={error?.message}>
      Attempt {attempt} of {maxAttempts} failed
      {nextRetryAt && (
        <>
          , next <RelativeTime at={nextRetryAt} />
        </>
      )}
    </span>
  );
}
