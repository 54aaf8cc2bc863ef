import { inEngineTransaction, onConnection } from '../engine-transaction.ts';
import type { JobSet } from '../by-hand/job-set.ts';
import { movingFrom } from '../moves/job-status.ts';
import type { MoveDeps } from '../moves/move-jobs.ts';
import type { JobChange } from '../notifications.ts';
import { BATCH_WAKE } from './batch-wake.ts';

/** From its commit nothing of the batch starts: the claim looks here. Whether it has ended is asked of the locked row. */
const MARK = `
  WITH locked AS (
    SELECT id FROM batches
    WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND pending + processing > 0
    ORDER BY id
    FOR NO KEY UPDATE
  ), marked AS (
    UPDATE batches b SET cancelled_at = coalesce(b.cancelled_at, now()), follow_up = coalesce(b.follow_up, 'cancel')
    FROM locked l WHERE b.id = l.id
    RETURNING b.id
  ), parents AS (
    UPDATE jobs j SET cancel_requested_at = coalesce(j.cancel_requested_at, now()), updated_at = now()
    FROM marked m WHERE j.id = m.id
    RETURNING j.id, j.org_id
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM parents GROUP BY org_id
  )
  SELECT id AS "jobId", org_id AS "orgId" FROM parents`;

/** As many as the organisation has running: found by their status, not among all children. */
const STOP_RUNNING = `
  WITH locked AS (
    SELECT id FROM jobs
    WHERE org_id = $1 AND batch_id = ANY ($2::uuid[]) AND cancel_requested_at IS NULL
      AND status IN (${movingFrom<'cancelled'>(['processing'])})
    ORDER BY id
    FOR NO KEY UPDATE
  ), stopped AS (
    UPDATE jobs j SET cancel_requested_at = now(), updated_at = now() FROM locked l WHERE j.id = l.id
    RETURNING j.id, j.org_id
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM stopped GROUP BY org_id
  )
  SELECT id AS "jobId", org_id AS "orgId" FROM stopped`;

/**
 * Cancels those of the jobs that are batches under way: nothing of them starts from now on, and their running jobs get
 * their signal. The rows of those that wait follow in chunks, by the workers; a batch ends with its last running job.
 */
export async function cancelBatches(deps: MoveDeps, set: JobSet): Promise<void> {
  const parents = await inEngineTransaction(deps.pool, async (executor) => {
    const { rows } = await executor.executeSql<JobChange>(MARK, [set.orgId, set.jobIds]);
    return rows;
  });
  if (parents.length === 0) return;
  deps.notifier.wake(BATCH_WAKE);
  deps.notifier.changed(parents);
  await stopRunningChildren(deps, { orgId: set.orgId, batchIds: parents.map(({ jobId }) => jobId) });
}

/** Asks the running jobs of cancelled batches to stop. A worker does it again, should this process die before. */
export async function stopRunningChildren(
  { pool, notifier }: Pick<MoveDeps, 'pool' | 'notifier'>,
  { orgId, batchIds }: { orgId: string; batchIds: readonly string[] },
): Promise<void> {
  const { rows } = await onConnection(pool).executeSql<JobChange>(STOP_RUNNING, [orgId, batchIds]);
  notifier.cancel(rows.map(({ jobId }) => jobId));
  notifier.changed(rows);
}
