import type { Pool } from 'pg';

import { carryMovesOn } from './carry-moves-on.ts';
import { hasMessage, type MovedJob } from './moved-job.ts';
import type { Notifier } from './notifications.ts';
import { insertJobMessages } from './queue/insert-job-messages.ts';
import type { JobQueue, SqlExecutor } from './queue/job-queue.ts';
import { inEngineTransaction } from './engine-transaction.ts';

/** What moving jobs stands on. */
export type MoveDeps = {
  /** The engine role's pool. */
  pool: Pool;
  queue: JobQueue;
  notifier: Notifier;
};

/**
 * Moves jobs in one transaction, does what follows from it, and tells the workers and the streams after the commit.
 * @param move moves rows and answers those that moved
 * @returns what `move` answered
 */
export async function moveJobs(
  { pool, queue, notifier }: MoveDeps,
  move: (executor: SqlExecutor) => Promise<MovedJob[]>,
): Promise<MovedJob[]> {
  const { moved, followed, wakes } = await inEngineTransaction(pool, async (executor) => {
    const first = await move(executor);
    const next = await carryMovesOn(executor, first);
    const queues = await insertJobMessages(executor, { queue, jobs: [...first, ...next].filter(hasMessage) });
    return { moved: first, followed: next, wakes: queues };
  });
  for (const name of wakes) notifier.wake(name);
  notifier.changed([...moved, ...followed]);
  return moved;
}
