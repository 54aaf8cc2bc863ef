import { join } from 'node:path';

import { createDatabase } from '@rota/db';
import { createDiskStorage } from '@rota/storage';

import { toDatabaseUrls } from '../connections.ts';
import type { ProcessEnv } from '../env.ts';
import { claimStorage, OWNER_KEY, StorageOwnedElsewhereError } from '../modules/files/index.ts';
import { filesFolder } from '../files-folder.ts';
import { StartError } from './start-error.ts';

/**
 * Takes the data folder's files for this database, or finds that they are its own. Asked before a process does anything
 * there: to a database that does not know them, another's files are strays to be removed.
 *
 * @throws StartError when they belong to another database, saying what to do
 */
export async function requireOwnStorage(env: ProcessEnv): Promise<void> {
  const root = filesFolder(env);
  const connection = createDatabase({
    url: toDatabaseUrls(env).app,
    applicationName: 'rota start',
    poolMax: 1,
    // The statement in hand fails with the same error.
    onError: () => undefined,
  });
  try {
    await claimStorage({ db: connection.db, storage: createDiskStorage({ root }) });
  } catch (error) {
    throw error instanceof StorageOwnedElsewhereError ? belongsElsewhere(env, { root, cause: error }) : error;
  } finally {
    await connection.close();
  }
}

function belongsElsewhere(
  { dataDir }: ProcessEnv,
  { root, cause }: { root: string; cause: Error },
): StartError {
  return new StartError(
    [
      `ROTA_DATA_DIR is ${dataDir}, whose files belong to another database than the one that Rota is to use.`,
      'Correct DATABASE_URL, or give this database a folder of its own, for example:',
      '  ROTA_DATA_DIR=.rota-2 npx -y pnpm@12 start',
      `If the other database is gone for good, remove ${join(root, OWNER_KEY)}: this one then takes the folder.`,
    ].join('\n'),
    { cause },
  );
}
