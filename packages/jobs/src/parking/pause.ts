import { onConnection } from '../engine-transaction.ts';
import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import { IS_PAUSED, type PauseScope } from './is-paused.ts';
import type { WaitingMessage } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { releasePaused } from './release-parked.ts';

const CHUNK_SIZE = 1_000;
/** Jobs that are parked or released before a call answers. Further ones are parked when their turn comes, or released by the sweep. */
const AT_ONCE_MAX = 20_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const PAUSE = 'INSERT INTO job_pauses (org_id, type) VALUES ($1, $2) ON CONFLICT DO NOTHING';
const RESUME = 'DELETE FROM job_pauses WHERE org_id = $1 AND type IS NOT DISTINCT FROM $2';

const FIND_WAITING = `
  SELECT id, queue, message_id AS "messageId" FROM jobs
  WHERE org_id = $1 AND status = 'pending' AND message_id IS NOT NULL AND ($2::text IS NULL OR type = $2) AND id > $3
  ORDER BY id
  LIMIT ${CHUNK_SIZE}`;

/** The rows whose messages nobody had been given yet. */
const PARK = `
  WITH locked AS (
    SELECT id FROM jobs
    WHERE id = ANY ($1::uuid[]) AND message_id = ANY ($2::uuid[]) AND status = 'pending'
    ORDER BY id
    FOR NO KEY UPDATE
  ), moved AS (
    UPDATE jobs j SET
      message_id = CASE WHEN ${IS_PAUSED.replaceAll('jobs.', 'j.')} THEN NULL ELSE gen_random_uuid() END,
      parked_reason = CASE WHEN ${IS_PAUSED.replaceAll('jobs.', 'j.')} THEN 'paused' END,
      updated_at = now()
    FROM locked l
    WHERE j.id = l.id
    RETURNING ${movedColumns({ from: `'pending'` })}
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT * FROM moved`;

/**
 * Lets no job of the scope start from now on. Those that wait show it; those that run go on. Again: nothing happens, but
 * that jobs which came since are parked as well.
 */
export async function pauseJobs(deps: MoveDeps, scope: PauseScope): Promise<void> {
  await onConnection(deps.pool).executeSql(PAUSE, [scope.orgId, scope.type]);
  let after: string | null = FIRST_ID;
  for (let parked = 0; after !== null && parked < AT_ONCE_MAX; parked += CHUNK_SIZE) {
    after = await parkChunk(deps, { ...scope, after });
  }
}

/** Lets the jobs of the scope start again, at the end of the line. Jobs that something else keeps paused stay so. */
export async function resumeJobs(deps: MoveDeps, scope: PauseScope): Promise<void> {
  await onConnection(deps.pool).executeSql(RESUME, [scope.orgId, scope.type]);
  await releasePaused(deps, { ...scope, atMost: AT_ONCE_MAX });
}

/** @returns the id that the next chunk begins after; null after the last one */
async function parkChunk(
  deps: MoveDeps,
  { orgId, type, after }: PauseScope & { after: string },
): Promise<string | null> {
  const { rows: waiting } = await onConnection(deps.pool).executeSql<WaitingMessage & { id: string }>(
    FIND_WAITING,
    [orgId, type, after],
  );
  // Message first, row second, as everywhere.
  await moveJobs(deps, async (executor) => {
    const removed = await deps.queue.removeWaiting(executor, waiting);
    return park(executor, { jobIds: waiting.map(({ id }) => id), messageIds: [...removed] });
  });
  return waiting.length < CHUNK_SIZE ? null : (waiting.at(-1)?.id ?? null);
}

async function park(
  executor: SqlExecutor,
  { jobIds, messageIds }: { jobIds: readonly string[]; messageIds: readonly string[] },
): Promise<MovedJob[]> {
  const { rows } = await executor.executeSql<MovedJob>(PARK, [jobIds, messageIds]);
  return rows.map((job) => ({ ...job, leftLine: true }));
}
