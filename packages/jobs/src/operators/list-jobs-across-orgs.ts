import { batches, firstIdAt, jobs, organisations, type Database, type JobStatus } from '@rota/db';
import { and, desc, getTableColumns, sql, type SQL } from 'drizzle-orm';

/** What operators narrow a list of jobs by; see the contract. Ids are uuids. */
export type SystemJobFilter = {
  orgId?: string | undefined;
  status?: readonly JobStatus[] | undefined;
  type?: readonly string[] | undefined;
  createdAfter?: Date | undefined;
  createdBefore?: Date | undefined;
  batchId?: string | undefined;
  deadLettered?: boolean | undefined;
  workerId?: string | undefined;
};

type Page = { limit: number; after: string | null };

const { errorStack: _errorStack, ...columns } = getTableColumns(jobs);

/** A job without its input and output, which are null. */
export type SystemJobRow = Omit<typeof jobs.$inferSelect, 'errorStack'>;

/** Clocks differ, and a transaction may be open for a while: so far an id's time may be from that of its row. */
const CLOCK_SLACK_MS = 3_600_000;

/**
 * Jobs of all organisations, newest first; one more than `page.limit`. For operators, and nobody who acts for an
 * organisation.
 *
 * Indexes begin with the organisation: a list by status or type is read from each organisation's part, a page of each at
 * most, and merged. What has no index is read from the newest job on until the page is full.
 */
export function listJobsAcrossOrgs(
  db: Database,
  { filter, page }: { filter: SystemJobFilter; page: Page },
): Promise<SystemJobRow[]> {
  const branches = toBranches(filter).map((branch) => listIds(branch, { filter, page }));
  const ids = sql`array(select id from (${sql.join(branches, sql` union all `)}) as listed
    order by id desc limit ${page.limit + 1})`;
  const left = sql<unknown>`null`;
  return db
    .select({ ...columns, input: left, output: left })
    .from(jobs)
    .where(sql`${jobs.id} = any (${ids})`)
    .orderBy(desc(jobs.id));
}

type Branch = { by: 'status' | 'type'; value: string } | null;

/** The parts of a list that have an index each; null: the one part that goes through all jobs. */
function toBranches({ status, type, batchId, workerId, deadLettered }: SystemJobFilter): Branch[] {
  if (batchId !== undefined || workerId !== undefined) return [null];
  const statuses = deadLettered === true ? ['failed' as const] : status;
  if (statuses !== undefined && !statuses.includes('completed')) {
    return [...new Set(statuses)].map((value) => ({ by: 'status', value }));
  }
  return type === undefined ? [null] : [...new Set(type)].map((value) => ({ by: 'type', value }));
}

function listIds(branch: Branch, { filter, page }: { filter: SystemJobFilter; page: Page }): SQL {
  const isAfter = page.after === null ? undefined : sql`${jobs.id} < ${page.after}`;
  const limit = sql`limit ${page.limit + 1}`;
  if (branch === null) {
    const isWanted = and(isOfOrganisation(filter), isAfter, matches(filter)) ?? sql`true`;
    return sql`(select id from ${jobs} where ${isWanted} order by id desc ${limit})`;
  }
  const column = jobs[branch.by];
  // A range of one value, which is in the order: only the index that begins with it has that.
  const isOfBranch = sql`${column} between ${branch.value} and ${branch.value}`;
  const isWanted = and(sql`${jobs.orgId} = ${organisations.id}`, isOfBranch, isAfter, matches(filter));
  const isListed = filter.orgId === undefined ? sql`true` : sql`${organisations.id} = ${filter.orgId}`;
  return sql`(select listed.id from ${organisations} cross join lateral (
      select id from ${jobs} where ${isWanted} order by ${column} desc, id desc ${limit}) as listed
    where ${isListed} order by listed.id desc ${limit})`;
}

function isOfOrganisation({ orgId, batchId }: SystemJobFilter): SQL | undefined {
  if (orgId !== undefined) return sql`${jobs.orgId} = ${orgId}`;
  if (batchId === undefined) return undefined;
  return sql`${jobs.orgId} = (select ${batches.orgId} from ${batches} where ${batches.id} = ${batchId})`;
}

function matches(filter: SystemJobFilter): SQL | undefined {
  const { status, type, createdAfter, createdBefore, batchId, deadLettered, workerId } = filter;
  const isDeadLettered = sql`(${jobs.deadLetteredAt} is not null and ${jobs.resolvedAt} is null)`;
  return and(
    status && sql`${jobs.status} = any (${sql.param(status)}::text[])`,
    type && sql`${jobs.type} = any (${sql.param(type)}::text[])`,
    createdAfter && sql`${jobs.createdAt} >= ${createdAfter} and ${jobs.id} >= ${idAround(createdAfter, -1)}`,
    createdBefore && sql`${jobs.createdAt} < ${createdBefore} and ${jobs.id} < ${idAround(createdBefore, 1)}`,
    batchId === undefined ? sql`${jobs.batchId} is null` : sql`${jobs.batchId} = ${batchId}`,
    deadLettered === undefined ? undefined : deadLettered ? isDeadLettered : sql`not ${isDeadLettered}`,
    // Few jobs are in hand, and they have an index.
    workerId === undefined
      ? undefined
      : sql`${jobs.status} = 'processing' and ${jobs.workerId} = ${workerId}`,
  );
}

function idAround(time: Date, direction: 1 | -1): string {
  return firstIdAt(time.getTime() + direction * CLOCK_SLACK_MS);
}
