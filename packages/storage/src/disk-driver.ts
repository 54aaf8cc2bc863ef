import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FSDriver } from 'flydrive/drivers/fs';
import type { StorageDriver } from './storage-driver.ts';
import { StorageNotFoundError } from './storage-errors.ts';

/** What is stored belongs to tenants: nobody but the program's own user reads it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * flydrive's disk driver with the promises of {@link StorageDriver} that the original does not make:
 * - `putStream` settles only when the file is closed, with the bytes on the disk and not in a cache;
 * - `move` is one `rename` (originally copy, then unlink: a crash between shows half a file, or both);
 * - `getStream` rejects when there is no such file, instead of failing later in the reader's hands;
 * - `listKeys` walks the folders with one batch of entries in memory.
 */
export class DiskDriver extends FSDriver implements StorageDriver {
  readonly #root: string;

  constructor(root: string) {
    super({ location: root, visibility: 'private' });
    this.#root = root;
  }

  override async putStream(key: string, content: Readable): Promise<void> {
    const path = join(this.#root, key);
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
    await pipeline(content, createWriteStream(path, { mode: FILE_MODE, flush: true }));
  }

  override async move(source: string, destination: string): Promise<void> {
    const path = join(this.#root, destination);
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
    await rename(join(this.#root, source), path).catch(rethrowMissing(source));
    await syncFolder(dirname(path));
  }

  override async getStream(key: string): Promise<Readable> {
    const stream = createReadStream(join(this.#root, key));
    await once(stream, 'open').catch(rethrowMissing(key));
    return stream;
  }

  async *listKeys(folder: string): AsyncGenerator<string> {
    const entries = await opendir(join(this.#root, folder)).catch(nullIfMissing);
    if (entries === null) return;
    for await (const entry of entries) {
      const key = `${folder}/${entry.name}`;
      if (entry.isDirectory()) yield* this.listKeys(key);
      else if (entry.isFile()) yield key;
    }
  }

  async findWrittenAt(key: string): Promise<Date | null> {
    const found = await stat(join(this.#root, key)).catch(nullIfMissing);
    return found?.mtime ?? null;
  }
}

/** A rename is on the disk when its folder is; without this a power cut could take back a stored file. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

function rethrowMissing(key: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw error.code === 'ENOENT' ? new StorageNotFoundError(key, { cause: error }) : error;
  };
}
