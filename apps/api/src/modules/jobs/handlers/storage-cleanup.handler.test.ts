import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { files, newId } from '@rota/db';
import { createTestDatabase, createTestOrganisation } from '@rota/db/testing';
import { createDiskStorage } from '@rota/storage';
import { expect, test } from 'vitest';
import { createFileMaintenance, createFilesService } from '../../files/index.ts';
import { storageCleanupHandler } from './storage-cleanup.handler.ts';

test('storage:cleanup removes expired files and what died processes left, and says how many', async () => {
  await using database = await createTestDatabase();
  const root = await mkdtemp(join(tmpdir(), 'rota-cleanup-'));
  const storage = createDiskStorage({ root });
  const orgId = await createTestOrganisation(database);
  const details = { name: 'a', contentType: 'text/csv', expiresInSeconds: 60 };
  await createFilesService({ db: database.db, storage }).createFile({
    orgId,
    content: Readable.from(['x']),
    details,
  });
  await database.owner.update(files).set({ expiresAt: new Date(0) });
  for (const key of [storage.createTemporary().key, `files/${orgId}/${newId()}`])
    await storage.put(key, Readable.from(['left by a process that died']));

  const lines: unknown[] = [];
  const log = (message: string, fields: unknown) => void lines.push([message, fields]);
  const run = () =>
    storageCleanupHandler.run({
      jobId: 'system_1',
      orgId: 'system',
      signal: new AbortController().signal,
      logger: { debug: log, info: log, warn: log, error: log },
      helpers: {
        updateProgress: (percent, message) => void lines.push([percent, message]),
        forEachChunk: () => Promise.reject(new Error('not used')),
      },
      // A day ahead, so that what was written just now is old.
      fileMaintenance: createFileMaintenance({
        db: database.db,
        storage,
        now: () => new Date(Date.now() + 25 * 3_600_000),
      }),
    });
  await run();
  expect(lines).toEqual([
    [0, '1 expired files removed'],
    [100, 'Storage is clean'],
    ['Storage cleaned', { expiredFiles: 1, temporaryFiles: 1, strayFiles: 1 }],
  ]);
  await run();
  expect(lines.at(-1)).toEqual(['Storage cleaned', { expiredFiles: 0, temporaryFiles: 0, strayFiles: 0 }]);
  expect(
    (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()),
  ).toEqual([]);
  await rm(root, { recursive: true });
});
