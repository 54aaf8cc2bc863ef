import { isEnded } from '../moves/job-status.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { fillInputs } from './fill-inputs.ts';

/**
 * Counts ended parents off the jobs that wait for them, each once. A job whose last parent has ended may run; one with a
 * parent that did not complete fails, is cancelled or runs all the same, as it was asked to.
 */
const RELEASE = `
  WITH parents AS (
    SELECT * FROM unnest($1::uuid[], $2::boolean[]) AS p (id, completed)
  ), closed AS (
    UPDATE job_dependencies d SET open = false FROM parents p
    WHERE d.parent_id = ANY ($1) AND d.parent_id = p.id AND d.open
    RETURNING d.job_id, p.completed
  ), ended AS (
    SELECT job_id, count(*)::int AS parents, bool_or(NOT completed) AS hurt FROM closed GROUP BY job_id
  ), locked AS (
    SELECT j.id, j.open_parents - e.parents AS open_parents,
      CASE
        WHEN e.hurt AND j.on_parent_failure = 'fail' THEN 'failed'
        WHEN e.hurt AND j.on_parent_failure = 'skip' THEN 'cancelled'
        WHEN j.open_parents > e.parents THEN 'blocked'
        WHEN j.run_at > now() THEN 'scheduled'
        ELSE 'pending'
      END AS status
    FROM jobs j JOIN ended e ON e.job_id = j.id
    WHERE j.id = ANY (ARRAY(SELECT job_id FROM ended)) AND j.status = 'blocked'
    ORDER BY j.id
    FOR NO KEY UPDATE OF j
  )
  UPDATE jobs j SET
    status = l.status,
    open_parents = CASE l.status WHEN 'blocked' THEN l.open_parents ELSE 0 END,
    message_id = CASE l.status WHEN 'pending' THEN gen_random_uuid() END,
    error = CASE l.status WHEN 'failed' THEN $3::jsonb END,
    finished_at = CASE WHEN l.status IN ('failed', 'cancelled') THEN now() END,
    updated_at = now()
  FROM locked l
  WHERE j.id = l.id
  RETURNING ${movedColumns({ from: `'blocked'` })}, j.input_from IS NOT NULL AS "takesOutputs"`;

/** Why a job fails that never ran: it is no dead letter, the one it waited for is. */
export const parentFailed = {
  code: 'parent_failed',
  message: 'A job that it waited for did not complete.',
  attempt: 0,
} as const;

/**
 * Lets go of the jobs that waited for ended ones, and gives them what they take of the outputs.
 * @returns those that are no longer blocked: to be given messages, or ended with their parents
 */
export async function releaseDependents(
  executor: SqlExecutor,
  moved: readonly MovedJob[],
): Promise<MovedJob[]> {
  const parents = moved.filter((job) => job.hasDependents && isEnded(job.status));
  if (parents.length === 0) return [];
  const { rows } = await executor.executeSql<MovedJob & { takesOutputs: boolean }>(RELEASE, [
    parents.map(({ jobId }) => jobId),
    parents.map(({ status }) => status === 'completed'),
    JSON.stringify(parentFailed),
  ]);
  const released = rows.filter((job) => job.status !== 'blocked');
  const toFill = released.filter((job) => job.takesOutputs && !isEnded(job.status));
  const unfit = await fillInputs(
    executor,
    toFill.map(({ jobId }) => jobId),
  );
  return released.map((job) => unfit.get(job.jobId) ?? job);
}
