import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { StartError } from '../process/start-error.ts';

/**
 * Makes the data folder and those above it, and tries whether something can be made in it. May be repeated.
 *
 * @param dataDir absolute
 * @throws StartError when there can be no such folder, or nothing in it
 */
export async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir);
    // File systems such as /proc have folders in which nothing can be made.
    await rmdir(await mkdtemp(join(dataDir, '.rota-probe-')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `ROTA_DATA_DIR is ${dataDir}, which cannot be used as a folder: ${reason}. Give one on a disk that this user can write to.`,
      { cause: error },
    );
  }
}

/** Level by level: `recursive` tries for ever where a folder is there and answers that it is not, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  const made = await tryMkdir(path);
  if (made !== 'no parent') return;
  await makeFolder(dirname(path));
  await mkdir(path).catch(ignoreExistingFolder(path));
}

async function tryMkdir(path: string): Promise<'there' | 'no parent'> {
  try {
    await mkdir(path).catch(ignoreExistingFolder(path));
    return 'there';
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(path) !== path) return 'no parent';
    throw error;
  }
}

function ignoreExistingFolder(path: string): (error: unknown) => Promise<void> {
  return async (error) => {
    const isThere = codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory();
    if (!isThere) throw error;
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, 'code') : undefined;
}
