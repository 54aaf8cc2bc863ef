import { files, newestFirst, type Database, type PageRequest, type Transaction } from '@rota/db';
import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';

/** A row of the table. */
export type FileRow = typeof files.$inferSelect;

/** A row to be made; `createdAt` is the database's. */
export type NewFile = Omit<typeof files.$inferInsert, 'createdAt' | 'expiresAt'> & {
  /** From now, by the database's clock; null: the file is kept. */
  expiresInSeconds: number | null;
};

/** An expired file of any organisation. */
export type ExpiredFile = { orgId: string; fileId: string; storageKey: string };

/** Expired files are gone for everybody from that moment, though their rows wait for the clean-up. */
const isThere = or(isNull(files.expiresAt), gt(files.expiresAt, sql`now()`));

/** The column holds milliseconds; rounding up would make now a time that is still to come. */
const nowNotRoundedUp = sql`date_trunc('milliseconds', now())`;

/** Makes the row of a file whose content is stored. */
export async function createFile(tx: Transaction, { expiresInSeconds, ...file }: NewFile): Promise<FileRow> {
  const expiresAt =
    expiresInSeconds === null ? null : sql`now() + make_interval(secs => ${expiresInSeconds})`;
  const [row] = await tx
    .insert(files)
    .values({ ...file, expiresAt })
    .returning();
  if (row === undefined) throw new Error('An inserted file was not returned');
  return row;
}

/** A page of the files that have not expired, newest first, and the row after it. */
export function listFiles(tx: Transaction, list: { orgId: string; page: PageRequest }): Promise<FileRow[]> {
  return newestFirst(tx.select().from(files).$dynamic(), { table: files, filter: isThere, ...list });
}

/** One file of the organisation, unless it has expired. */
export async function findFile(
  tx: Transaction,
  { orgId, fileId }: { orgId: string; fileId: string },
): Promise<FileRow | undefined> {
  const [row] = await tx
    .select()
    .from(files)
    .where(and(eq(files.orgId, orgId), eq(files.id, fileId), isThere));
  return row;
}

/** Lets a file expire now. Answers it when this call did that, so of two deletes one finds nothing. */
export async function expireFile(
  tx: Transaction,
  { orgId, fileId }: { orgId: string; fileId: string },
): Promise<FileRow | undefined> {
  const [row] = await tx
    .update(files)
    .set({ expiresAt: nowNotRoundedUp })
    .where(and(eq(files.orgId, orgId), eq(files.id, fileId), isThere))
    .returning();
  return row;
}

/** Deletes the rows of expired files whose content is gone. Rows that are gone already are no error. */
export async function deleteExpiredFiles(
  tx: Transaction,
  { orgId, fileIds }: { orgId: string; fileIds: readonly string[] },
): Promise<void> {
  await tx
    .delete(files)
    .where(and(eq(files.orgId, orgId), inArray(files.id, [...fileIds]), lte(files.expiresAt, sql`now()`)));
}

/**
 * Expired files of all organisations, the longest expired first, at most `max` (and 1,000). For the clean-up job only,
 * which then works in each organisation by itself.
 */
export async function findExpiredFilesAcrossOrgs(
  db: Database,
  { max }: { max: number },
): Promise<ExpiredFile[]> {
  const { rows } = await db.execute<ExpiredFile>(
    sql`SELECT org_id AS "orgId", id AS "fileId", storage_key AS "storageKey" FROM expired_files(${max})`,
  );
  return rows;
}
