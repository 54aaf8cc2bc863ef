import {
  jobLogs,
  jobRuns,
  jobs,
  newestFirst,
  type JobError,
  type JobRunOutcome,
  type JobStatus,
  type PageRequest,
  type Transaction,
} from '@rota/db';
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  ne,
  not,
  sql,
} from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';

import { readSnapshot, toReadingOrder } from './stream-position.ts';

const { input, output, errorStack, messageId, queue, losses, maxAttemptsStep, updatedAt, ...shownColumns } =
  getTableColumns(jobs);

type Columns = typeof jobs.$inferSelect;

/** A job as the organisation may see it. `input` and `output` are null where they were not asked for. */
export type JobRow = Pick<Columns, keyof typeof shownColumns | 'input' | 'output'>;
/** How a job stood when it was read, without heavy parts. `order`: see `toReadingOrder`. */
export type JobState = { job: JobRow; order: bigint };
/** A line of a job's log. */
export type JobLogRow = typeof jobLogs.$inferSelect;
/** A run as the organisation may see it: without the stack, which is for operators. Under way it has no end yet. */
export type JobRunRow = {
  run: number;
  attempt: number;
  workerId: string;
  startedAt: Date;
  endedAt: Date | null;
  outcome: JobRunOutcome | null;
  error: JobError | null;
};

const runColumns = {
  run: jobRuns.run,
  attempt: jobRuns.attempt,
  workerId: jobRuns.workerId,
  startedAt: jobRuns.startedAt,
  endedAt: sql<Date | null>`${jobRuns.endedAt}`.mapWith(jobRuns.endedAt),
  outcome: sql<JobRunOutcome | null>`${jobRuns.outcome}`,
  error: jobRuns.error,
};
const runUnderWayColumns = {
  run: jobs.run,
  attempt: jobs.attempt,
  workerId: sql<string>`${jobs.workerId}`,
  startedAt: sql<Date>`${jobs.startedAt}`.mapWith(jobRuns.startedAt),
  endedAt: sql<Date | null>`null::timestamptz`.mapWith(jobRuns.endedAt),
  outcome: sql<JobRunOutcome | null>`null::text`,
  error: sql<JobError | null>`null::jsonb`,
};

/** A job of an organisation. Ids are uuids. */
export type JobKey = { orgId: string; jobId: string };

/** Which heavy columns to read. */
export type JobParts = { input: boolean; output: boolean };

/** Filters of different names must all hold; values of one name are alternatives. */
export type JobFilter = {
  status?: readonly JobStatus[] | undefined;
  type?: readonly string[] | undefined;
  createdAfter?: Date | undefined;
  createdBefore?: Date | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  /** The children of this batch; left out: none of any. */
  batchId?: string | undefined;
  deadLettered?: boolean | undefined;
  fingerprint?: string | undefined;
};

/** A page of the jobs, newest first, and the row after it. */
export function listJobs(
  tx: Transaction,
  { filter, parts, ...list }: { orgId: string; filter: JobFilter; parts: JobParts; page: PageRequest },
): Promise<JobRow[]> {
  const query = tx.select(columnsWith(parts)).from(jobs).$dynamic();
  return newestFirst(query, { table: jobs, filter: matches(filter), ...list });
}

/** One job of the organisation, with all its parts. */
export async function findJob(tx: Transaction, { orgId, jobId }: JobKey): Promise<JobRow | undefined> {
  const [row] = await tx
    .select(columnsWith({ input: true, output: true }))
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
  return row;
}

/** The jobs of a workflow, without heavy parts, in the order in which its nodes were given. */
export function findWorkflowJobs(
  tx: Transaction,
  { orgId, workflowId }: { orgId: string; workflowId: string },
): Promise<JobRow[]> {
  return tx
    .select(columnsWith({ input: false, output: false }))
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.workflowId, workflowId)))
    .orderBy(asc(jobs.id));
}

/** Those of the jobs that are the organisation's, with all their parts. */
export function findJobs(
  tx: Transaction,
  { orgId, jobIds }: { orgId: string; jobIds: readonly string[] },
): Promise<JobRow[]> {
  return tx
    .select(columnsWith({ input: true, output: true }))
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), sql`${jobs.id} = any (${sql.param(jobIds)}::uuid[])`));
}

/** What those who wait for a job look at. */
export async function findJobStatus(
  tx: Transaction,
  { orgId, jobId }: JobKey,
): Promise<JobStatus | undefined> {
  const [row] = await tx
    .select({ status: jobs.status })
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
  return row?.status;
}

/** Those of the jobs that are the organisation's, as they are now. */
export async function findJobStates(
  tx: Transaction,
  { orgId, jobIds }: { orgId: string; jobIds: readonly string[] },
): Promise<JobState[]> {
  if (jobIds.length === 0) return [];
  const rows = await tx
    .select(stateColumns)
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), sql`${jobs.id} = any (${sql.param(jobIds)}::uuid[])`));
  return rows.map(toJobState);
}

/** The newest jobs that a worker has in hand; children of batches are left to their own stream. */
export async function listRunningJobs(
  tx: Transaction,
  { orgId, limit }: { orgId: string; limit: number },
): Promise<JobState[]> {
  const rows = await tx
    .select(stateColumns)
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.status, 'processing'), isNull(jobs.batchId)))
    .orderBy(desc(jobs.id))
    .limit(limit);
  return rows.map(toJobState);
}

/** Lines after the one with id `afterId`, oldest first. */
export function listJobLogs(
  tx: Transaction,
  { orgId, jobId, afterId, limit }: JobKey & { afterId: number; limit: number },
): Promise<JobLogRow[]> {
  return tx
    .select()
    .from(jobLogs)
    .where(and(eq(jobLogs.orgId, orgId), eq(jobLogs.jobId, jobId), sql`${jobLogs.id} > ${afterId}`))
    .orderBy(asc(jobLogs.id))
    .limit(limit);
}

/** The id of the job's last line; 0 when it has none. */
export async function findLastLogId(tx: Transaction, { orgId, jobId }: JobKey): Promise<number> {
  const [row] = await tx
    .select({ id: max(jobLogs.id) })
    .from(jobLogs)
    .where(and(eq(jobLogs.orgId, orgId), eq(jobLogs.jobId, jobId)));
  return row?.id ?? 0;
}

/** The job's runs before run `page.after`, newest first, the one under way among them; one more than `page.limit`. */
export function listJobRuns(
  tx: Transaction,
  { orgId, jobId, page }: JobKey & { page: PageRequest },
): Promise<JobRunRow[]> {
  const before = page.after === null ? undefined : Number(page.after);
  const ended = tx
    .select(runColumns)
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.orgId, orgId),
        eq(jobRuns.jobId, jobId),
        before === undefined ? undefined : lt(jobRuns.run, before),
      ),
    );
  const underWay = tx
    .select(runUnderWayColumns)
    .from(jobs)
    .where(
      and(
        eq(jobs.orgId, orgId),
        eq(jobs.id, jobId),
        eq(jobs.status, 'processing'),
        ne(jobs.type, 'batch'),
        before === undefined ? undefined : lt(jobs.run, before),
      ),
    );
  return unionAll(ended, underWay)
    .orderBy(desc(sql`run`))
    .limit(page.limit + 1);
}

// One reading for the statement, whose snapshot it is, and not one for each row.
const snapshot = sql<string>`(select pg_current_snapshot()::text)`;
const stateColumns = { job: columnsWith({ input: false, output: false }), snapshot };

function toJobState(row: { job: JobRow; snapshot: string }): JobState {
  return { job: row.job, order: toReadingOrder(readSnapshot(row.snapshot)) };
}

function columnsWith(parts: JobParts) {
  const left = sql<unknown>`null`;
  return {
    ...shownColumns,
    input: parts.input ? jobs.input : left,
    output: parts.output ? jobs.output : left,
  };
}

/** What holds of the jobs of a filter. */
export function matches(filter: JobFilter) {
  return and(
    filter.status === undefined ? undefined : inArray(jobs.status, [...filter.status]),
    filter.type === undefined ? undefined : inArray(jobs.type, [...filter.type]),
    filter.createdAfter === undefined ? undefined : gte(jobs.createdAt, filter.createdAfter),
    filter.createdBefore === undefined ? undefined : lt(jobs.createdAt, filter.createdBefore),
    filter.subjectType === undefined ? undefined : eq(jobs.subjectType, filter.subjectType),
    filter.subjectId === undefined ? undefined : eq(jobs.subjectId, filter.subjectId),
    filter.batchId === undefined ? isNull(jobs.batchId) : eq(jobs.batchId, filter.batchId),
    filter.deadLettered === undefined ? undefined : isDeadLettered(filter.deadLettered),
    // The status as well: so does the index.
    filter.fingerprint === undefined
      ? undefined
      : and(eq(jobs.errorFingerprint, filter.fingerprint), eq(jobs.status, 'failed')),
  );
}

function isDeadLettered(wanted: boolean) {
  const unresolved = and(isNotNull(jobs.deadLetteredAt), isNull(jobs.resolvedAt));
  return wanted || unresolved === undefined ? unresolved : not(unresolved);
}
