import type { Job, JobAction } from '@rota/contracts/client';
import { formatCount, formatQuantity } from '../../components/format-number.ts';

/** What was done to each job, behind a number of them. */
const done: Record<JobAction, string> = {
  cancel: 'asked to stop',
  retry: 'run again',
  resolve: 'resolved',
};

/** How far a job is that acts on other jobs, or what came of it, in one sentence. */
export function describeActingJob(job: Job): string {
  switch (job.status) {
    case 'completed':
      return describeEnd(job);
    case 'failed':
      return job.error?.message ?? 'It failed.';
    case 'cancelled':
      return 'It was cancelled; what it had done before stays done.';
    case 'processing':
      return job.progress.message === null ? 'It has begun.' : `${job.progress.message}.`;
    case 'scheduled':
      return 'It waits until the first ones have ended.';
    case 'blocked':
    case 'pending':
    case 'retrying':
      return 'It waits for a worker.';
  }
}

function describeEnd(job: Job): string {
  if (job.type === 'jobs:act' && job.output) {
    const { matched, changed } = job.output;
    const what = job.input ? done[job.input.action] : 'moved';
    const rest = matched - changed;
    const sentence = `${formatQuantity(changed, 'job')} ${what}.`;
    return rest > 0 ? `${sentence} ${formatCount(rest)} had moved by themselves, or could not be.` : sentence;
  }
  if (job.type === 'dead-letters:retry' && job.output) {
    const { retried, skipped, firstFailed, stopped } = job.output;
    const sentence = `${formatQuantity(retried, 'job')} run again.`;
    const left = skipped > 0 ? ` Skipped: ${formatCount(skipped)}; the log says why.` : '';
    const end = stopped ? ` It stopped there: ${formatCount(firstFailed ?? 0)} of them failed again.` : '';
    return `${sentence}${left}${end}`;
  }
  return 'It is done.';
}
