import { jobs, type JobPriority, type JobStatus, type RetryPolicy, type Transaction } from '@rota/db';
import { and, asc, count, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';

/** Dead letters that are grouped: what reading the groups costs at most, some 50 ms. */
const LETTERS_MAX = 10_000;
const GROUPS_MAX = 100;
const SAMPLES_MAX = 5;
const TYPES_MAX = 10;
const SERIES_DAYS = 14;

/** Dead letters of one cause. Days are UTC, `YYYY-MM-DD`, oldest first. */
export type DeadLetterGroupRow = {
  fingerprint: string;
  code: string;
  message: string;
  types: string[];
  count: number;
  series: { date: string; count: number }[];
  firstAt: string;
  lastAt: string;
  sampleIds: string[];
};

/** Open dead letters of one cause, of those that there were at a time. */
export type LetterSet = { orgId: string; fingerprint: string; asOf: Date };

/** A dead letter as it is repeated. */
export type Letter = {
  id: string;
  type: string;
  input: unknown;
  priority: JobPriority;
  maxAttempts: number;
  retry: RetryPolicy;
  timeoutSeconds: number;
  subject: { type: string; id: string } | null;
};

const timestamp = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The groups of the newest dead letters that nobody has resolved, that of the newest first.
 * @returns the groups, and whether all dead letters were looked at
 */
export async function listGroups(
  tx: Transaction,
  { orgId }: { orgId: string },
): Promise<{ groups: DeadLetterGroupRow[]; isComplete: boolean }> {
  const { rows } = await tx.execute<DeadLetterGroupRow & { letters: number }>(sql`
    with newest as (
      select id, type, error_fingerprint as fingerprint, error, dead_lettered_at as at
      from jobs
      where org_id = ${orgId} and dead_lettered_at is not null and resolved_at is null
      order by dead_lettered_at desc
      limit ${LETTERS_MAX}
    ), groups as (
      select fingerprint, count(*)::int as count, min(at) as first_at, max(at) as last_at,
        (array_agg(error order by at desc, id desc))[1] as error,
        (array_agg(distinct type))[1:${sql.raw(String(TYPES_MAX))}] as types,
        (array_agg(id order by at desc, id desc))[1:${sql.raw(String(SAMPLES_MAX))}] as sample_ids
      from newest
      where fingerprint is not null
      group by fingerprint
      order by last_at desc, fingerprint
      limit ${GROUPS_MAX}
    ), days as (
      select fingerprint, (at at time zone 'UTC')::date as day, count(*)::int as count
      from newest
      where at > now() - ${SERIES_DAYS} * interval '1 day'
      group by 1, 2
    )
    select g.fingerprint, g.error ->> 'code' as code, g.error ->> 'message' as message, g.types, g.count,
      (select json_agg(json_build_object('date', d::date, 'count', coalesce(days.count, 0)) order by d)
       from generate_series(
         (now() at time zone 'UTC')::date - ${SERIES_DAYS - 1}::int, (now() at time zone 'UTC')::date, interval '1 day') d
       left join days on days.fingerprint = g.fingerprint and days.day = d::date) as series,
      ${timestamp(sql`g.first_at`)} as "firstAt", ${timestamp(sql`g.last_at`)} as "lastAt",
      g.sample_ids as "sampleIds", (select count(*)::int from newest) as letters
    from groups g
    order by g.last_at desc, g.fingerprint`);
  const letters = rows[0]?.letters ?? 0;
  return { groups: rows.map(({ letters: _letters, ...group }) => group), isComplete: letters < LETTERS_MAX };
}

/** How many there are. */
export async function countLetters(tx: Transaction, set: LetterSet): Promise<number> {
  const [row] = await tx.select({ letters: count() }).from(jobs).where(isLetterOf(set));
  return row?.letters ?? 0;
}

/** Whether there is one. */
export async function hasLetters(tx: Transaction, set: LetterSet): Promise<boolean> {
  const rows = await tx.select({ id: jobs.id }).from(jobs).where(isLetterOf(set)).limit(1);
  return rows.length > 0;
}

/** The next after `afterId`, in the order in which they were made. */
export async function findLetters(
  tx: Transaction,
  { afterId, limit, ...set }: LetterSet & { afterId: string | null; limit: number },
): Promise<Letter[]> {
  const rows = await tx
    .select({
      id: jobs.id,
      type: jobs.type,
      input: jobs.input,
      priority: jobs.priority,
      maxAttempts: jobs.maxAttemptsStep,
      retry: jobs.retry,
      timeoutSeconds: jobs.timeoutSeconds,
      subjectType: jobs.subjectType,
      subjectId: jobs.subjectId,
    })
    .from(jobs)
    .where(and(isLetterOf(set), afterId === null ? undefined : sql`${jobs.id} > ${afterId}`))
    .orderBy(asc(jobs.id))
    .limit(limit);
  return rows.map(({ subjectType, subjectId, ...letter }) => ({
    ...letter,
    subject: subjectType === null || subjectId === null ? null : { type: subjectType, id: subjectId },
  }));
}

/** Where those of the jobs stand that are still there. */
export async function findStatuses(
  tx: Transaction,
  { orgId, jobIds }: { orgId: string; jobIds: readonly string[] },
): Promise<JobStatus[]> {
  const rows = await tx
    .select({ status: jobs.status })
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), inArray(jobs.id, [...jobIds])));
  return rows.map(({ status }) => status);
}

function isLetterOf({ orgId, fingerprint, asOf }: LetterSet) {
  return and(
    eq(jobs.orgId, orgId),
    eq(jobs.errorFingerprint, fingerprint),
    eq(jobs.status, 'failed'),
    isNotNull(jobs.deadLetteredAt),
    isNull(jobs.resolvedAt),
    lte(jobs.deadLetteredAt, asOf),
  );
}
