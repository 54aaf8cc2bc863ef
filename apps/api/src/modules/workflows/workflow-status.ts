import type { JobStatus } from '@rota/db';
import { isEnded } from '@rota/jobs';

/** How a workflow stands: as long as one of its jobs goes on, it does. */
export type WorkflowStatus = 'processing' | 'completed' | 'failed' | 'cancelled';

/** What of its jobs decides how it stands. */
type Node = { status: JobStatus; finishedAt: Date | null };

/** How a workflow stands, and when the last of its jobs ended; null while one goes on. */
export function findWorkflowStatus(jobs: readonly Node[]): {
  status: WorkflowStatus;
  finishedAt: Date | null;
} {
  const status = toStatus(jobs);
  if (status === 'processing') return { status, finishedAt: null };
  const ends = jobs.map(({ finishedAt }) => finishedAt?.getTime() ?? 0);
  return { status, finishedAt: new Date(Math.max(...ends)) };
}

function toStatus(jobs: readonly Node[]): WorkflowStatus {
  if (jobs.some(({ status }) => !isEnded(status))) return 'processing';
  if (jobs.some(({ status }) => status === 'failed')) return 'failed';
  return jobs.some(({ status }) => status === 'cancelled') ? 'cancelled' : 'completed';
}
