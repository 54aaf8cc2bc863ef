import type { Job } from '@rota/contracts/client';
import { Elapsed } from '../../components/elapsed.tsx';
import { jobStatuses } from '../../components/job-statuses.ts';
import { Panel } from '../../components/panel.tsx';
import { describeParkedReason } from '../../components/parked-reasons.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './job-progress-panel.module.css';

/** How far the job has come, as its handler reports it. */
export function JobProgressPanel({ job }: { job: Job }) {
  const { percent, message } = job.progress;
  const isWaiting = job.startedAt === null && job.finishedAt === null;
  return (
    <Panel>
      <div className={classes['line']}>
        <span className={classes['percent']}>
          {percent}
          <span className={classes['unit']}>%</span>
        </span>
        <span className={classes['message']}>{isWaiting ? <Waiting job={job} /> : message}</span>
        {job.startedAt !== null && (job.finishedAt !== null || job.status === 'processing') && (
          <span className={classes['elapsed']}>
            <Elapsed from={job.startedAt} to={job.finishedAt} />
          </span>
        )}
      </div>
      <ProgressBar percent={percent} label="Progress" tone={jobStatuses[job.status].tone} />
    </Panel>
  );
}

function Waiting({ job }: { job: Job }) {
  if (job.status === 'scheduled' && job.runAt !== null) {
    return (
      <>
        Starts <RelativeTime at={job.runAt} />
      </>
    );
  }
  if (job.status === 'blocked') return 'Waits for other jobs';
  return job.parkedReason === null ? 'Waits for a worker' : describeParkedReason(job.parkedReason);
}
