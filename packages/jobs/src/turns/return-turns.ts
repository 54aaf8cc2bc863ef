import type { SqlExecutor } from '../sql-executor.ts';
import { COST } from './line-sql.ts';
import type { JobInLine } from './start-tags.ts';

/** The lines end sooner by what the jobs cost now, but not before what has started. */
const RETURN = `
  WITH costs AS (
    SELECT w.queue, w.org_id, sum(${COST})::bigint AS length
    FROM unnest($1::text[], $2::uuid[], $3::text[]) AS w (queue, org_id, type)
    LEFT JOIN organisations o ON o.id = w.org_id
    LEFT JOIN job_type_costs c ON c.type = w.type
    GROUP BY w.queue, w.org_id
  ), locked AS (
    SELECT l.queue, l.org_id FROM queue_lines l JOIN costs USING (queue, org_id) ORDER BY l.queue, l.org_id FOR UPDATE OF l
  )
  UPDATE queue_lines l SET finish_tag = greatest(
    l.finish_tag - c.length, coalesce((SELECT k.virtual_time FROM queue_clocks k WHERE k.queue = l.queue), 0))
  FROM locked k JOIN costs c USING (queue, org_id)
  WHERE l.queue = k.queue AND l.org_id = k.org_id`;

/**
 * Gives back the turns of jobs that were taken out of the line without having had them. Otherwise an organisation that
 * pauses or cancels a hundred thousand jobs would wait a hundred thousand turns for its next one.
 */
export async function returnTurns(
  executor: SqlExecutor,
  jobs: readonly Omit<JobInLine, 'priority'>[],
): Promise<void> {
  if (jobs.length === 0) return;
  await executor.executeSql(RETURN, [
    jobs.map(({ queue }) => queue),
    jobs.map(({ orgId }) => orgId),
    jobs.map(({ type }) => type),
  ]);
}
