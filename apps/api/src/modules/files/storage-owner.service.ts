import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { newId, type Database } from '@rota/db';
import { StorageNotFoundError, type Storage } from '@rota/storage';
import { createInstallation, findInstallationId } from './installations.repository.ts';

/** Beside the content, where whoever looks at the storage finds it. */
export const OWNER_KEY = 'installation';

/** The content belongs to an installation with another database. */
export class StorageOwnedElsewhereError extends Error {
  override readonly name = 'StorageOwnedElsewhereError';
  readonly code = 'storage.owned_elsewhere';

  constructor() {
    super('The files of this storage belong to another database.');
  }
}

/**
 * Makes sure that a storage belongs to this database: takes it when it is nobody's yet, by writing the installation's id
 * beside the content. Idempotent, also when several processes do it at once. Two installations that take it in the same
 * moment are told apart by the next call, so ask again before anything is removed.
 *
 * @returns since when it does; what was written before that may be another's
 * @throws StorageOwnedElsewhereError
 */
export async function claimStorage({ db, storage }: { db: Database; storage: Storage }): Promise<Date> {
  const installationId = await findOrCreateInstallationId(db);
  if ((await findOwner(storage)) === null)
    await storage.put(OWNER_KEY, Readable.from([`${installationId}\n`]));
  if ((await findOwner(storage)) !== installationId) throw new StorageOwnedElsewhereError();
  const since = await storage.findWrittenAt(OWNER_KEY);
  // Taken away this very moment: nobody can say whose the content is.
  if (since === null) throw new StorageOwnedElsewhereError();
  return since;
}

/** The id of this database's installation, made by whoever asks first. */
async function findOrCreateInstallationId(db: Database): Promise<string> {
  const known = await findInstallationId(db);
  if (known !== null) return known;
  await createInstallation(db, { id: newId() });
  const made = await findInstallationId(db);
  if (made === null) throw new Error('the installation was removed while it was looked up');
  return made;
}

/** The installation that has taken the storage; null when none has. */
async function findOwner(storage: Storage): Promise<string | null> {
  try {
    return (await text(await storage.getStream(OWNER_KEY))).trim();
  } catch (error) {
    if (error instanceof StorageNotFoundError) return null;
    throw error;
  }
}
