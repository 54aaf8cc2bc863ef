import { isUniqueViolation, type JobStatus } from '@rota/db';

import { JobStateError } from '../errors.ts';
import { findStatuses, type JobSet } from './job-set.ts';
import { movingFrom } from '../moves/job-status.ts';
import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { SqlExecutor } from '../sql-executor.ts';

/** Of a job: its batch goes on, and is not being cancelled or retried as a whole. */
const BATCH_IS_OPEN = `
  NOT EXISTS (
    SELECT FROM batches b
    WHERE b.id = jobs.batch_id AND (b.cancelled_at IS NOT NULL OR b.follow_up IS NOT NULL OR b.pending + b.processing = 0))`;

/** Makes jobs pending that wait for a time or have failed; `own` is what else must hold, and what they are counted as before. */
const retryStatement = (own: { condition: string; from: string }) => `
  WITH locked AS (
    SELECT id, status FROM jobs
    WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND type <> 'batch'
      AND status IN (${movingFrom<'pending'>(['failed', 'retrying', 'scheduled'])}) AND ${own.condition}
    ORDER BY id
    FOR NO KEY UPDATE
  ), moved AS (
    UPDATE jobs j SET
      status = 'pending', message_id = gen_random_uuid(), next_retry_at = NULL, finished_at = NULL,
      run_at = least(j.run_at, now()), cancel_requested_at = NULL,
      max_attempts = CASE l.status WHEN 'failed' THEN j.max_attempts + j.max_attempts_step ELSE j.max_attempts END,
      error = CASE l.status WHEN 'failed' THEN NULL ELSE j.error END,
      error_stack = CASE l.status WHEN 'failed' THEN NULL ELSE j.error_stack END,
      error_fingerprint = NULL, dead_lettered_at = NULL, resolved_at = NULL, resolved_note = NULL,
      losses = 0, updated_at = now()
    FROM locked l
    WHERE j.id = l.id
    RETURNING ${movedColumns({ from: own.from })}
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT * FROM moved`;

/**
 * A child of a batch that has ended, or is being cancelled or retried as a whole, is left out: its parent's counters
 * speak of it already, or are closed until the batch retries its failures.
 */
const RETRY = retryStatement({ condition: BATCH_IS_OPEN, from: 'l.status' });

/** Failures of a batch, which counted them as pending when it began to retry them. */
export const RETRY_OF_BATCH = retryStatement({ condition: `status = 'failed'`, from: `'pending'` });

/** What holds of a batch may have changed while the statement waited for a row: its counters' lock makes sure. */
const LOCK_BATCHES = `
  SELECT b.id, b.cancelled_at IS NULL AND b.follow_up IS NULL AND b.pending + b.processing > 0 AS open
  FROM batches b WHERE b.id = ANY ($1::uuid[]) ORDER BY b.id FOR NO KEY UPDATE`;

/**
 * Lets jobs run again now: failed ones with as many attempts as they first had, waiting ones before their time. What
 * failed before stays in the history of runs.
 * @returns the status of each job afterwards and which of them were moved; one that is missing is left out
 * @throws JobStateError `job.unique_key_taken` when a living job has the unique key of one of them; none is moved then
 */
export async function retryJobs(
  deps: MoveDeps,
  set: JobSet,
): Promise<{ statuses: Map<string, JobStatus>; retried: Set<string> }> {
  const moved = await retryOpen(deps, set).catch((error: unknown) => {
    if (isUniqueViolation(error)?.constraint !== 'jobs_unique_key') throw error;
    throw new JobStateError('job.unique_key_taken', 'Another job that has not ended has this unique key.', {
      cause: error,
    });
  });
  return { statuses: await findStatuses(deps, set), retried: new Set(moved.map(({ jobId }) => jobId)) };
}

class BatchChanged extends Error {
  override readonly name = 'BatchChanged';
}

/** A batch can end, or be cancelled, once in the midst of it; after that its children are left out. */
const TRIES_MAX = 3;

async function retryOpen(deps: MoveDeps, set: JobSet): Promise<MovedJob[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await moveJobs(deps, async (executor) => {
        const { rows } = await executor.executeSql<MovedJob>(RETRY, [set.orgId, set.jobIds]);
        await requireOpenBatches(executor, rows);
        return rows;
      });
    } catch (error) {
      if (!(error instanceof BatchChanged) || tries === TRIES_MAX) throw error;
    }
  }
}

async function requireOpenBatches(executor: SqlExecutor, moved: readonly MovedJob[]): Promise<void> {
  const batchIds = [...new Set(moved.flatMap(({ batchId }) => batchId ?? []))];
  if (batchIds.length === 0) return;
  const { rows } = await executor.executeSql<{ id: string; open: boolean }>(LOCK_BATCHES, [batchIds]);
  if (!rows.every(({ open }) => open))
    throw new BatchChanged('a batch has changed while its jobs were retried');
}
