import { inOrganisation, type Database } from '@rota/db';
import type { Storage } from '@rota/storage';
import { deleteExpiredFiles, findExpiredFilesAcrossOrgs, type ExpiredFile } from './files.repository.ts';
import { claimStorage } from './storage-owner.service.ts';
import { claimStrayFiles, type ContentSet } from './stray-files.ts';

/** Rows looked up, and at most removed in one organisation's transaction, at a time. */
const ROUND_FILES_MAX = 500;

/** Contents removed at once. */
const DELETES_AT_ONCE = 8;

/** Well over the longest upload or job: whatever is older was left by a process that died. */
const STRAY_AGE_MIN_MS = 24 * 3_600_000;

/** Storage sweeps a bounded number of temporary files a call; this many calls are more than any hour leaves behind. */
const SWEEPS_MAX = 100;

/** What keeps the storage clean, over all organisations. For the clean-up job only. */
export type FileMaintenance = {
  /**
   * Removes the content, then the row, of every expired file. May be stopped at any point and run again.
   * @param run.onProgress told how many were removed so far, after each round
   * @returns how many were removed
   * @throws when content cannot be removed; the rows of those stay, and the others are removed
   */
  removeExpiredFiles(run: { signal: AbortSignal; onProgress(removed: number): void }): Promise<number>;
  /** Removes temporary content that nothing writes any more, and answers how much. */
  removeTemporaryFiles(run: { signal: AbortSignal }): Promise<number>;
  /**
   * Removes content that was written a day ago and has no row: its process died between the two. An upload that still goes
   * on is never touched. Content of organisations that the database does not know stays, as does what was written before
   * the storage became this database's: both may be another's.
   * @returns how many were removed; those that cannot be have become expired files
   * @throws StorageOwnedElsewhereError, and removes nothing, when the storage is another database's
   */
  removeStrayFiles(run: { signal: AbortSignal }): Promise<number>;
};

/** The maintenance on the role of handlers; each organisation's rows go in transactions of their own. */
export function createFileMaintenance({
  db,
  storage,
  now,
}: {
  db: Database;
  storage: Storage;
  now(): Date;
}): FileMaintenance {
  const toStrayDate = () => new Date(now().getTime() - STRAY_AGE_MIN_MS);
  const removeFiles = createFileRemover({ db, storage });

  async function removeRound(round: readonly ExpiredFile[], signal: AbortSignal): Promise<Removal> {
    const all: Removal = { removed: 0, errors: [] };
    for (const [orgId, contents] of Map.groupBy(round, (file) => file.orgId)) {
      signal.throwIfAborted();
      const { removed, errors } = await removeFiles({ orgId, contents });
      all.removed += removed;
      all.errors.push(...errors);
    }
    return all;
  }

  return {
    async removeExpiredFiles({ signal, onProgress }) {
      let removed = 0;
      for (;;) {
        signal.throwIfAborted();
        const round = await findExpiredFilesAcrossOrgs(db, { max: ROUND_FILES_MAX });
        if (round.length === 0) return removed;
        const outcome = await removeRound(round, signal);
        removed += outcome.removed;
        onProgress(removed);
        // Those that cannot be removed come first every time; when they fill the round, nothing further can be reached.
        if (outcome.removed === 0) {
          const { errors } = outcome;
          throw new AggregateError(errors, `${errors.length} expired files could not be removed`);
        }
      }
    },

    async removeTemporaryFiles({ signal }) {
      const before = toStrayDate();
      let removed = 0;
      for (let sweep = 0; sweep < SWEEPS_MAX; sweep += 1) {
        signal.throwIfAborted();
        const swept = await storage.removeTemporaryOlderThan(before);
        if (swept === 0) break;
        removed += swept;
      }
      return removed;
    },

    async removeStrayFiles({ signal }) {
      let removed = 0;
      const after = await claimStorage({ db, storage });
      const strays = claimStrayFiles({ db, storage }, { after, before: toStrayDate(), signal });
      for await (const set of strays) removed += (await removeFiles(set)).removed;
      return removed;
    },
  };
}

/** How many are removed, and why others could not be. */
type Removal = { removed: number; errors: unknown[] };

/** Removes contents, then the rows of those that are gone. */
function createFileRemover({ db, storage }: { db: Database; storage: Storage }) {
  return async ({ orgId, contents }: ContentSet): Promise<Removal> => {
    const errors: unknown[] = [];
    const fileIds: string[] = [];
    const waiting = contents.values();
    const removeContents = async () => {
      for (const { fileId, storageKey } of waiting) {
        try {
          await storage.delete(storageKey);
          fileIds.push(fileId);
        } catch (error) {
          errors.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: DELETES_AT_ONCE }, removeContents));
    if (fileIds.length > 0)
      await inOrganisation(db, orgId, (tx) => deleteExpiredFiles(tx, { orgId, fileIds }));
    return { removed: fileIds.length, errors };
  };
}
