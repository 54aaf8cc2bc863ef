import type { Job, JobStatus } from '@rota/contracts/client';

/** What can be done to a job by hand. */
export type JobControl = 'cancel' | 'retry' | 'resolve' | 'replay';

/** What each status allows, likeliest first; `resolve` is for dead letters only. */
const controlsByStatus: Record<JobStatus, JobControl[]> = {
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
const batchControls: JobControl[] = ['cancel'];

/** What can be done to the job where it stands, likeliest first. The server has the last word. */
export function jobControlsOf(job: Job): JobControl[] {
  return controlsByStatus[job.status].filter((control) => {
    if (job.type === 'batch' && !batchControls.includes(control)) return false;
    if (control === 'resolve') return job.deadLetteredAt !== null && job.resolvedAt === null;
    return control !== 'cancel' || job.cancelRequestedAt === null;
  });
}
