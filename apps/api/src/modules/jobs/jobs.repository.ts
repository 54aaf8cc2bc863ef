import {
  jobs,
  containsText,
  firstIdAt,
  newestFirst,
  type JobStatus,
  type PageRequest,
  type Transaction,
} from '@rota/db';
import { and, asc, desc, eq, getTableColumns, gte, isNotNull, isNull, lt, not, sql } from 'drizzle-orm';

import { toJobListBranches, type JobListBranch } from './job-list-branches.ts';

const { input, output, errorStack, messageId, queue, losses, maxAttemptsStep, updatedAt, ...shownColumns } =
  getTableColumns(jobs);

type Columns = typeof jobs.$inferSelect;

/** A job as the organisation may see it. `input` and `output` are null where they were not asked for. */
export type JobRow = Pick<Columns, keyof typeof shownColumns | 'input' | 'output'>;
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
  scheduleId?: string | undefined;
  deadLettered?: boolean | undefined;
  fingerprint?: string | undefined;
  /** What must occur in a job's input, error, subject or unique key. */
  search?: string | undefined;
};

/**
 * A page of the jobs, newest first, and the row after it; jobs of batches only where their batch is asked for.
 * @param list.types every type there is: see `toJobListBranches`
 */
export function listJobs(
  tx: Transaction,
  {
    filter,
    parts,
    types,
    ...list
  }: {
    orgId: string;
    filter: JobFilter;
    parts: JobParts;
    types: readonly string[];
    page: PageRequest;
  },
): Promise<JobRow[]> {
  const query = tx.select(columnsWith(parts)).from(jobs).$dynamic();
  const branches = toJobListBranches(filter, types).map((branch) => listIds({ branch, filter, ...list }));
  if (branches.length === 0) return newestFirst(query, { table: jobs, filter: matches(filter), ...list });
  const ids = sql`array(select id from (${sql.join(branches, sql` union all `)}) as listed
    order by id desc limit ${list.page.limit + 1})`;
  return query.where(and(eq(jobs.orgId, list.orgId), sql`${jobs.id} = any (${ids})`)).orderBy(desc(jobs.id));
}

/**
 * The ids of a part of a list. Status and type are given as a range of one value, and are in the order: only their index
 * has that. With an equality the planner may take the index of all ids, for which it bets that what the filter leaves out
 * is spread evenly, and walk over a whole batch.
 */
function listIds({
  branch: { by, value },
  orgId,
  filter,
  page,
}: {
  branch: JobListBranch;
  orgId: string;
  filter: JobFilter;
  page: PageRequest;
}) {
  const column = jobs[by];
  const isOfBranch = sql`${column} between ${value} and ${value}`;
  const isAfter = page.after === null ? undefined : lt(jobs.id, page.after);
  return sql`(select id from ${jobs} where ${and(eq(jobs.orgId, orgId), isOfBranch, isAfter, matches(filter))}
    order by ${column} desc, id desc limit ${page.limit + 1})`;
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

/** The columns of a job as the organisation may see it. */
export function columnsWith(parts: JobParts) {
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
    // Not IN: of one value that is an equality, which `listIds` must not have.
    filter.status === undefined ? undefined : sql`${jobs.status} = any (${sql.param(filter.status)}::text[])`,
    filter.type === undefined ? undefined : sql`${jobs.type} = any (${sql.param(filter.type)}::text[])`,
    filter.createdAfter === undefined ? undefined : isCreatedAfter(filter.createdAfter),
    filter.createdBefore === undefined ? undefined : isCreatedBefore(filter.createdBefore),
    filter.subjectType === undefined ? undefined : eq(jobs.subjectType, filter.subjectType),
    filter.subjectId === undefined ? undefined : eq(jobs.subjectId, filter.subjectId),
    filter.batchId === undefined ? isNull(jobs.batchId) : eq(jobs.batchId, filter.batchId),
    filter.scheduleId === undefined ? undefined : eq(jobs.scheduleId, filter.scheduleId),
    filter.deadLettered === undefined ? undefined : isDeadLettered(filter.deadLettered),
    // The status as well: so does the index.
    filter.fingerprint === undefined
      ? undefined
      : and(eq(jobs.errorFingerprint, filter.fingerprint), eq(jobs.status, 'failed')),
    filter.search === undefined ? undefined : hasText(filter.search),
  );
}

/** Clocks differ, and a transaction may be open for a while: so far an id's time may be from that of its row. */
const CLOCK_SLACK_MS = 3_600_000;

/** Ids rise with time, and indexes end with them: a list from long ago begins where its time was, not at the newest job. */
function isCreatedAfter(time: Date) {
  return and(gte(jobs.createdAt, time), gte(jobs.id, firstIdAt(time.getTime() - CLOCK_SLACK_MS)));
}

function isCreatedBefore(time: Date) {
  return and(lt(jobs.createdAt, time), lt(jobs.id, firstIdAt(time.getTime() + CLOCK_SLACK_MS)));
}

function hasText(search: string) {
  const { input: given, error, subjectId, uniqueKey } = jobs;
  return containsText(search, [sql`${given}::text`, sql`${error} ->> 'message'`, subjectId, uniqueKey]);
}

function isDeadLettered(wanted: boolean) {
  const unresolved = and(isNotNull(jobs.deadLetteredAt), isNull(jobs.resolvedAt));
  return wanted || unresolved === undefined ? unresolved : not(unresolved);
}
