import { importChunks, type Transaction } from '@rota/db';
import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';

/** Counts of rows; `rowsRead` is the sum of the others. */
export type RowCounts = { rowsRead: number; rowsCreated: number; rowsUpdated: number; rowsFailed: number };

/** What all runs of a job have written, and the number of its latest chunk. */
export type ImportState = RowCounts & {
  number: number;
  /** The row of the file up to which everything is dealt with; 0 when nothing is. */
  lastRow: number;
};

/** A chunk that is written. */
export type ImportChunk = RowCounts & {
  number: number;
  lastRow: number;
  /** Null when no row failed. */
  errorLines: Buffer | null;
};

/** The job that imports. Ids are uuids. */
type ImportKey = { orgId: string; jobId: string };

/**
 * Begins a run where the runs before it have stopped, by an empty chunk: a run that still goes on, though its worker was
 * given up, meets its number and can write none any more.
 *
 * @returns where that is, the empty chunk counted; `null` when another run wrote that chunk at the same time: ask again
 */
export async function takeOverImport(
  tx: Transaction,
  { orgId, jobId }: ImportKey,
): Promise<ImportState | null> {
  const { rows } = await tx.execute<ImportState>(sql`
    WITH written AS (
      SELECT coalesce(max(number), 0) + 1 AS number, coalesce(max(last_row), 0) AS last_row,
             coalesce(sum(rows_read), 0)::int AS rows_read, coalesce(sum(rows_created), 0)::int AS rows_created,
             coalesce(sum(rows_updated), 0)::int AS rows_updated, coalesce(sum(rows_failed), 0)::int AS rows_failed
      FROM import_chunks
      WHERE org_id = ${orgId} AND job_id = ${jobId}
    ), taken AS (
      INSERT INTO import_chunks
        (job_id, number, org_id, last_row, rows_read, rows_created, rows_updated, rows_failed)
      SELECT ${jobId}::uuid, number, ${orgId}::uuid, last_row, 0, 0, 0, 0
      FROM written
      ON CONFLICT DO NOTHING
      RETURNING number
    )
    SELECT number, last_row AS "lastRow", rows_read AS "rowsRead", rows_created AS "rowsCreated",
           rows_updated AS "rowsUpdated", rows_failed AS "rowsFailed"
    FROM written JOIN taken USING (number)`);
  return rows[0] ?? null;
}

/**
 * Notes a chunk, in the transaction that writes its rows.
 *
 * @returns whether it was this call that did; if not, another run has, and the transaction must be rolled back
 */
export async function createChunk(tx: Transaction, chunk: ImportKey & ImportChunk): Promise<boolean> {
  const { rowCount } = await tx.insert(importChunks).values(chunk).onConflictDoNothing();
  return rowCount === 1;
}

/** The lines of the errors file of the chunks after `after`, in order, of at most `limit` chunks. */
export function listErrorLines(
  tx: Transaction,
  { orgId, jobId, after, limit }: ImportKey & { after: number; limit: number },
): Promise<{ number: number; errorLines: Buffer | null }[]> {
  return tx
    .select({ number: importChunks.number, errorLines: importChunks.errorLines })
    .from(importChunks)
    .where(
      and(
        eq(importChunks.orgId, orgId),
        eq(importChunks.jobId, jobId),
        gt(importChunks.number, after),
        isNotNull(importChunks.errorLines),
      ),
    )
    .orderBy(asc(importChunks.number))
    .limit(limit);
}
