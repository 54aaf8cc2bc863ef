import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { files, newId } from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { createDiskStorage, type Storage } from '@rota/storage';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileRow } from './files.repository.ts';
import { createFilesService, type FileDetails, type FilesService } from './files.service.ts';

let database: TestDatabase;
let orgId: string;
let root: string;
let storage: Storage;
let service: FilesService;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  orgId = await createTestOrganisation(database);
  root = await mkdtemp(join(tmpdir(), 'rota-files-'));
  storage = createDiskStorage({ root });
  service = createFilesService({ db: database.db, storage, bytesMax: 100 });
  return () => rm(root, { recursive: true });
});
afterAll(() => database.drop());

const details: FileDetails = { name: 'a.csv', contentType: 'text/csv', expiresInSeconds: null };
const create = (content: string, more: Partial<FileDetails> = {}): Promise<FileRow> =>
  service.createFile({
    orgId,
    content: Readable.from([Buffer.from(content)]),
    details: { ...details, ...more },
  });

async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function rows(): Promise<FileRow[]> {
  return await database.owner.select().from(files).where(eq(files.orgId, orgId));
}

describe('createFile', () => {
  test('keeps content, size, hash and cleaned details', async () => {
    const file = await create('grüße', { name: '../x/ä.csv', contentType: 'Text/CSV; header=present' });
    expect(file).toMatchObject({
      name: 'ä.csv',
      contentType: 'text/csv',
      sizeBytes: 7,
      sha256: createHash('sha256').update('grüße').digest('hex'),
      expiresAt: null,
    });
    expect(await rows()).toEqual([file]);
    const opened = await service.openFile({ orgId, fileId: file.id });
    expect(opened).toMatchObject({ name: 'ä.csv', sizeBytes: 7 });
    expect(await text(opened.stream)).toBe('grüße');
  });

  test('counts the expiry from now by the clock of the database', async () => {
    const { expiresAt, createdAt } = await create('x', { expiresInSeconds: 60 });
    expect((expiresAt?.getTime() ?? 0) - createdAt.getTime()).toBe(60_000);
  });

  test('takes details that come after the content, and leaves nothing behind when they fail', async () => {
    const failing = Promise.withResolvers<FileDetails>();
    const creating = service.createFile({ orgId, content: Readable.from(['x']), details: failing.promise });
    await expect.poll(filesOnDisk).toHaveLength(1);
    failing.reject(new Error('a field is not as it should be'));
    await expect(creating).rejects.toThrow('a field is not as it should be');
    expect(await filesOnDisk()).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  test('takes a file of exactly the longest size, and nothing of one a byte longer', async () => {
    expect(await create('x'.repeat(100))).toMatchObject({ sizeBytes: 100 });
    await expect(create('x'.repeat(101))).rejects.toMatchObject({
      kind: 'too_large',
      code: 'file.too_large',
    });
    expect(await filesOnDisk()).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
  });

  test('leaves nothing behind when the content breaks off', async () => {
    const content = new PassThrough();
    const creating = service.createFile({ orgId, content, details });
    content.write('first half');
    content.destroy(new Error('connection reset'));
    await expect(creating).rejects.toThrow('connection reset');
    expect(await filesOnDisk()).toEqual([]);
  });

  test('leaves nothing behind when the row cannot be made', async () => {
    const creating = service.createFile({ orgId: newId(), content: Readable.from(['x']), details });
    await expect(creating).rejects.toThrow();
    expect(await filesOnDisk()).toEqual([]);
  });
});

describe('a file', () => {
  test('of another organisation is not found, not listed and not deleted', async () => {
    const { id } = await create('x');
    const other = await createTestOrganisation(database);
    const key = { orgId: other, fileId: id };
    await expect(service.getFile(key)).rejects.toMatchObject({ code: 'file.not_found' });
    await expect(service.openFile(key)).rejects.toMatchObject({ code: 'file.not_found' });
    await expect(service.deleteFile(key)).rejects.toMatchObject({ code: 'file.not_found' });
    expect(await service.listFiles({ orgId: other, page: { limit: 10, after: null } })).toEqual([]);
    expect(await filesOnDisk()).toHaveLength(1);
  });

  test('that has expired is gone, though its row waits for the clean-up', async () => {
    const { id } = await create('x', { expiresInSeconds: 60 });
    const key = { orgId, fileId: id };
    await database.owner
      .update(files)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(files.id, id));
    await expect(service.getFile(key)).rejects.toMatchObject({ code: 'file.not_found' });
    await expect(service.openFile(key)).rejects.toMatchObject({ code: 'file.not_found' });
    await expect(service.deleteFile(key)).rejects.toMatchObject({ code: 'file.not_found' });
    expect(await service.listFiles({ orgId, page: { limit: 10, after: null } })).toEqual([]);
  });

  test('whose content is gone is not found when it is opened', async () => {
    const file = await create('x');
    await storage.delete(file.storageKey);
    await expect(service.openFile({ orgId, fileId: file.id })).rejects.toMatchObject({
      code: 'file.not_found',
    });
  });
});

describe('deleteFile', () => {
  test('removes row and content', async () => {
    const { id } = await create('x');
    await service.deleteFile({ orgId, fileId: id });
    expect(await rows()).toEqual([]);
    expect(await filesOnDisk()).toEqual([]);
  });

  test('succeeds once, however many delete at the same time', async () => {
    const { id } = await create('x');
    const deletions = await Promise.allSettled(
      Array.from({ length: 8 }, () => service.deleteFile({ orgId, fileId: id })),
    );
    expect(deletions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('leaves content whole for who is reading it', async () => {
    const { id } = await create('still here');
    const { stream } = await service.openFile({ orgId, fileId: id });
    await service.deleteFile({ orgId, fileId: id });
    expect(await text(stream)).toBe('still here');
  });
});

test('listFiles answers the newest first, one more than the limit, and goes on after a key', async () => {
  for (const name of ['1', '2', '3', '4']) await create('x', { name });
  const list = async (after: string | null) => await service.listFiles({ orgId, page: { limit: 2, after } });
  const page = await list(null);
  expect(page.map((file) => file.name)).toEqual(['4', '3', '2']);
  expect((await list(page[1]?.id ?? null)).map((file) => file.name)).toEqual(['2', '1']);
});
