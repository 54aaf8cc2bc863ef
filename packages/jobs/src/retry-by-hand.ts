import { isUniqueViolation, type JobStatus } from '@rota/db';

import { JobStateError } from './errors.ts';
import { findStatuses, type JobSet } from './job-control.ts';
import { movingFrom } from './job-status.ts';
import { moveJobs, type MoveDeps } from './move-jobs.ts';
import { movedColumns, type MovedJob } from './moved-job.ts';

/**
 * A child of a batch that has ended is left out: its parent's counters are closed until the batch retries its failures.
 */
const RETRY = `
  WITH locked AS (
    SELECT id, status FROM jobs
    WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND type <> 'batch'
      AND status IN (${movingFrom<'pending'>(['failed', 'retrying', 'scheduled'])})
      AND NOT EXISTS (SELECT FROM jobs parent WHERE parent.id = jobs.batch_id AND parent.status <> 'processing')
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
    RETURNING ${movedColumns({ from: 'l.status' })}
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT * FROM moved`;

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
  const moved = await moveJobs(deps, async (executor) => {
    const { rows } = await executor.executeSql<MovedJob>(RETRY, [set.orgId, set.jobIds]);
    return rows;
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)?.constraint !== 'jobs_unique_key') throw error;
    throw new JobStateError('job.unique_key_taken', 'Another job that has not ended has this unique key.', {
      cause: error,
    });
  });
  return { statuses: await findStatuses(deps, set), retried: new Set(moved.map(({ jobId }) => jobId)) };
}
