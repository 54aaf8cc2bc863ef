import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { createDiskStorage } from '@rota/storage';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFilesService, createOrganisationFiles } from '../files/index.ts';
import { createErrorsFile } from './errors-file.ts';

let database: TestDatabase;
let orgId: string;
let root: string;
beforeAll(async () => {
  database = await createTestDatabase();
  orgId = await createTestOrganisation(database);
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rota-errors-'));
});
afterEach(() => rm(root, { recursive: true }));
afterAll(() => database.drop());

function begin({ bytesMax = 10_000_000 } = {}) {
  const service = createFilesService({ db: database.db, storage: createDiskStorage({ root }), bytesMax });
  return createErrorsFile(createOrganisationFiles(service, orgId), { name: 'a.csv', header: ['x'] });
}

async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

const failed = (row: number) => ({
  record: { row, cells: ['x'.repeat(1_000)], fault: null, chars: 1_000 },
  faults: [{ column: 'x', message: 'x is wrong.' }],
});

test('there is no file when nothing failed', async () => {
  const errors = begin();
  expect(await errors.finish()).toBeNull();
  await errors.discard();
  expect(await filesOnDisk()).toEqual([]);
});

test('a file that is given up leaves nothing behind', async () => {
  const errors = begin();
  await errors.add(failed(2));
  await errors.discard();
  expect(await filesOnDisk()).toEqual([]);
});

test('a file that is finished stays when it is given up after that', async () => {
  const errors = begin();
  await errors.add(failed(2));
  expect(await errors.finish()).toMatch(/^fil_/);
  await errors.discard();
  expect(await filesOnDisk()).toHaveLength(1);
});

test('what hinders the storage comes to who adds rows, instead of keeping them waiting', async () => {
  const errors = begin({ bytesMax: 50_000 });
  const adding = (async () => {
    for (let row = 2; row < 10_000; row += 1) await errors.add(failed(row));
  })();
  await expect(adding).rejects.toMatchObject({ code: 'file.too_large' });
  await errors.discard();
  expect(await filesOnDisk()).toEqual([]);
});
