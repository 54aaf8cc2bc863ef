import { jobEvents, jobs, type Transaction } from '@rota/db';
import { and, eq, sql } from 'drizzle-orm';

import { readSnapshot, type StreamPosition } from './stream-position.ts';

/** What one statement changed: a row of the journal. */
export type JobEventRow = { tx: bigint; id: number; jobIds: string[] };

type Snapshot = { snapshot: string; atSeconds: number };

/** Where a stream that has told everything up to now stands. */
export async function findStreamPosition(tx: Transaction): Promise<StreamPosition> {
  const { rows } = await tx.execute<Snapshot>(
    sql`select pg_current_snapshot()::text as snapshot, floor(extract(epoch from now()))::float8 as "atSeconds"`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the database did not say where it stands');
  return { atSeconds: row.atSeconds, ...readSnapshot(row.snapshot) };
}

/**
 * What was committed after `since`, in the order of the transactions' ids.
 *
 * @param range.below the id of a transaction that is left out, with all later ones
 * @param range.after the last row of the read before; null at the first
 */
export async function listJobEvents(
  tx: Transaction,
  {
    orgId,
    since,
    below,
    after,
    limit,
  }: {
    orgId: string;
    since: StreamPosition;
    below: bigint;
    after: JobEventRow | null;
    limit: number;
  },
): Promise<JobEventRow[]> {
  const first = after?.tx ?? 0n;
  const from = first > since.next ? first : since.next;
  const isFurther = sql`(${jobEvents.tx}, ${jobEvents.id}) > (${first}::text::xid8, ${after?.id ?? 0})`;
  // Two reads in the order of the index, and not one with an OR, which would sort all that was missed.
  const part = (isMissed: ReturnType<typeof sql>) => sql`(
    select ${jobEvents.tx}, ${jobEvents.id}, ${jobEvents.jobIds} from ${jobEvents}
    where ${and(eq(jobEvents.orgId, orgId), isMissed, isFurther)}
    order by ${jobEvents.tx}, ${jobEvents.id} limit ${limit})`;
  const wereOpen = part(sql`${jobEvents.tx} = any (${sql.param(toTextArray(since.open))}::xid8[])`);
  const areNew = part(sql`${jobEvents.tx} >= ${from}::text::xid8 and ${jobEvents.tx} < ${below}::text::xid8`);
  const { rows } = await tx.execute<{ tx: string; id: string; job_ids: string[] }>(
    sql`select tx::text, id, job_ids from (${wereOpen} union all ${areNew}) as missed order by missed.tx, missed.id limit ${limit}`,
  );
  return rows.map((row) => ({ tx: BigInt(row.tx), id: Number(row.id), jobIds: row.job_ids }));
}

/** What a list shows of these jobs: the jobs themselves, and of children of batches their batch. */
export async function listShownJobIds(
  tx: Transaction,
  { orgId, jobIds }: { orgId: string; jobIds: readonly string[] },
): Promise<string[]> {
  const shown = sql<string>`coalesce(${jobs.batchId}, ${jobs.id})`;
  const rows = await tx
    .selectDistinct({ jobId: shown })
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), sql`${jobs.id} = any (${sql.param(jobIds)}::uuid[])`));
  return rows.map(({ jobId }) => jobId);
}

const toTextArray = (ids: readonly bigint[]): string[] => ids.map(String);
