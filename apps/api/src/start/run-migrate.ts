import { readEnv } from '../env.ts';
import { prepareDatabase } from './prepare-database.ts';
import { createProgress } from './progress.ts';

/**
 * The command `db:migrate`: brings the database in DATABASE_URL, or else the embedded one, to this version, and ends.
 * For installations that migrate before they start new processes; `start` does it by itself.
 */
export async function runMigrate(): Promise<void> {
  const env = readEnv();
  const progress = createProgress((text) => process.stdout.write(text));
  await using cleanup = new AsyncDisposableStack();
  await prepareDatabase(env, {
    progress,
    signal: new AbortController().signal,
    cleanup,
    // Then the migration fails as well, and says why.
    onDatabaseGivenUp: () => undefined,
  });
  progress.print('The database is up to date.');
}
