import {
  files,
  isForeignKeyViolation,
  newestFirst,
  type Database,
  type PageRequest,
  type Transaction,
} from '@rota/db';
import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';

/** A row of the table. */
export type FileRow = typeof files.$inferSelect;

/** A row to be made; `createdAt` is the database's. */
export type NewFile = Omit<typeof files.$inferInsert, 'createdAt' | 'expiresAt'> & {
  /** From now, by the database's clock; null: the file is kept. */
  expiresInSeconds: number | null;
};

/** Where a file's content lies. */
export type FileContent = { fileId: string; storageKey: string };

/** An expired file of any organisation. */
export type ExpiredFile = FileContent & { orgId: string };

const ORGANISATION_KEY = 'files_org_id_organisations_id_fk';

/** Files cannot have the organisation that they were to have: the database does not know it. */
export class OrganisationUnknownError extends Error {
  override readonly name = 'OrganisationUnknownError';
}

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

/** Which of these files have a row, expired or not. */
export async function findFileIds(
  tx: Transaction,
  { orgId, fileIds }: { orgId: string; fileIds: readonly string[] },
): Promise<Set<string>> {
  const rows = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.orgId, orgId), inArray(files.id, [...fileIds])));
  return new Set(rows.map(({ id }) => id));
}

/**
 * Makes rows, expired from the start, for content that has none, and answers which. After that nobody can make a row for
 * it: what somebody was about to make fails by its key. A row that somebody is making is waited for, and left alone.
 * @throws OrganisationUnknownError; the transaction is lost then
 */
export async function createExpiredFiles(
  tx: Transaction,
  { orgId, contents }: { orgId: string; contents: readonly FileContent[] },
): Promise<FileContent[]> {
  const nothingKnown = { name: 'stray', contentType: 'application/octet-stream', sizeBytes: 0 };
  const rows = tx
    .insert(files)
    .values(
      contents.map(({ fileId, storageKey }) => ({
        id: fileId,
        orgId,
        storageKey,
        ...nothingKnown,
        sha256: '0'.repeat(64),
        expiresAt: nowNotRoundedUp,
      })),
    )
    .onConflictDoNothing()
    .returning({ fileId: files.id, storageKey: files.storageKey });
  return rows.catch((error: unknown) => {
    if (isForeignKeyViolation(error)?.constraint !== ORGANISATION_KEY) throw error;
    throw new OrganisationUnknownError('the organisation of these files is unknown', { cause: error });
  });
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
