import type { JobPriority } from '@rota/db';

import type { JobQueue } from './job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';

/** A job row that names a message of its own. */
export type JobWithMessage = {
  jobId: string;
  orgId: string;
  type: string;
  messageId: string;
  queue: string;
  priority: JobPriority;
};

/**
 * Puts the messages that the rows name on their queues, at the ends of their organisations' lines, in the transaction that
 * wrote the rows.
 * @returns the queues that have new messages, to be woken after the commit
 */
export async function insertJobMessages(
  executor: SqlExecutor,
  { queue, jobs, delaySeconds }: { queue: JobQueue; jobs: readonly JobWithMessage[]; delaySeconds?: number },
): Promise<string[]> {
  const turns = await queue.reserveTurns(executor, jobs);
  const messages = jobs.flatMap((job, index) => {
    const turn = turns[index];
    return turn === undefined ? [] : [{ ...job, turn, delaySeconds }];
  });
  await queue.insert(executor, messages);
  return [...new Set(jobs.map((job) => job.queue))];
}
