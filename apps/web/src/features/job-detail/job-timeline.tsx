import type { Job } from '@rota/contracts/client';
import type { ReactNode } from 'react';
import { Elapsed } from '../../components/elapsed.tsx';
import { jobStatuses } from '../../components/job-statuses.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import type { Tone } from '../../components/tone.ts';
import classes from './job-timeline.module.css';

interface Moment {
  name: string;
  at: string;
  tone: Tone;
  note?: ReactNode;
}

/** The times of a job in their order, with the spans between them. */
export function JobTimeline({ job }: { job: Job }) {
  return (
    <ol className={classes['timeline']}>
      {momentsOf(job).map(({ name, at, tone, note }) => (
        <li key={name} className={classes['moment']} data-tone={tone}>
          <span className={classes['name']}>{name}</span>
          <span className={classes['at']}>
            <RelativeTime at={at} />
          </span>
          {note && <span className={classes['note']}>{note}</span>}
        </li>
      ))}
    </ol>
  );
}

function momentsOf(job: Job): Moment[] {
  const moments: Moment[] = [{ name: 'Created', at: job.createdAt, tone: 'neutral' }];
  if (job.runAt !== null) moments.push({ name: 'Due', at: job.runAt, tone: 'info' });
  if (job.startedAt !== null) {
    const due = job.runAt !== null && job.runAt > job.createdAt ? job.runAt : job.createdAt;
    const note = (
      <>
        waited <Elapsed from={due} to={job.startedAt} />
      </>
    );
    moments.push({ name: 'Started', at: job.startedAt, tone: 'accent', note });
  }
  if (job.cancelRequestedAt !== null)
    moments.push({ name: 'Asked to stop', at: job.cancelRequestedAt, tone: 'warning' });
  if (job.nextRetryAt !== null) moments.push({ name: 'Next attempt', at: job.nextRetryAt, tone: 'warning' });
  if (job.finishedAt !== null) {
    const { label, tone } = jobStatuses[job.status];
    const note = job.startedAt !== null && (
      <>
        after <Elapsed from={job.startedAt} to={job.finishedAt} />
      </>
    );
    moments.push({ name: label, at: job.finishedAt, tone, note });
  }
  return moments;
}
