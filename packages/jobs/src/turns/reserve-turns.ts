import type { SqlExecutor } from '../sql-executor.ts';
import { COST, extendLines } from './line-sql.ts';
import { LOW_PRIORITY_JOBS, toTurn, type JobInLine, type PlacedJob, type Turn } from './start-tags.ts';
import { swapTurns } from './swap-turns.ts';

/** The reservation of one organisation in one queue, by type. Ticks. */
type Reserved = {
  queue: string;
  orgId: string;
  type: string;
  /** Of one job. */
  cost: number;
  start: number;
  base: number;
};

/** `start = max(V, F)`, `F = start + cost / weight`, in one statement for all lines of a set. */
const reserveStatement = (lines: string): string => `
  WITH quick AS (
    SELECT set_config('synchronous_commit', 'off', true)
  ), wanted AS (
    SELECT w.queue, w.org_id, w.type, w.jobs, ${COST} AS cost
    FROM unnest($1::text[], $2::uuid[], $3::text[], $4::int[]) AS w (queue, org_id, type, jobs)
    LEFT JOIN organisations o ON o.id = w.org_id
    LEFT JOIN job_type_costs c ON c.type = w.type
  ), lengths AS (
    SELECT queue, org_id, sum(cost * jobs)::bigint AS length FROM wanted GROUP BY queue, org_id
  ), reserved AS (${extendLines(lines)}
  )
  SELECT w.queue, w.org_id AS "orgId", w.type, w.cost::float8 AS cost,
    (r.finish_tag - n.length)::float8 AS start, coalesce(c.base, 0)::float8 AS base
  FROM wanted w
  JOIN reserved r ON r.queue = w.queue AND r.org_id = w.org_id
  JOIN lengths n ON n.queue = w.queue AND n.org_id = w.org_id
  LEFT JOIN queue_clocks c ON c.queue = w.queue`;

const RESERVE = reserveStatement('lengths n');
/** In a transaction of its own it need not outlive a crash: tags that are given twice cost nobody a turn. */
const RESERVE_ALONE = reserveStatement('lengths n CROSS JOIN quick');

/**
 * Gives each of the jobs a place at the end of its organisation's line, one behind the other; those of priority `high`
 * change places with ones that wait further ahead.
 *
 * @param alone the executor is in no transaction: the reservation is one
 * @returns the turns in the order of the jobs
 */
export async function reserveTurns(
  executor: SqlExecutor,
  { jobs, alone }: { jobs: readonly JobInLine[]; alone: boolean },
): Promise<Turn[]> {
  if (jobs.length === 0) return [];
  const kinds = [...Map.groupBy(jobs, (job) => `${lineOf(job)} ${job.type}`).values()];
  const { rows } = await executor.executeSql<Reserved>(alone ? RESERVE_ALONE : RESERVE, [
    kinds.map(([job]) => job?.queue),
    kinds.map(([job]) => job?.orgId),
    kinds.map(([job]) => job?.type),
    kinds.map((same) => same.length),
  ]);
  return swapTurns(executor, placeInLines(jobs, rows));
}

const lineOf = ({ queue, orgId }: Pick<JobInLine, 'queue' | 'orgId'>): string => `${queue} ${orgId}`;

function placeInLines(jobs: readonly JobInLine[], reserved: readonly Reserved[]): PlacedJob[] {
  const costs = new Map(reserved.map((row) => [`${lineOf(row)} ${row.type}`, row]));
  const ends = new Map(reserved.map((row) => [lineOf(row), row.start]));
  return jobs.map((job) => {
    const line = lineOf(job);
    const row = costs.get(`${line} ${job.type}`);
    const start = ends.get(line);
    if (row === undefined || start === undefined) throw new Error(`no turn was reserved in ${job.queue}`);
    ends.set(line, start + row.cost);
    const { base, cost } = row;
    return {
      job,
      base,
      turn: toTurn(job.priority === 'low' ? start + LOW_PRIORITY_JOBS * cost : start, base),
    };
  });
}
