import { batches, jobs, type Transaction } from '@rota/db';
import { and, eq, getTableColumns } from 'drizzle-orm';

const {
  orgId: _orgId,
  cancelledAt: _cancelledAt,
  followUp: _followUp,
  followedUpTo: _to,
  ...counted
} = getTableColumns(batches);
/** What a batch has beside its job: for statements of other features that read jobs with their batches. */
export const batchColumns = counted;
const { status, cancelRequestedAt, createdAt, startedAt, finishedAt } = getTableColumns(jobs);
const columns = { ...counted, status, cancelRequestedAt, createdAt, startedAt, finishedAt };

/** A batch of an organisation. Ids are uuids. */
export type BatchKey = { orgId: string; batchId: string };

/** A batch's counters, and what else {@link batchColumns} has. */
export type BatchCounters = Pick<typeof batches.$inferSelect, keyof typeof counted>;
/** A batch with its counters, and what its own job says of it. */
export type BatchRow = BatchCounters &
  Pick<typeof jobs.$inferSelect, 'status' | 'cancelRequestedAt' | 'createdAt' | 'startedAt' | 'finishedAt'>;

/** Reads two rows by their keys, however many jobs the batch has. */
export async function findBatch(
  tx: Transaction,
  { orgId, batchId }: BatchKey,
): Promise<BatchRow | undefined> {
  const [row] = await tx
    .select(columns)
    .from(batches)
    .innerJoin(jobs, and(eq(jobs.orgId, batches.orgId), eq(jobs.id, batches.id)))
    .where(and(eq(batches.orgId, orgId), eq(batches.id, batchId)));
  return row;
}
