import type { JobPriority } from '@rota/db';

import type { JobQueue, SqlExecutor } from './job-queue.ts';

/** A job row that names a message of its own. */
export type JobWithMessage = {
  jobId: string;
  orgId: string;
  type: string;
  messageId: string;
  queue: string;
  priority: JobPriority;
};

const MESSAGE_PRIORITY: Record<JobPriority, number> = { high: 1, normal: 0, low: -1 };

/**
 * Puts the messages that the rows name on their queues, in the transaction that wrote the rows.
 * @returns the queues that have new messages, to be woken after the commit
 */
export async function insertJobMessages(
  executor: SqlExecutor,
  { queue, jobs, delaySeconds }: { queue: JobQueue; jobs: readonly JobWithMessage[]; delaySeconds?: number },
): Promise<string[]> {
  const groups = Map.groupBy(jobs, (job) => job.queue);
  for (const [name, group] of groups) {
    const messages = group.map(({ jobId, messageId, priority }) => ({
      jobId,
      messageId,
      priority: MESSAGE_PRIORITY[priority],
      ...(delaySeconds === undefined ? {} : { delaySeconds }),
    }));
    await queue.insert(executor, { queue: name, messages });
  }
  return [...groups.keys()];
}
