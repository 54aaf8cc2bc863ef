import type { Pool } from 'pg';

import { inEngineTransaction } from '../engine-transaction.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';

/** Any constant of our own: the space of the advisory locks of queues that have a cap. */
const CAP_LOCKS = 7_305_212;
const LOCK = 'SELECT pg_advisory_xact_lock($1, hashtext($2))';

/**
 * Fetches from a queue of which only so many jobs may run at once, over all processes. A message is in a worker's hands
 * exactly as long as its job takes a place, so messages are what is counted; one process at a time counts and fetches.
 * The others wait, for the time of two statements.
 */
export async function fetchWithinCap(
  { pool, queue }: { pool: Pool; queue: JobQueue },
  options: { queueName: string; hardCap: number; count: number; waitsForDisk: boolean },
): Promise<Delivery[]> {
  const { queueName, hardCap, count, waitsForDisk } = options;
  return inEngineTransaction(pool, async (executor) => {
    const places = await lockPlaces(executor, { queue, queueName, hardCap });
    if (places <= 0) return [];
    return queue.fetch(queueName, { count: Math.min(count, places), executor, waitsForDisk });
  });
}

/** How many more jobs of a capped queue may run. Until the transaction ends nobody else takes one of the places. */
export async function lockPlaces(
  executor: SqlExecutor,
  { queue, queueName, hardCap }: { queue: JobQueue; queueName: string; hardCap: number },
): Promise<number> {
  // A statement of its own: the next one's snapshot is taken when the lock is held.
  await executor.executeSql(LOCK, [CAP_LOCKS, queueName]);
  return hardCap - (await queue.countDelivered(executor, queueName));
}
