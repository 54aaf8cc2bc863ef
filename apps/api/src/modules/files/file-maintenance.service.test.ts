import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { files, inOrganisation, isUniqueViolation, newId, organisations } from '@rota/db';
import { createTestDatabase, createTestOrganisation, waitForLock, type TestDatabase } from '@rota/db/testing';
import { createDiskStorage, type Storage } from '@rota/storage';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileMaintenance, type FileMaintenance } from './file-maintenance.service.ts';
import { createFile as insertFile } from './files.repository.ts';
import { createFilesService } from './files.service.ts';
import { claimStorage, OWNER_KEY } from './storage-owner.service.ts';
import { claimStrayFiles } from './stray-files.ts';

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
    .filter((key) => key !== OWNER_KEY)
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

describe('removeTemporaryFiles', () => {
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
    expect(await maintenance.removeTemporaryFiles(running)).toBe(1);
    expect(await storedKeys()).toEqual(['tmp/young']);
    expect(await maintenance.removeTemporaryFiles(running)).toBe(0);
  });
});

describe('removeStrayFiles', () => {
  const HOUR_MS = 3_600_000;

  beforeEach(async () => {
    await claimStorage({ db: database.db, storage });
    await setAge(OWNER_KEY, 10_000);
  });

  /** Content whose row was not made: its process died between the two. */
  async function leaveStray(orgId: string, { hours = 25, fileId = newId() } = {}): Promise<string> {
    const key = `files/${orgId}/${fileId}`;
    await storage.put(key, Readable.from(['x']));
    await setAge(key, hours);
    return key;
  }

  async function setAge(key: string, hours: number): Promise<void> {
    const at = new Date(Date.now() - hours * HOUR_MS);
    await utimes(join(root, key), at, at);
  }

  test('removes content without a row, of every organisation, and nothing that has one', async () => {
    const [first, second] = [await createTestOrganisation(database), await createTestOrganisation(database)];
    const kept = [await createFile(first, 'never'), await createFile(second, 'later')].toSorted();
    for (const key of kept) await setAge(key, 1_000);
    await leaveStray(first);
    await leaveStray(second);
    await leaveStray(second);

    expect(await maintenance.removeStrayFiles(running)).toBe(3);
    expect(await storedKeys()).toEqual(kept);
    expect(await rowKeys()).toEqual(kept);
    expect(await maintenance.removeStrayFiles(running)).toBe(0);
  });

  test('keeps what was written less than 24 hours ago, however long ago its upload began', async () => {
    const orgId = await createTestOrganisation(database);
    const began30DaysAgo = newId().replace(
      /^.{13}/,
      (Date.now() - 720 * HOUR_MS).toString(16).padStart(12, '0').replace(/^.{8}/, '$&-'),
    );
    const kept = await leaveStray(orgId, { hours: 23.9, fileId: began30DaysAgo });
    await leaveStray(orgId, { hours: 24.1 });
    expect(await maintenance.removeStrayFiles(running)).toBe(1);
    expect(await storedKeys()).toEqual([kept]);
  });

  test('goes through more content than it looks up at a time', async () => {
    const orgId = await createTestOrganisation(database);
    await leaveStray(orgId);
    for (let count = 0; count < 1_100; count += 1) {
      const key = join('files', orgId, newId());
      await writeFile(join(root, key), '');
      await setAge(key, 25);
    }
    expect(await maintenance.removeStrayFiles(running)).toBe(1_101);
    expect(await storedKeys()).toEqual([]);
  });

  test('leaves content alone whose row is being made, however old it is', async () => {
    const orgId = await createTestOrganisation(database);
    const fileId = newId();
    const storageKey = await leaveStray(orgId, { fileId });
    const { promise: isInserted, resolve: inserted } = Promise.withResolvers<void>();
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const beside = inOrganisation(database.db, orgId, async (tx) => {
      await insertFile(tx, toNewFile({ orgId, fileId, storageKey }));
      inserted();
      await mayCommit;
    });
    await isInserted;
    const removed = maintenance.removeStrayFiles(running);
    await waitForLock(database);
    commit();
    await beside;
    expect(await removed).toBe(0);
    expect(await storedKeys()).toEqual([storageKey]);
    expect(await rowKeys()).toEqual([storageKey]);
  });

  test('lets no row be made for content that it is about to remove', async () => {
    const orgId = await createTestOrganisation(database);
    const fileId = newId();
    const storageKey = await leaveStray(orgId, { fileId });
    const run = { after: new Date(0), before: new Date(), signal: running.signal };
    for await (const { contents } of claimStrayFiles({ db: database.db, storage }, run)) {
      expect(contents).toEqual([{ fileId, storageKey }]);
      const late = inOrganisation(database.db, orgId, (tx) =>
        insertFile(tx, toNewFile({ orgId, fileId, storageKey })),
      );
      expect(isUniqueViolation(await late.catch((error: unknown) => error))).not.toBeNull();
    }
  });

  test('leaves what a kill in the middle of it has claimed to the removal of expired files', async () => {
    await leaveStray(await createTestOrganisation(database));
    const run = { after: new Date(0), before: new Date(), signal: running.signal };
    await claimStrayFiles({ db: database.db, storage }, run).next();
    expect(await maintenance.removeExpiredFiles(running)).toBe(1);
    expect(await storedKeys()).toEqual([]);
  });

  test('leaves alone what it does not know: other keys, and organisations of another database', async () => {
    const keys = [await leaveStray(newId()), 'files/a', `files/${newId()}/b`].toSorted();
    for (const key of keys) {
      await storage.put(key, Readable.from(['x']));
      await setAge(key, 25);
    }
    expect(await maintenance.removeStrayFiles(running)).toBe(0);
    expect(await storedKeys()).toEqual(keys);
  });

  test("removes nothing of a storage that is another database's, of whatever organisation", async () => {
    const orgId = await createTestOrganisation(database);
    const key = await createFile(orgId, 'never');
    await setAge(key, 25);
    await using other = await createTestDatabase();
    // As two demos once had: the same organisation in both.
    await other.owner.insert(organisations).values({ id: orgId, name: 'Demo', slug: 'demo' });
    const others = createFileMaintenance({ db: other.db, storage, now: () => new Date() });

    await expect(others.removeStrayFiles(running)).rejects.toMatchObject({ code: 'storage.owned_elsewhere' });
    expect(await storedKeys()).toEqual([key]);
  });

  test("leaves alone what was there before the storage became this database's", async () => {
    const orgId = await createTestOrganisation(database);
    const kept = await leaveStray(orgId, { hours: 31 });
    await setAge(OWNER_KEY, 30);
    await leaveStray(orgId, { hours: 29 });
    expect(await maintenance.removeStrayFiles(running)).toBe(1);
    expect(await storedKeys()).toEqual([kept]);
  });

  test('stops at its signal', async () => {
    const key = await leaveStray(await createTestOrganisation(database));
    const signal = AbortSignal.abort(new Error('shutting down'));
    await expect(maintenance.removeStrayFiles({ signal })).rejects.toThrow('shutting down');
    expect(await storedKeys()).toEqual([key]);
  });
});

const toNewFile = (key: { orgId: string; fileId: string; storageKey: string }) => ({
  id: key.fileId,
  orgId: key.orgId,
  storageKey: key.storageKey,
  name: 'a',
  contentType: 'text/csv',
  sizeBytes: 1,
  sha256: '0'.repeat(64),
  expiresInSeconds: null,
});
