import type { Pool } from 'pg';

import { liveStatuses, sqlList } from '../moves/job-status.ts';
import type { Notifier } from '../notifications.ts';
import { insertJobMessages, type JobWithMessage } from '../queue/insert-job-messages.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { WITHOUT_MESSAGE } from '../queue/message-sql.ts';
import { inEngineTransaction } from '../engine-transaction.ts';

/**
 * Live rows looked at in one turn: at most half a second's work and one short snapshot, however many jobs wait. With
 * a million waiting each is looked at every fifty turns.
 */
const PAGE_SIZE = 20_000;
const SET_SIZE_MAX = 1_000;
/** Any constant of our own: the advisory lock that lets one process reconcile at a time. */
const RECONCILE_LOCK = 7_305_211;
const LOCK = 'SELECT pg_try_advisory_xact_lock($1) AS mine';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const PAGE_END = `
  SELECT id FROM jobs WHERE status IN (${sqlList(liveStatuses)}) AND id > $1
  ORDER BY id OFFSET ${PAGE_SIZE - 1} LIMIT 1`;

/**
 * Rows that must have a live message but have none: `pending` unless parked, and `processing` unless a batch
 * parent. A message ends without us by expiry or by an operator's hand. A row that changes while this runs
 * may get a second message; the first then names nothing and is dropped at its delivery.
 */
const RENEW = `
  WITH stranded AS (
    SELECT j.id FROM jobs j
    WHERE j.status IN (${sqlList(liveStatuses)}) AND j.parked_reason IS NULL AND j.type <> 'batch'
      AND j.id > $1 AND j.id <= $2
      AND ${WITHOUT_MESSAGE}
    ORDER BY j.id
    LIMIT ${SET_SIZE_MAX}
    FOR NO KEY UPDATE OF j SKIP LOCKED
  )
  UPDATE jobs j SET message_id = gen_random_uuid(), updated_at = now()
  FROM stranded s WHERE j.id = s.id
  RETURNING j.id AS "jobId", j.org_id AS "orgId", j.type, j.queue, j.priority, j.message_id AS "messageId"`;

/** Walks over the live rows, a page a turn, and begins again at the end. */
export type Reconciler = {
  /**
   * Gives every row of the next page that lost its message a new one.
   * @returns how many rows that were; 0 as well when another process is at it
   */
  reconcilePage(): Promise<number>;
};

/** A reconciler that begins at the oldest job. */
export function createReconciler(deps: { pool: Pool; queue: JobQueue; notifier: Notifier }): Reconciler {
  let after = FIRST_ID;

  async function renewSet(executor: SqlExecutor): Promise<JobWithMessage[]> {
    const { rows: locks } = await executor.executeSql<{ mine: boolean }>(LOCK, [RECONCILE_LOCK]);
    if (locks[0]?.mine !== true) return [];
    const { rows: ends } = await executor.executeSql<{ id: string }>(PAGE_END, [after]);
    const end = ends[0]?.id;
    const { rows } = await executor.executeSql<JobWithMessage>(RENEW, [after, end ?? LAST_ID]);
    await insertJobMessages(executor, { queue: deps.queue, jobs: rows });
    // A page with more to renew is not done with.
    if (rows.length < SET_SIZE_MAX) after = end ?? FIRST_ID;
    return rows;
  }

  return {
    async reconcilePage() {
      let count = 0;
      for (;;) {
        const renewed = await inEngineTransaction(deps.pool, renewSet);
        for (const queue of new Set(renewed.map((row) => row.queue))) deps.notifier.wake(queue);
        count += renewed.length;
        if (renewed.length < SET_SIZE_MAX) return count;
      }
    },
  };
}
