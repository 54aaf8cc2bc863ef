import type { Pool } from 'pg';

import { movingFrom } from './job-status.ts';
import type { Notifier } from '../notifications.ts';
import { insertJobMessages, type JobWithMessage } from '../queue/insert-job-messages.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { inEngineTransaction } from '../engine-transaction.ts';

const SET_SIZE_MAX = 500;

/** Served by the index on the due time of waiting rows. Any number of processes may promote at once. */
const PROMOTE = `
  WITH due AS (
    SELECT id FROM jobs
    WHERE status IN (${movingFrom<'pending'>(['scheduled', 'retrying'])}) AND coalesce(next_retry_at, run_at) <= now()
    ORDER BY coalesce(next_retry_at, run_at)
    LIMIT ${SET_SIZE_MAX}
    FOR NO KEY UPDATE SKIP LOCKED
  ), moved AS (
    UPDATE jobs j SET status = 'pending', next_retry_at = NULL, message_id = gen_random_uuid(), updated_at = now()
    FROM due WHERE j.id = due.id
    RETURNING j.id AS "jobId", j.org_id AS "orgId", j.type, j.queue, j.priority, j.message_id AS "messageId"
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT * FROM moved`;

/** Gives each job whose time has come its message, in sets, until none is due. */
export async function promoteDueJobs(deps: {
  pool: Pool;
  queue: JobQueue;
  notifier: Notifier;
}): Promise<void> {
  for (;;) {
    const promoted = await promoteSet(deps);
    for (const queue of new Set(promoted.map((job) => job.queue))) deps.notifier.wake(queue);
    deps.notifier.changed(promoted);
    if (promoted.length < SET_SIZE_MAX) return;
  }
}

async function promoteSet({ pool, queue }: { pool: Pool; queue: JobQueue }): Promise<JobWithMessage[]> {
  return inEngineTransaction(pool, async (executor) => {
    const { rows: promoted } = await executor.executeSql<JobWithMessage>(PROMOTE);
    await insertJobMessages(executor, { queue, jobs: promoted });
    return promoted;
  });
}
