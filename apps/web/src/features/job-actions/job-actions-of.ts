import type { Job, JobStatus } from '@rota/contracts/client';

/** What can be done to a job by hand. */
export type JobAction = 'cancel' | 'retry' | 'resolve' | 'replay';

/** What each status allows, likeliest first; `resolve` is for dead letters only. */
const actionsByStatus: Record<JobStatus, JobAction[]> = {
  scheduled: ['retry', 'cancel'],
  blocked: ['cancel'],
  pending: ['cancel'],
  processing: ['cancel'],
  retrying: ['retry', 'cancel'],
  completed: ['replay'],
  failed: ['retry', 'replay', 'resolve'],
  cancelled: ['replay'],
};

/** What a batch allows by the operations of jobs; it is retried by its failures, and not replayed. */
const batchActions: JobAction[] = ['cancel'];

/** What can be done to the job where it stands, likeliest first. The server has the last word. */
export function jobActionsOf(job: Job): JobAction[] {
  return actionsByStatus[job.status].filter((action) => {
    if (job.type === 'batch' && !batchActions.includes(action)) return false;
    if (action === 'resolve') return job.deadLetteredAt !== null && job.resolvedAt === null;
    return action !== 'cancel' || job.cancelRequestedAt === null;
  });
}
