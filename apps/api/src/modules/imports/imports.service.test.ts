import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { accounts, importChunks, inOrganisation, jobs, newId } from '@rota/db';
import { createTestDatabase, createTestOrganisation, waitForLock, type TestDatabase } from '@rota/db/testing';
import { createDiskStorage } from '@rota/storage';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFilesService, createOrganisationFiles, type OrganisationFiles } from '../files/index.ts';
import { createImportsService, type ImportResult } from './imports.service.ts';

let database: TestDatabase;
let root: string;
let orgId: string;
let jobId: string;
let files: OrganisationFiles;
beforeAll(async () => {
  database = await createTestDatabase();
  root = await mkdtemp(join(tmpdir(), 'rota-imports-'));
});
beforeEach(async () => {
  orgId = await createTestOrganisation(database);
  jobId = await createJob();
  const filesService = createFilesService({ db: database.db, storage: createDiskStorage({ root }) });
  files = createOrganisationFiles(filesService, orgId);
});
afterAll(async () => {
  await database.drop();
  await rm(root, { recursive: true });
});

/** Three chunks. In each there are one row that fails, and one that finds an account of the chunk before, if any. */
const ROWS = 2_500;
const csv = `externalId,name\n${Array.from({ length: ROWS }, (_, index) => {
  if (index % 1_000 === 10) return `${index - 1_001},again\n`;
  return `${index},${index % 1_000 === 7 ? '' : 'A'}\n`;
}).join('')}`;
const ALL = { rowsRead: ROWS, rowsCreated: ROWS - 5, rowsUpdated: 2, rowsFailed: 3 };
const FAILED_ROWS = ['9', '1009', '2009'];

async function createJob(): Promise<string> {
  const id = newId();
  const retry = {
    strategy: 'fixed' as const,
    baseSeconds: 1,
    maxSeconds: 1,
    delaysSeconds: [],
    jitter: 0,
  };
  const job = {
    id,
    orgId,
    type: 'data:import',
    status: 'pending' as const,
    messageId: newId(),
    input: {},
    retry,
  };
  await database.owner.insert(jobs).values({ ...job, createdByKind: 'system' });
  return id;
}

/** A run of the job; `beforeChunk` is awaited with the number of each of its chunks, from 1. */
function run(beforeChunk: (chunk: number) => Promise<void> | void = () => {}): Promise<ImportResult> {
  const log = () => {};
  const importsService = createImportsService({
    db: { transaction: (work) => inOrganisation(database.db, orgId, (tx) => work(tx, orgId)) },
    files,
    jobId,
  });
  const file = { name: 'a.csv', sizeBytes: csv.length, stream: Readable.from([Buffer.from(csv)]) };
  return importsService.importCsv({
    file,
    choices: { collection: 'accounts' },
    logger: { debug: log, info: log, warn: log, error: log },
    helpers: {
      updateProgress: () => {},
      async forEachChunk(items, _size, work) {
        let chunk = 0;
        for await (const item of items) {
          await beforeChunk((chunk += 1));
          await work([item]);
        }
      },
    },
  });
}

const stopAt = (last: number) => (chunk: number) => {
  if (chunk === last) throw new Error('stopped');
};

async function failedRows({ errorsFileId }: ImportResult): Promise<string[]> {
  const { stream } = await files.open(errorsFileId ?? '');
  const [, ...lines] = (await text(stream)).trim().split('\r\n');
  return lines.map((line) => line.split(',')[0] ?? '');
}

const storedAccounts = () => database.owner.select().from(accounts).where(eq(accounts.orgId, orgId));
const storedChunks = () =>
  database.owner
    .select()
    .from(importChunks)
    .where(eq(importChunks.jobId, jobId))
    .orderBy(asc(importChunks.number));

describe('an import', () => {
  test('counts its rows and reports those that fail', async () => {
    const result = await run();
    expect(result).toMatchObject(ALL);
    expect(await failedRows(result)).toEqual(FAILED_ROWS);
    expect(await storedAccounts()).toHaveLength(ALL.rowsCreated);
  });

  test.each([1, 2, 3])(
    'that stopped before chunk %i ends with the counts and failures of both runs',
    async (chunk) => {
      await expect(run(stopAt(chunk))).rejects.toThrow('stopped');
      const written = (await storedAccounts()).length;
      expect(written).toBe([0, 999, 1_997][chunk - 1]);
      const chunksLeft: number[] = [];
      const result = await run((each) => void chunksLeft.push(each));
      expect(chunksLeft).toHaveLength(4 - chunk);
      expect(result).toMatchObject(ALL);
      expect(await failedRows(result)).toEqual(FAILED_ROWS);
    },
  );

  test('that runs once more when all is done says the same', async () => {
    await run();
    const again = await run(() => expect.unreachable('there is no chunk left'));
    expect(again).toMatchObject(ALL);
    expect(await failedRows(again)).toEqual(FAILED_ROWS);
  });

  test('of another job with the same file updates, and counts for itself', async () => {
    await run();
    jobId = await createJob();
    expect(await run()).toMatchObject({ ...ALL, rowsCreated: 0, rowsUpdated: ROWS - 3 });
  });

  test('writes no row of a chunk that cannot be noted', async () => {
    await database.owner.execute(
      'alter table import_chunks add constraint broken check (number < 3) not valid',
    );
    await expect(run()).rejects.toMatchObject({ code: 'import.write_failed' });
    expect(await storedAccounts()).toHaveLength(999);
    await database.owner.execute('alter table import_chunks drop constraint broken');
    expect(await run()).toMatchObject(ALL);
  });
});

describe('a run whose worker was given up while it was slow', () => {
  test('writes nothing once the next run has begun, and the counts are right', async () => {
    const { promise: isSlow, resolve: slow } = Promise.withResolvers<void>();
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const givenUp = run(async (chunk) => {
      if (chunk !== 2) return;
      slow();
      await mayGoOn;
    });
    await isSlow;
    const next = await run(async (chunk) => {
      if (chunk !== 1) return;
      goOn();
      await expect(givenUp).rejects.toMatchObject({ code: 'import.taken_over' });
    });
    expect(next).toMatchObject(ALL);
    expect(await failedRows(next)).toEqual(FAILED_ROWS);
    expect(await storedAccounts()).toHaveLength(ALL.rowsCreated);
  });

  test('leaves the next run what it commits while that begins', async () => {
    await run(stopAt(2)).catch(() => {});
    const { promise: isWritten, resolve: written } = Promise.withResolvers<void>();
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    // What a slow run does at the end of its chunk: the number is taken, but not committed.
    const slow = inOrganisation(database.db, orgId, async (tx) => {
      const counts = { rowsRead: 0, rowsCreated: 0, rowsUpdated: 0, rowsFailed: 0 };
      await tx.insert(importChunks).values({ orgId, jobId, number: 3, lastRow: 1_001, ...counts });
      written();
      await mayCommit;
    });
    await isWritten;
    const next = run();
    await waitForLock(database);
    commit();
    await slow;
    expect(await next).toMatchObject(ALL);
    expect((await storedChunks()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

test('what an import has noted goes with its job', async () => {
  await run();
  expect(await storedChunks()).toHaveLength(4);
  await database.engine.delete(jobs).where(eq(jobs.id, jobId));
  expect(await storedChunks()).toEqual([]);
});
