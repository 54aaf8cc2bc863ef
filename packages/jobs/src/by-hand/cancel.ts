import type { JobStatus } from '@rota/db';
import type { Pool } from 'pg';

import { cancelBatches } from '../batches/cancel-batches.ts';
import { findStatuses, type JobSet } from './job-set.ts';
import { movingFrom } from '../moves/job-status.ts';
import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { JobQueue, WaitingMessage } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { onConnection } from '../engine-transaction.ts';

const FIND_MESSAGES = `
  SELECT id, queue, message_id AS "messageId" FROM jobs
  WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND status = 'pending' AND message_id IS NOT NULL`;

/**
 * A waiting job ends; a running one is asked to, and ends with its run. Which of them is read from `j` alone: a row that
 * moved while its lock was waited for is first put together from its old version, and the CHECKs look at that as well.
 */
const CANCEL = `
  WITH locked AS (
    SELECT id, status FROM jobs
    WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND type <> 'batch'
      AND status IN (${movingFrom<'cancelled'>(['scheduled', 'blocked', 'pending', 'processing', 'retrying'])})
    ORDER BY id
    FOR NO KEY UPDATE
  ), moved AS (
    UPDATE jobs j SET
      cancel_requested_at = coalesce(j.cancel_requested_at, now()),
      status = CASE j.status WHEN 'processing' THEN 'processing' ELSE 'cancelled' END,
      message_id = CASE j.status WHEN 'processing' THEN j.message_id END,
      finished_at = CASE WHEN j.status <> 'processing' THEN now() END,
      parked_reason = NULL, next_retry_at = NULL, open_parents = 0, updated_at = now()
    FROM locked l
    WHERE j.id = l.id
    RETURNING ${movedColumns({ from: 'l.status' })}
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT * FROM moved`;

/**
 * Cancels jobs of an organisation: waiting ones end at once, running ones get their signal within a second and end as
 * cancelled whatever they return. Of a batch nothing starts any more; it ends with its jobs. Jobs that have ended stay
 * as they are; asking again does no harm.
 * @returns the status of each job afterwards; a job that is missing or another organisation's is left out
 */
export async function cancelJobs(deps: MoveDeps, set: JobSet): Promise<Map<string, JobStatus>> {
  let cancelled: MovedJob[] = [];
  await moveJobs(deps, async (executor) => {
    cancelled = await cancelSet(executor, { queue: deps.queue, set });
    return cancelled.filter(({ status }) => status === 'cancelled');
  });
  // All of them: a short job runs while its row says that it waits.
  deps.notifier.cancel(cancelled.map(({ jobId }) => jobId));
  await cancelBatches(deps, set);
  return findStatuses(deps, set);
}

/** The same in a transaction, without batches: answers those that have ended, and those that are yet to. */
export async function cancelSet(
  executor: SqlExecutor,
  { queue, set }: { queue: JobQueue; set: JobSet },
): Promise<MovedJob[]> {
  // Message first, row second, as everywhere. One that was delivered in the meantime claims nothing.
  const waiting = await findMessages(executor, set);
  const removed = await queue.removeWaiting(executor, waiting);
  const { rows } = await executor.executeSql<MovedJob>(CANCEL, [set.orgId, set.jobIds]);
  const left = new Set(waiting.filter(({ messageId }) => removed.has(messageId)).map(({ id }) => id));
  return rows.map((job) => ({ ...job, leftLine: left.has(job.jobId) }));
}

async function findMessages(
  executor: SqlExecutor,
  { orgId, jobIds }: JobSet,
): Promise<(WaitingMessage & { id: string })[]> {
  const { rows } = await executor.executeSql<WaitingMessage & { id: string }>(FIND_MESSAGES, [orgId, jobIds]);
  return rows;
}

const FIND_CANCELLED = `
  SELECT id FROM jobs
  WHERE id = ANY ($1::uuid[]) AND (cancel_requested_at IS NOT NULL
    OR EXISTS (SELECT FROM batches b WHERE b.id = jobs.batch_id AND b.cancelled_at IS NOT NULL))`;

/** Which of the jobs that run here were cancelled: the net under lost notifications. */
export async function findCancelled(pool: Pool, jobIds: readonly string[]): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const { rows } = await onConnection(pool).executeSql<{ id: string }>(FIND_CANCELLED, [jobIds]);
  return rows.map(({ id }) => id);
}
