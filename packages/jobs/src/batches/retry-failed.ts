import type { JobStatus } from '@rota/db';

import { JobStateError } from '../errors.ts';
import { movingFrom } from '../moves/job-status.ts';
import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { BATCH_WAKE } from './batch-wake.ts';

type Batch = { orgId: string; batchId: string };

const LOCK = `
  SELECT b.failed, b.cancelled_at IS NOT NULL AS "isCancelled",
    (SELECT j.status FROM jobs j WHERE j.id = b.id) AS status
  FROM batches b WHERE b.org_id = $1 AND b.id = $2 FOR NO KEY UPDATE`;

const COUNT_FAILED = `
  SELECT count(*)::int AS count FROM jobs WHERE org_id = $1 AND batch_id = $2 AND status = 'failed'`;

/** All at once, whatever time the rows take: a batch whose first retried jobs end early must not end with them. */
const COUNT_AS_PENDING = `
  UPDATE batches SET pending = pending + failed, failed = 0, follow_up = 'retry_failed', followed_up_to = NULL
  WHERE org_id = $1 AND id = $2
  RETURNING (100 * (total - pending) / total) AS percent`;

const REOPEN = `
  WITH moved AS (
    UPDATE jobs j SET
      status = 'processing', started_at = now(), finished_at = NULL, error = NULL, output = NULL, resolved_at = NULL,
      resolved_note = NULL, progress_percent = $3, progress_message = NULL, updated_at = now()
    WHERE j.org_id = $1 AND j.id = $2 AND j.type = 'batch' AND j.status IN (${movingFrom<'processing'>(['failed'])})
    RETURNING ${movedColumns({ from: `'failed'` })}
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT * FROM moved`;

/**
 * Lets the failed jobs of a failed batch run again, with as many attempts as they first had: the batch goes on at once,
 * its jobs follow in chunks, by the workers. Exactly those that have failed run, each once.
 *
 * @returns whether the batch is the organisation's
 * @throws JobStateError `batch.not_failed` when it has not failed, or by cancelled jobs alone; `batch.jobs_removed` when
 * failed jobs were removed for their age
 */
export async function retryFailedOfBatch(deps: MoveDeps, batch: Batch): Promise<boolean> {
  const found = { batch: false };
  await moveJobs(deps, async (executor) => {
    const locked = await lock(executor, batch);
    found.batch = locked !== undefined;
    if (locked === undefined) return [];
    await requireRetryable(executor, { batch, locked });
    return reopen(executor, batch);
  });
  if (found.batch) deps.notifier.wake(BATCH_WAKE);
  return found.batch;
}

type LockedBatch = { failed: number; isCancelled: boolean; status: JobStatus };

async function lock(executor: SqlExecutor, { orgId, batchId }: Batch): Promise<LockedBatch | undefined> {
  // Twice: what the row's subquery reads may be older than the lock. Under the lock, nobody moves the parent.
  await executor.executeSql(LOCK, [orgId, batchId]);
  const { rows } = await executor.executeSql<LockedBatch>(LOCK, [orgId, batchId]);
  return rows[0];
}

async function requireRetryable(
  executor: SqlExecutor,
  { batch: { orgId, batchId }, locked }: { batch: Batch; locked: LockedBatch },
): Promise<void> {
  if (locked.status !== 'failed' || locked.failed === 0) {
    throw new JobStateError('batch.not_failed', 'The batch has not failed, or none of its jobs has.');
  }
  const { rows } = await executor.executeSql<{ count: number }>(COUNT_FAILED, [orgId, batchId]);
  if (rows[0]?.count !== locked.failed) {
    throw new JobStateError('batch.jobs_removed', 'Failed jobs of the batch are no longer kept.');
  }
}

async function reopen(executor: SqlExecutor, { orgId, batchId }: Batch): Promise<MovedJob[]> {
  const { rows } = await executor.executeSql<{ percent: number }>(COUNT_AS_PENDING, [orgId, batchId]);
  const parents = await executor.executeSql<MovedJob>(REOPEN, [orgId, batchId, rows[0]?.percent ?? 0]);
  return parents.rows;
}
