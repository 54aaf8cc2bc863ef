import { jobs, jobStatuses, type JobStatus, type Transaction } from '@rota/db';
import { and, eq, gte, lt, sql, type SQL } from 'drizzle-orm';

import { COUNT_MAX } from './count-max.ts';
import type { Period } from './stats-period.ts';

/** Latencies and slow jobs are those of the last so many that ended. */
const SAMPLE_JOBS = 10_000;
const SLOW_JOBS_MAX = 20;

/** What ended in a part of the period; counts up to `COUNT_MAX + 1`. */
export type StatsPoint = { finished: number; failed: number };
/** Seconds; null where nothing was measured. */
export type Percentiles = { p50: number | null; p95: number | null; p99: number | null };
/** A job that took long, or takes long now. */
export type SlowJobRow = {
  id: string;
  type: string;
  startedAt: Date;
  finishedAt: Date | null;
  seconds: number;
};

/** How many jobs stand in each status, up to `COUNT_MAX + 1`. */
export async function countByStatus(
  tx: Transaction,
  { orgId }: { orgId: string },
): Promise<Record<JobStatus, number>> {
  // The status is written out: only so does the planner see that its partial index will do.
  const counts = jobStatuses.map(
    (status) => sql`${boundedCount(orgId, sql.raw(`status = '${status}'`))} as ${sql.identifier(status)}`,
  );
  const { rows } = await tx.execute<Record<JobStatus, number>>(sql`select ${sql.join(counts, sql`, `)}`);
  return only(rows);
}

/** Failures since a time, up to `COUNT_MAX + 1`. */
export async function countFailures(
  tx: Transaction,
  { orgId, since }: { orgId: string; since: Date },
): Promise<number> {
  const isRecent = sql`status = 'failed' and finished_at >= ${since.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ failures: number }>(
    sql`select ${boundedCount(orgId, isRecent)} as failures`,
  );
  return only(rows).failures;
}

/** What ended in each part. */
export async function countFinished(
  tx: Transaction,
  { orgId, parts }: { orgId: string; parts: readonly Period[] },
): Promise<StatsPoint[]> {
  const isWithin = sql`finished_at >= part.from_at and finished_at < part.to_at`;
  const from = parts.map((part) => part.from.toISOString());
  const to = parts.map((part) => part.to.toISOString());
  const { rows } = await tx.execute<StatsPoint>(sql`
    select ${boundedCount(orgId, isWithin)} as finished,
      ${boundedCount(orgId, sql`status = 'failed' and ${isWithin}`)} as failed
    from unnest(${sql.param(from)}::timestamptz[], ${sql.param(to)}::timestamptz[])
      with ordinality as part (from_at, to_at, place)
    order by part.place`);
  return rows.map(({ finished, failed }) => ({ finished, failed }));
}

/** How long jobs waited and ran that ended last in the period; batches, which run nothing, left out. */
export async function measureLatency(
  tx: Transaction,
  { orgId, period }: { orgId: string; period: Period },
): Promise<{ wait: Percentiles; run: Percentiles }> {
  const percentiles = (seconds: string, condition: string) =>
    sql.raw(
      `percentile_cont(array[0.5, 0.95, 0.99]) within group (order by ${seconds}) filter (where ${condition})`,
    );
  const waited = percentiles(
    'extract(epoch from started_at - greatest(created_at, coalesce(run_at, created_at)))::float8',
    'started_at is not null and run = 1',
  );
  const ran = percentiles(
    'extract(epoch from finished_at - started_at)::float8',
    "started_at is not null and status in ('completed', 'failed')",
  );
  const { rows } = await tx.execute<Record<'wait' | 'run', (number | null)[] | null>>(sql`
    select ${waited} as wait, ${ran} as run from ${lastEnded(orgId, period)} as ended where type <> 'batch'`);
  const { wait, run } = only(rows);
  return { wait: toPercentiles(wait), run: toPercentiles(run) };
}

/** The longest runs of those that are under way and those that ended last in the period. */
export async function listSlowJobs(
  tx: Transaction,
  { orgId, period, slowSeconds }: { orgId: string; period: Period; slowSeconds: number },
): Promise<SlowJobRow[]> {
  const columns = { id: jobs.id, type: jobs.type, startedAt: jobs.startedAt, finishedAt: jobs.finishedAt };
  const running = tx
    .select(columns)
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.status, 'processing')))
    .limit(SAMPLE_JOBS);
  const seconds = sql<number>`extract(epoch from coalesce(finished_at, now()) - started_at)::float8`;
  const { rows } = await tx.execute<
    Omit<SlowJobRow, 'startedAt' | 'finishedAt'> & Record<'started_at' | 'finished_at', string | null>
  >(sql`
    select id, type, started_at, finished_at, ${seconds} as seconds
    from (
      (select id, type, started_at, finished_at from ${lastEnded(orgId, period)} as ended)
      union all (${running})
    ) as candidates
    where type <> 'batch' and started_at is not null and ${seconds} > ${slowSeconds}
    order by seconds desc limit ${SLOW_JOBS_MAX}`);
  return rows.map(({ started_at: startedAt, finished_at: finishedAt, ...row }) => ({
    ...row,
    startedAt: new Date(startedAt ?? 0),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
  }));
}

/** Counts an organisation's jobs, and stops when there are more than anybody wants to know. */
function boundedCount(orgId: string, condition: SQL): SQL<number> {
  return sql<number>`(select count(*)::int from (
    select from ${jobs} where org_id = ${orgId} and ${condition} limit ${sql.raw(String(COUNT_MAX + 1))}) as counted)`;
}

function lastEnded(orgId: string, { from, to }: Period): SQL {
  const isWithin = and(eq(jobs.orgId, orgId), gte(jobs.finishedAt, from), lt(jobs.finishedAt, to));
  return sql`(select * from ${jobs} where ${isWithin} order by finished_at desc limit ${sql.raw(String(SAMPLE_JOBS))})`;
}

const toPercentiles = (values: (number | null)[] | null): Percentiles => ({
  p50: values?.[0] ?? null,
  p95: values?.[1] ?? null,
  p99: values?.[2] ?? null,
});

function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate answered no row');
  return row;
}
