import { endedJobStatuses, jobs, type Transaction } from '@rota/db';
import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, ne, notInArray, or } from 'drizzle-orm';

import { matches, type JobFilter, type JobKey } from './jobs.repository.ts';

/** What can be done to many jobs. */
export type BulkAction = 'cancel' | 'retry' | 'resolve';

/** The jobs that an action is to be taken on, of those that there were at a time. */
export type BulkActionTarget = { orgId: string; action: BulkAction; filter: JobFilter; asOf: Date };

/** Jobs that act on jobs: they leave each other alone. */
const ACTING_TYPES = ['jobs:act', 'dead-letters:retry'];

/** How many there are now. */
export async function countActionable(tx: Transaction, target: BulkActionTarget): Promise<number> {
  const [row] = await tx.select({ matched: count() }).from(jobs).where(isActionable(target));
  return row?.matched ?? 0;
}

/** The next of them after `afterId`, in the order in which they were made. */
export async function findActionable(
  tx: Transaction,
  { afterId, limit, ...target }: BulkActionTarget & { afterId: string | null; limit: number },
): Promise<string[]> {
  const rows = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isActionable(target), afterId === null ? undefined : gt(jobs.id, afterId)))
    .orderBy(asc(jobs.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** When the job was made: what it acts on was there by then. */
export async function findCreatedAt(tx: Transaction, { orgId, jobId }: JobKey): Promise<Date | undefined> {
  const [row] = await tx
    .select({ createdAt: jobs.createdAt })
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
  return row?.createdAt;
}

function isActionable({ orgId, action, filter, asOf }: BulkActionTarget) {
  return and(
    eq(jobs.orgId, orgId),
    lte(jobs.createdAt, asOf),
    notInArray(jobs.type, ACTING_TYPES),
    actionConditions[action](asOf),
    matches(filter),
  );
}

/** Where each action has something to do. What failed after the time is not retried: it may have been by this action. */
const actionConditions = {
  cancel: () => and(notInArray(jobs.status, [...endedJobStatuses]), isNull(jobs.cancelRequestedAt)),
  retry: (asOf: Date) =>
    and(
      ne(jobs.type, 'batch'),
      or(
        inArray(jobs.status, ['retrying', 'scheduled']),
        and(eq(jobs.status, 'failed'), lte(jobs.finishedAt, asOf)),
      ),
    ),
  resolve: (asOf: Date) =>
    and(isNotNull(jobs.deadLetteredAt), isNull(jobs.resolvedAt), lte(jobs.deadLetteredAt, asOf)),
};
