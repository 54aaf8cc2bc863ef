import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { files } from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { createDiskStorage, type Storage } from '@rota/storage';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileMaintenance, type FileMaintenance } from './file-maintenance.ts';
import { createFilesService } from './files.service.ts';

let database: TestDatabase;
let root: string;
let storage: Storage;
let maintenance: FileMaintenance;
// A database each: the clean-up works over all organisations.
beforeEach(async () => {
  database = await createTestDatabase();
  root = await mkdtemp(join(tmpdir(), 'rota-files-'));
  storage = createDiskStorage({ root });
  maintenance = createFileMaintenance({ db: database.db, storage, now: () => new Date() });
});
afterEach(async () => {
  await database.drop();
  await rm(root, { recursive: true });
});

const running = { signal: new AbortController().signal, onProgress: () => {} };

async function createFile(orgId: string, expiry: 'never' | 'later' | 'past'): Promise<string> {
  const file = await createFilesService({ db: database.db, storage }).createFile({
    orgId,
    content: Readable.from(['x']),
    details: { name: 'a', contentType: 'text/csv', expiresInSeconds: expiry === 'never' ? null : 60 },
  });
  if (expiry === 'past') await expire(file.id);
  return file.storageKey;
}

async function expire(fileId: string): Promise<void> {
  await database.owner
    .update(files)
    .set({ expiresAt: new Date(Date.now() - 1) })
    .where(eq(files.id, fileId));
}

async function storedKeys(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}

async function rowKeys(): Promise<string[]> {
  const rows = await database.owner.select({ key: files.storageKey }).from(files);
  return rows.map((row) => row.key).toSorted();
}

describe('removeExpiredFiles', () => {
  test('removes rows and content of expired files of every organisation, and nothing else', async () => {
    const [first, second] = [await createTestOrganisation(database), await createTestOrganisation(database)];
    await createFile(first, 'past');
    await createFile(second, 'past');
    await createFile(second, 'past');
    const kept = [await createFile(first, 'never'), await createFile(second, 'later')].toSorted();

    expect(await maintenance.removeExpiredFiles(running)).toBe(3);
    expect(await rowKeys()).toEqual(kept);
    expect(await storedKeys()).toEqual(kept);
  });

  test('goes on, round after round, until nothing is left, and tells how far it is', async () => {
    const orgId = await createTestOrganisation(database);
    await database.owner.execute(
      `
      insert into files (id, org_id, name, content_type, size_bytes, sha256, storage_key, expires_at)
      select gen_random_uuid(), '${orgId}', 'a', 'text/csv', 1, repeat('0', 64), 'files/' || n, now() - interval '1 s'
      from generate_series(1, 1201) n`,
    );
    const progress: number[] = [];
    const removed = await maintenance.removeExpiredFiles({
      signal: running.signal,
      onProgress: (count) => progress.push(count),
    });
    expect(removed).toBe(1_201);
    expect(progress).toEqual([500, 1_000, 1_201]);
    expect(await rowKeys()).toEqual([]);
  });

  test('finishes what a run before it left in the middle: content gone, row still there', async () => {
    const key = await createFile(await createTestOrganisation(database), 'past');
    await storage.delete(key);
    expect(await maintenance.removeExpiredFiles(running)).toBe(1);
    expect(await maintenance.removeExpiredFiles(running)).toBe(0);
  });

  test('keeps the row of content that cannot be removed, removes the others, and fails', async () => {
    const orgId = await createTestOrganisation(database);
    const stuck = await createFile(orgId, 'past');
    await createFile(orgId, 'past');
    // A folder with something in it, in the place of the content.
    await rm(join(root, stuck));
    await mkdir(join(root, stuck));
    await writeFile(join(root, stuck, 'x'), '');

    await expect(maintenance.removeExpiredFiles(running)).rejects.toThrow(
      '1 expired files could not be removed',
    );
    expect(await rowKeys()).toEqual([stuck]);
  });

  test('stops at its signal', async () => {
    await createFile(await createTestOrganisation(database), 'past');
    const signal = AbortSignal.abort(new Error('shutting down'));
    await expect(maintenance.removeExpiredFiles({ ...running, signal })).rejects.toThrow('shutting down');
    expect(await rowKeys()).toHaveLength(1);
  });
});

describe('removeStrayFiles', () => {
  test('removes what nothing has written to for 24 hours, and keeps what is younger', async () => {
    await mkdir(join(root, 'tmp'));
    await chmod(join(root, 'tmp'), 0o700);
    const age = async (name: string, hours: number) => {
      const at = new Date(Date.now() - hours * 3_600_000);
      await writeFile(join(root, 'tmp', name), 'x');
      await utimes(join(root, 'tmp', name), at, at);
    };
    await age('old', 24.1);
    await age('young', 23.9);
    expect(await maintenance.removeStrayFiles(running)).toBe(1);
    expect(await storedKeys()).toEqual(['tmp/young']);
    expect(await maintenance.removeStrayFiles(running)).toBe(0);
  });
});
