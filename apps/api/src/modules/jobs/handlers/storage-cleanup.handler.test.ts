import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { files, newId } from '@rota/db';
import { createTestDatabase, createTestOrganisation } from '@rota/db/testing';
import { createDiskStorage } from '@rota/storage';
import { expect, test } from 'vitest';
import {
  createSystemContext,
  fileMaintenanceOf,
  openJobMaintenance,
} from '../../../../test/system-job-context.ts';
import { claimStorage, createFilesService, OWNER_KEY } from '../../files/index.ts';
import { storageCleanupHandler } from './storage-cleanup.handler.ts';

test('storage:cleanup removes expired files and what died processes left, and says how many', async () => {
  await using database = await createTestDatabase();
  const root = await mkdtemp(join(tmpdir(), 'rota-cleanup-'));
  const storage = createDiskStorage({ root });
  await claimStorage({ db: database.db, storage });
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

  await using jobMaintenance = openJobMaintenance(database);
  const { context, lines } = createSystemContext({
    jobMaintenance,
    fileMaintenance: fileMaintenanceOf(database, storage),
  });
  const run = () => storageCleanupHandler.run(context);
  await run();
  expect(lines).toEqual([
    [0, '1 expired files removed'],
    [100, 'Storage is clean'],
    ['Storage cleaned', { expiredFiles: 1, temporaryFiles: 1, strayFiles: 1 }],
  ]);
  await run();
  expect(lines.at(-1)).toEqual(['Storage cleaned', { expiredFiles: 0, temporaryFiles: 0, strayFiles: 0 }]);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  expect(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([OWNER_KEY]);
  await rm(root, { recursive: true });
});
