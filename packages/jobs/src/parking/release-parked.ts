import { inEngineTransaction } from '../engine-transaction.ts';
import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import { lockOrganisationCap, RUNNING_OF } from './organisation-caps.ts';
import { IS_PAUSED, type PauseScope } from './is-paused.ts';
import type { SqlExecutor } from '../sql-executor.ts';

const CHUNK_SIZE = 1_000;

/** What follows the CTE `free`, the locked rows to be released. */
const RELEASE = `
  moved AS (
    UPDATE jobs j SET parked_reason = NULL, message_id = gen_random_uuid(), updated_at = now()
    FROM free WHERE j.id = free.id
    RETURNING ${movedColumns({ from: `'pending'` })}
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT * FROM moved`;

/** Oldest first. */
const RELEASE_PAUSED = `
  WITH free AS (
    SELECT id FROM jobs
    WHERE org_id = $1 AND ($2::text IS NULL OR type = $2) AND status = 'pending' AND parked_reason = 'paused' AND NOT ${IS_PAUSED}
    ORDER BY id
    LIMIT ${CHUNK_SIZE}
    FOR NO KEY UPDATE SKIP LOCKED
  ), ${RELEASE}`;

const RELEASE_CAPPED = `
  WITH places AS (
    SELECT coalesce(o.running_max - ${RUNNING_OF('o.id')}, ${CHUNK_SIZE}) AS free FROM organisations o WHERE o.id = $1
  ), free AS (
    SELECT id FROM jobs
    WHERE org_id = $1 AND status = 'pending' AND parked_reason = 'organisation_cap' AND NOT ${IS_PAUSED}
    ORDER BY id
    LIMIT (SELECT least(greatest(free, 0), ${CHUNK_SIZE}) FROM places)
    FOR NO KEY UPDATE SKIP LOCKED
  ), ${RELEASE}`;

/** Steps from one kind of parked job to the next, however many there are of each. */
const FIND_PARKED = `
  WITH RECURSIVE kinds AS (
    (SELECT org_id, type FROM jobs WHERE parked_reason IS NOT NULL ORDER BY org_id, type LIMIT 1)
    UNION ALL
    SELECT n.org_id, n.type FROM kinds k CROSS JOIN LATERAL (
      SELECT org_id, type FROM jobs WHERE parked_reason IS NOT NULL AND (org_id, type) > (k.org_id, k.type)
      ORDER BY org_id, type LIMIT 1
    ) AS n
  )
  SELECT org_id AS "orgId", type FROM kinds AS jobs WHERE NOT ${IS_PAUSED}`;

/** Any constant of our own: the advisory lock that lets one process sweep at a time. */
const SWEEP_LOCK = 7_305_213;

/** Gives messages to parked jobs of the scope that nothing keeps paused any more, in chunks, up to about `atMost`. */
export async function releasePaused(
  deps: MoveDeps,
  { orgId, type, atMost }: PauseScope & { atMost: number },
): Promise<void> {
  for (let released = 0; released < atMost; released += CHUNK_SIZE) {
    const moved = await release(deps, (executor) =>
      executor.executeSql<MovedJob>(RELEASE_PAUSED, [orgId, type]),
    );
    if (moved < CHUNK_SIZE) return;
  }
}

/**
 * Lets as many jobs that wait for a place of their organisation go into the line as it has places free. Under the lock of
 * its claims: a job that is parked at this moment is seen, or sees the place.
 */
export async function releaseCapped(deps: MoveDeps, orgId: string): Promise<void> {
  await release(deps, async (executor) => {
    await lockOrganisationCap(executor, orgId);
    return executor.executeSql<MovedJob>(RELEASE_CAPPED, [orgId]);
  });
}

/** Releases what a process that died, or a race, has left parked without a reason; in one process at a time. */
export async function sweepParked(deps: MoveDeps): Promise<void> {
  const kinds = await inEngineTransaction(deps.pool, async (executor) => {
    const { rows } = await executor.executeSql<{ mine: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS mine',
      [SWEEP_LOCK],
    );
    if (rows[0]?.mine !== true) return [];
    return (await executor.executeSql<{ orgId: string; type: string }>(FIND_PARKED)).rows;
  });
  for (const kind of kinds) await releasePaused(deps, { ...kind, atMost: CHUNK_SIZE });
  for (const orgId of new Set(kinds.map((kind) => kind.orgId))) await releaseCapped(deps, orgId);
}

async function release(
  deps: MoveDeps,
  move: (executor: SqlExecutor) => Promise<{ rows: MovedJob[] }>,
): Promise<number> {
  return (await moveJobs(deps, async (executor) => (await move(executor)).rows)).length;
}
