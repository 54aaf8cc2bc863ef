import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { createDiskStorage } from '@rota/storage';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFilesService, createOrganisationFiles } from '../files/index.ts';
import { createErrorsFile, toErrorLine } from './errors-file.ts';

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

function create(lines: AsyncIterable<Buffer>, { bytesMax = 10_000_000 } = {}): Promise<string> {
  const service = createFilesService({ db: database.db, storage: createDiskStorage({ root }), bytesMax });
  return createErrorsFile(createOrganisationFiles(service, orgId), { name: 'a.csv', header: ['x'], lines });
}

async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function* pieces(count: number): AsyncGenerator<Buffer> {
  for (let piece = 0; piece < count; piece += 1) yield Buffer.from(`${piece}\r\n`);
}

describe('the errors file', () => {
  test('holds its header and what comes, in that order, with a byte-order mark', async () => {
    expect(await create(pieces(3))).toMatch(/^fil_/);
    const [path = ''] = await filesOnDisk();
    expect(await readFile(path, 'utf8')).toBe('\uFEFFrow,column,message,x\r\n0\r\n1\r\n2\r\n');
  });

  test('is not there when its lines fail to come', async () => {
    async function* broken() {
      yield* pieces(2);
      throw new Error('the database is away');
    }
    await expect(create(broken())).rejects.toThrow('the database is away');
    expect(await filesOnDisk()).toEqual([]);
  });

  test('is not there, and no further lines are asked for, when the storage refuses it', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield Buffer.alloc(10_000, 'x');
      }
    }
    await expect(create(endless(), { bytesMax: 50_000 })).rejects.toMatchObject({ code: 'file.too_large' });
    expect(await filesOnDisk()).toEqual([]);
    expect(asked).toBeLessThan(100);
  });
});

describe('a line', () => {
  const record = { row: 7, cells: ['a\0b', '=1'], fault: null, chars: 5 };

  test('names each column once, and keeps the cells', () => {
    const faults = ['x', 'x', '', 'y'].map((column) => ({ column, message: `${column} is wrong.` }));
    expect(toErrorLine({ record, faults })).toBe(
      `7,"x, y",x is wrong. x is wrong.  is wrong. y is wrong.,a\0b,'=1\r\n`,
    );
  });

  test.each([
    [20, ''],
    [21, ' And 1 more.'],
  ])('of %i faults tells 20', (count, more) => {
    const faults = Array.from({ length: count }, () => ({ column: 'x', message: 'No.' }));
    expect(toErrorLine({ record, faults })).toBe(`7,x,${'No. '.repeat(20).trim()}${more},a\0b,'=1\r\n`);
  });
});
