import type { Pool } from 'pg';

import { inEngineTransaction } from '../engine-transaction.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import type { RetentionRow } from './retention.ts';

/** Ended rows looked at in one step: what a statement costs, however many rows there are that stay. */
const PAGE_SIZE = 1_000;

/**
 * A plan for any values expects sets of ten and compares a thousand ids with every row of the table, which is six times as
 * slow at 20,000 rows and grows with them. Planning anew costs a millisecond a set.
 */
const PLAN_FOR_THE_VALUES = `SET LOCAL plan_cache_mode = 'force_custom_plan'`;

/**
 * The next ended jobs of an organisation, oldest first, and which of them are past their time. The shortest time bounds
 * the walk, so that it does not reach what no rule lets go.
 */
const FIND_PAGE = `
  WITH rules AS (
    SELECT * FROM json_to_recordset($2::json) AS rule (type text, status text, days float8)
  ), page AS (
    SELECT id, type, status, finished_at FROM jobs
    WHERE org_id = $1 AND finished_at < now() - (SELECT min(days) FROM rules) * interval '1 day'
      AND (finished_at, id) > ($3::timestamptz, $4::uuid)
    ORDER BY finished_at, id
    LIMIT ${PAGE_SIZE}
  )
  SELECT p.id, p.finished_at AS "finishedAt",
    p.finished_at < now() - interval '1 day' * coalesce(own.days, general.days) AS expired
  FROM page p
  LEFT JOIN rules own ON own.type = p.type AND own.status = p.status
  LEFT JOIN rules general ON general.type IS NULL AND general.status = p.status
  ORDER BY p.finished_at, p.id`;

/** One that was retried since it was found is left alone; so is one that somebody else has in hand. */
const LOCK = `
  SELECT j.id, j.batch_id AS "batchId", j.workflow_id AS "workflowId"
  FROM jobs j JOIN unnest($2::uuid[], $3::timestamptz[]) AS found (id, finished_at) ON found.id = j.id
  WHERE j.org_id = $1 AND j.id = ANY ($2) AND j.finished_at = found.finished_at
  ORDER BY j.id
  FOR UPDATE OF j SKIP LOCKED`;

/** A parent that is locked cannot go back to work before its children are gone. */
const LOCK_PARENTS = `
  SELECT id FROM jobs WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND finished_at IS NOT NULL
  ORDER BY id
  FOR SHARE SKIP LOCKED`;

/**
 * What nothing needs any more: no child of a batch that goes on, no parent before its children, nothing that a live job
 * was made to wait for (it may still read the output), no node of a graph that goes on. Runs, log lines, chunks of
 * imports and edges go with their job. A statement of its own: it has to see what was written until the rows were locked.
 * Subqueries and no joins, which with old statistics would read the whole table for each set.
 */
const DELETE = `
  DELETE FROM jobs j
  WHERE j.org_id = $1 AND j.id = ANY ($2::uuid[]) AND (j.type = 'batch') = $5
    AND (SELECT p.id FROM jobs p WHERE p.id = j.batch_id AND p.id <> ALL ($3::uuid[])) IS NULL
    AND (NOT $5 OR (SELECT c.id FROM jobs c WHERE c.org_id = $1 AND c.batch_id = j.id LIMIT 1) IS NULL)
    AND (
      SELECT d.job_id FROM job_dependencies d
      WHERE d.parent_id = j.id AND (SELECT c.finished_at IS NULL FROM jobs c WHERE c.id = d.job_id)
      LIMIT 1) IS NULL
    AND (j.workflow_id IS NULL OR j.workflow_id <> ALL (ARRAY(
      SELECT n.workflow_id FROM jobs n
      WHERE n.org_id = $1 AND n.workflow_id IS NOT NULL AND n.workflow_id = ANY ($4::uuid[]) AND n.finished_at IS NULL)))
  RETURNING j.id, j.workflow_id AS "workflowId"`;

/** The condition on null is the index's: of an array that may be empty the planner cannot tell. */
const CLEAR_REPLAYS = `
  WITH replays AS (
    SELECT id FROM jobs WHERE replay_of IS NOT NULL AND replay_of = ANY ($1::uuid[])
    ORDER BY id
    FOR NO KEY UPDATE
  )
  UPDATE jobs j SET replay_of = NULL WHERE j.id = ANY (ARRAY(SELECT id FROM replays))`;

const DELETE_EMPTY_WORKFLOWS = `
  DELETE FROM workflows w
  WHERE w.org_id = $1 AND w.id = ANY ($2::uuid[])
    AND NOT EXISTS (SELECT FROM jobs n WHERE n.org_id = $1 AND n.workflow_id = w.id)`;

/** Where a walk over an organisation's ended jobs has come to. */
export type PruneCursor = { finishedAt: Date; id: string };

/** Before the first job. */
export const FIRST: PruneCursor = { finishedAt: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

type RemovedRow = { id: string; workflowId: string | null };
type FoundRow = PruneCursor & { expired: boolean };

/**
 * Takes one step of a walk: removes what is past its time, and is needed by nothing, of the next thousand ended jobs.
 * @returns how many jobs it removed, and where to go on; null at the end
 */
export async function pruneJobsPage(
  pool: Pool,
  { orgId, rules, after }: { orgId: string; rules: readonly RetentionRow[]; after: PruneCursor },
): Promise<{ removed: number; next: PruneCursor | null }> {
  return inEngineTransaction(pool, async (executor) => {
    await executor.executeSql(PLAN_FOR_THE_VALUES);
    const { rows: page } = await executor.executeSql<FoundRow>(FIND_PAGE, [
      orgId,
      JSON.stringify(rules),
      after.finishedAt,
      after.id,
    ]);
    const expired = page.filter((row) => row.expired);
    const removed = expired.length === 0 ? 0 : await removeJobs(executor, { orgId, expired });
    return { removed, next: page.length < PAGE_SIZE ? null : (page.at(-1) ?? null) };
  });
}

async function removeJobs(
  executor: SqlExecutor,
  { orgId, expired }: { orgId: string; expired: readonly PruneCursor[] },
): Promise<number> {
  const locked = await lockJobs(executor, { orgId, expired });
  const batchIds = distinct(locked.map(({ batchId }) => batchId));
  const parents = await executor.executeSql<{ id: string }>(LOCK_PARENTS, [orgId, batchIds]);
  const removed: RemovedRow[] = [];
  // Children first, so that a batch whose last ones go now goes with them.
  for (const isBatch of [false, true]) {
    const { rows } = await executor.executeSql<RemovedRow>(DELETE, [
      orgId,
      locked.map(({ id }) => id),
      parents.rows.map(({ id }) => id),
      distinct(locked.map(({ workflowId }) => workflowId)),
      isBatch,
    ]);
    removed.push(...rows);
  }
  await executor.executeSql(CLEAR_REPLAYS, [removed.map(({ id }) => id)]);
  const workflowIds = distinct(removed.map(({ workflowId }) => workflowId));
  if (workflowIds.length > 0) await executor.executeSql(DELETE_EMPTY_WORKFLOWS, [orgId, workflowIds]);
  return removed.length;
}

async function lockJobs(
  executor: SqlExecutor,
  { orgId, expired }: { orgId: string; expired: readonly PruneCursor[] },
) {
  const { rows } = await executor.executeSql<{
    id: string;
    batchId: string | null;
    workflowId: string | null;
  }>(LOCK, [orgId, expired.map(({ id }) => id), expired.map(({ finishedAt }) => finishedAt)]);
  return rows;
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null);
}
