import { isTransactionConflict } from '@rota/db';
import type { OrganisationDatabase } from '@rota/jobs';
import { ImportTakenOverError, importWriteFailed } from './imports.errors.ts';

/** Tries of one transaction that deadlocks with other imports of the organisation. */
const TRIES_MAX = 6;

/**
 * Runs `work` in one transaction of the organisation, and again when it deadlocks.
 *
 * @throws ImportTakenOverError as `work` does; `import.write_failed` for all else, as when the database is away
 */
export async function inImportTransaction<T>(
  db: OrganisationDatabase,
  work: Parameters<typeof db.transaction<T>>[0],
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (error instanceof ImportTakenOverError) throw error;
      if (!isTransactionConflict(error) || tries === TRIES_MAX) throw importWriteFailed(error);
    }
  }
}
