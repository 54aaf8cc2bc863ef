import { batches, jobs, type Transaction } from '@rota/db';
import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';

import { batchColumns, type BatchCounters } from '../../batches/index.ts';
import { columnsWith, type JobRow } from '../jobs.repository.ts';
import { readSnapshot, toReadingOrder } from './stream-position.ts';

/** How a job stood when it was read, without heavy parts, and a batch with its counters. `order`: see `toReadingOrder`. */
export type JobState = { job: JobRow; batch: BatchCounters | null; order: bigint };

// One reading for the statement, whose snapshot it is, and not one for each row.
const snapshot = sql<string>`(select pg_current_snapshot()::text)`;
const columns = { job: columnsWith({ input: false, output: false }), batch: batchColumns, snapshot };

/** Those of the jobs that are the organisation's, as they are now. */
export async function findJobStates(
  tx: Transaction,
  { orgId, jobIds }: { orgId: string; jobIds: readonly string[] },
): Promise<JobState[]> {
  if (jobIds.length === 0) return [];
  const rows = await selectStates(tx, orgId, sql`${jobs.id} = any (${sql.param(jobIds)}::uuid[])`);
  return rows.map(toJobState);
}

/** The newest jobs that a worker has in hand; children of batches are left to their own stream. */
export async function listRunningJobs(
  tx: Transaction,
  { orgId, limit }: { orgId: string; limit: number },
): Promise<JobState[]> {
  const isRunning = and(eq(jobs.status, 'processing'), isNull(jobs.batchId));
  const rows = await selectStates(tx, orgId, isRunning).orderBy(desc(jobs.id)).limit(limit);
  return rows.map(toJobState);
}

/** Jobs and counters in one statement: what is told of both was true at one moment. */
function selectStates(tx: Transaction, orgId: string, filter: SQL | undefined) {
  return tx
    .select(columns)
    .from(jobs)
    .leftJoin(batches, and(eq(batches.orgId, jobs.orgId), eq(batches.id, jobs.id)))
    .where(and(eq(jobs.orgId, orgId), filter))
    .$dynamic();
}

function toJobState(row: { job: JobRow; batch: BatchCounters | null; snapshot: string }): JobState {
  return { job: row.job, batch: row.batch, order: toReadingOrder(readSnapshot(row.snapshot)) };
}
