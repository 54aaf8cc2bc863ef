import { accessSync, constants, existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSetupError } from '../setup-error.ts';
import type { ClusterFolder } from './cluster.ts';
import { isRoot, type Owner } from './identity.ts';

/**
 * The owner of the data, or of the folder it will be made in.
 *
 * @throws DatabaseSetupError when this user cannot use the folder.
 */
export function requireOwnFolder(dataDir: string, folder: ClusterFolder): Owner {
  const self = process.getuid?.() ?? 0;
  const owner = lstatSync(existsSync(folder.data) ? folder.data : dataDir);
  const mine = isRoot() || !existsSync(folder.data) || owner.uid === self;
  if (mine && isWritable(dataDir)) return owner;
  throw new DatabaseSetupError(
    `The folder of the embedded PostgreSQL, ${dataDir}, belongs to another user (id ${owner.uid}). Start as that user, ` +
      'choose another folder in ROTA_DATA_DIR, or use a server of your own in DATABASE_URL.',
  );
}

/** @throws DatabaseSetupError when there is data, and it is of another major version. */
export function requireSameMajor(folder: ClusterFolder, major: string): void {
  if (!existsSync(folder.data)) return;
  const found = readFileSync(join(folder.data, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new DatabaseSetupError(
    `The data in ${folder.data} is of PostgreSQL ${found}, the embedded server is version ${major}. Move the data with ` +
      `pg_dump of version ${found}, remove the folder to start anew, or use a server of your own in DATABASE_URL.`,
  );
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
