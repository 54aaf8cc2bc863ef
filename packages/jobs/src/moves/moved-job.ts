import type { JobStatus } from '@rota/db';

import type { JobWithMessage } from '../queue/insert-job-messages.ts';

/** A job that a statement has moved from one status to another: what its batch and the jobs that wait for it must know. */
export type MovedJob = Omit<JobWithMessage, 'messageId'> & {
  /** The message it has now; null where it has none. */
  messageId: string | null;
  batchId: string | null;
  from: JobStatus;
  status: JobStatus;
  hasDependents: boolean;
  /** It was taken out of its line before its turn came: the turn is its organisation's again. */
  leftLine?: boolean;
};

/** What a statement that moves `jobs j` returns of each. `from` is SQL for the status before. */
export const movedColumns = ({ from }: { from: string }): string => `
  j.id AS "jobId", j.org_id AS "orgId", j.type, j.queue, j.priority, j.message_id AS "messageId", j.batch_id AS "batchId",
  ${from} AS "from", j.status, j.has_dependents AS "hasDependents"`;

/** A moved job that may run: its message is to be put on its queue. */
export function hasMessage<Job extends { messageId: string | null }>(
  job: Job,
): job is Job & { messageId: string } {
  return job.messageId !== null;
}
