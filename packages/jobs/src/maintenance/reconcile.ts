import type { Pool } from 'pg';

import { messageJobs, type JobWithMessage } from '../message-jobs.ts';
import type { Notifier } from '../notifications.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { transaction } from '../queue/sql-executors.ts';

const SET_SIZE_MAX = 1_000;
/** Any constant of our own: the advisory lock that lets one process reconcile at a time. */
const RECONCILE_LOCK = 7_305_211;
const LOCK = 'SELECT pg_try_advisory_xact_lock($1) AS mine';

/**
 * Rows that must have a live message but have none: `pending` unless parked, and `processing` unless a batch
 * parent. A message ends without us by expiry or by an operator's hand. A row that changes while this runs
 * may get a second message; the first then names nothing and is dropped at its delivery.
 */
const RENEW = `
  WITH stranded AS (
    SELECT j.id FROM jobs j
    WHERE j.status IN ('pending', 'processing') AND j.parked_reason IS NULL AND j.type <> 'batch'
      AND NOT EXISTS (SELECT FROM pgboss.job m WHERE m.name = j.queue AND m.id = j.message_id AND m.state < 'completed')
    ORDER BY j.id
    LIMIT ${SET_SIZE_MAX}
    FOR NO KEY UPDATE OF j SKIP LOCKED
  )
  UPDATE jobs j SET message_id = gen_random_uuid(), updated_at = now()
  FROM stranded s WHERE j.id = s.id
  RETURNING j.id AS "jobId", j.queue, j.priority, j.message_id AS "messageId"`;

/**
 * Gives every row that lost its message a new one.
 * @returns how many rows that were; 0 as well when another process is at it
 */
export async function reconcile(deps: { pool: Pool; queue: JobQueue; notifier: Notifier }): Promise<number> {
  const renewed = await transaction(deps.pool, async (executor) => {
    const { rows: locks } = await executor.executeSql<{ mine: boolean }>(LOCK, [RECONCILE_LOCK]);
    if (locks[0]?.mine !== true) return [];
    const { rows: found } = await executor.executeSql<JobWithMessage>(RENEW);
    await messageJobs(deps.queue, executor, found);
    return found;
  });
  for (const queue of new Set(renewed.map((row) => row.queue))) deps.notifier.wake(queue);
  return renewed.length;
}
