import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createDiskStorage,
  StorageKeyError,
  StorageLimitError,
  StorageNotFoundError,
  type Storage,
} from './index.ts';

let root: string;
let storage: Storage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rota-storage-'));
  storage = createDiskStorage({ root });
});

afterEach(() => rm(root, { recursive: true }));

const content = (value: string): Readable => Readable.from([Buffer.from(value)]);
const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

describe('put', () => {
  test('answers size and SHA-256 of what can be read back under the key', async () => {
    const stored = await storage.put('files/a.csv', Readable.from([Buffer.from('grüß'), 'e\n']));

    expect(stored).toEqual({ sizeBytes: 8, sha256: sha256('grüße\n') });
    expect(await text(await storage.getStream('files/a.csv'))).toBe('grüße\n');
    expect(await filesOnDisk()).toEqual(['files/a.csv']);
  });

  test('stores an empty stream as an empty file', async () => {
    expect(await storage.put('empty', Readable.from([]))).toEqual({ sizeBytes: 0, sha256: sha256('') });
    expect(await storage.exists('empty')).toBe(true);
  });

  test('replaces what was there', async () => {
    await storage.put('a', content('a longer first'));
    await storage.put('a', content('second'));
    expect(await text(await storage.getStream('a'))).toBe('second');
  });

  test('shows nothing under the key until the content is whole', async () => {
    const upload = new PassThrough();
    const put = storage.put('a', upload);
    upload.write('first half');
    await expect.poll(filesOnDisk).toEqual([expect.stringMatching(/^tmp\//)]);
    expect(await storage.exists('a')).toBe(false);

    upload.end('second half');
    await put;
    expect(await filesOnDisk()).toEqual(['a']);
  });

  test('keeps files from other users of the machine', async () => {
    await storage.put('files/a', content('x'));
    expect((await stat(join(root, 'files/a'))).mode & 0o077).toBe(0);
    expect((await stat(join(root, 'files'))).mode & 0o077).toBe(0);
  });

  test('takes content of exactly maxBytes', async () => {
    expect(await storage.put('a', content('12345'), { maxBytes: 5 })).toMatchObject({ sizeBytes: 5 });
  });

  test('refuses one byte more than maxBytes and leaves nothing behind', async () => {
    const upload = Readable.from([Buffer.from('123'), Buffer.from('456')]);
    await expect(storage.put('a', upload, { maxBytes: 5 })).rejects.toThrow(new StorageLimitError(5));
    expect(upload.destroyed).toBe(true);
    expect(await filesOnDisk()).toEqual([]);
  });

  test('stops reading an endless stream at the limit', async () => {
    const endless = new Readable({ read: (size) => endless.push(Buffer.alloc(size)) });
    await expect(storage.put('a', endless, { maxBytes: 1_000_000 })).rejects.toThrow(StorageLimitError);
    expect(endless.destroyed).toBe(true);
  });

  test('leaves what was there, and nothing else, when the stream fails', async () => {
    await storage.put('a', content('before'));
    const upload = new PassThrough();
    const put = storage.put('a', upload);
    upload.write('after');
    upload.destroy(new Error('connection reset'));

    await expect(put).rejects.toThrow('connection reset');
    expect(await filesOnDisk()).toEqual(['a']);
    expect(await text(await storage.getStream('a'))).toBe('before');
  });

  test('never takes a stream that was cut off for a short one', async () => {
    const upload = new PassThrough();
    const put = storage.put('a', upload);
    upload.write('the rest never comes');
    upload.destroy();

    await expect(put).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
    expect(await filesOnDisk()).toEqual([]);
  });

  test('leaves nothing behind when the key cannot be written, and lets go of the stream', async () => {
    await mkdir(join(root, 'occupied', 'by-a-folder'), { recursive: true });
    const upload = content('x');
    await expect(storage.put('occupied', upload)).rejects.toThrow();
    expect(upload.destroyed).toBe(true);
    expect(await filesOnDisk()).toEqual([]);
  });

  test('keeps one of two whole contents when two streams race for a key', async () => {
    const values = ['a'.repeat(300_000), 'b'.repeat(200_000)];
    await Promise.all(values.map((value) => storage.put('a', content(value))));
    expect(values).toContain(await text(await storage.getStream('a')));
    expect(await filesOnDisk()).toEqual(['a']);
  });
});

describe('getStream', () => {
  test('rejects with StorageNotFoundError before it hands out a stream of nothing', async () => {
    await expect(storage.getStream('a')).rejects.toThrow(new StorageNotFoundError('a'));
  });

  test('keeps giving the content that is deleted while it is read', async () => {
    await storage.put('a', content('still here'));
    const stream = await storage.getStream('a');
    await storage.delete('a');
    expect(await text(stream)).toBe('still here');
  });

  test('returns bytes as they were put', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
    await storage.put('a', Readable.from([bytes]));
    expect(await buffer(await storage.getStream('a'))).toEqual(bytes);
  });
});

describe('delete, exists and move', () => {
  test('delete may be repeated', async () => {
    await storage.put('a', content('x'));
    await storage.delete('a');
    await storage.delete('a');
    expect(await storage.exists('a')).toBe(false);
  });

  test('a folder is not a file', async () => {
    await storage.put('files/a', content('x'));
    expect(await storage.exists('files')).toBe(false);
  });

  test('move replaces the destination and leaves nothing at the source', async () => {
    await storage.put('a', content('new'));
    await storage.put('deep/er/b', content('old'));
    await storage.move('a', 'deep/er/b');
    expect(await text(await storage.getStream('deep/er/b'))).toBe('new');
    expect(await storage.exists('a')).toBe(false);
  });

  test('move of nothing is StorageNotFoundError', async () => {
    await expect(storage.move('a', 'b')).rejects.toThrow(new StorageNotFoundError('a'));
  });
});

describe('listKeys', () => {
  const keysIn = async (folder: string) => (await Array.fromAsync(storage.listKeys(folder))).toSorted();

  test('finds what is below a folder, however deep, and nothing beside it', async () => {
    for (const key of ['files/a', 'files/b/c', 'files/b/d/e', 'filesx', 'other/a'])
      await storage.put(key, content('x'));
    expect(await keysIn('files')).toEqual(['files/a', 'files/b/c', 'files/b/d/e']);
    expect(await keysIn('files/b')).toEqual(['files/b/c', 'files/b/d/e']);
  });

  test('finds nothing where there is nothing', async () => {
    expect(await keysIn('files')).toEqual([]);
  });

  test('goes on while what it has found is deleted', async () => {
    const keys = Array.from({ length: 200 }, (_, index) => `files/${index}`);
    await mkdir(join(root, 'files'));
    for (const key of keys) await writeFile(join(root, key), '');
    const found: string[] = [];
    for await (const key of storage.listKeys('files')) {
      found.push(key);
      await storage.delete(key);
    }
    expect(found.toSorted()).toEqual(keys.toSorted());
  });

  test('refuses what is no key', async () => {
    await expect(keysIn('../etc')).rejects.toThrow(StorageKeyError);
  });
});

describe('findWrittenAt', () => {
  test('answers the last writing, and a move does not change it', async () => {
    const writtenAt = new Date(Date.now() - 3_600_000);
    await storage.put('a', content('x'));
    await utimes(join(root, 'a'), new Date(), writtenAt);
    await storage.move('a', 'b/c');
    expect(await storage.findWrittenAt('b/c')).toEqual(writtenAt);
    expect(await storage.findWrittenAt('a')).toBeNull();
  });
});

describe('temporary files', () => {
  test('get a key of their own each and touch nothing until something is put', async () => {
    expect(storage.createTemporary().key).not.toBe(storage.createTemporary().key);
    expect(await readdir(root)).toEqual([]);
  });

  test('move to their final key or go away, as their maker says', async () => {
    const [kept, dropped] = [storage.createTemporary(), storage.createTemporary()];
    await storage.put(kept.key, content('kept'));
    await storage.put(dropped.key, content('dropped'));
    await kept.moveTo('files/a');
    await dropped.delete();
    await dropped.delete();
    expect(await filesOnDisk()).toEqual(['files/a']);
  });

  test('removeTemporaryOlderThan takes those written before the date and nothing else', async () => {
    const now = Date.now();
    const [stray, living] = [storage.createTemporary(), storage.createTemporary()];
    for (const key of [stray.key, living.key, 'files/old']) await storage.put(key, content('x'));
    for (const key of [stray.key, 'files/old'])
      await utimes(join(root, key), new Date(now), new Date(now - 3_600_001));
    await utimes(join(root, living.key), new Date(now), new Date(now - 3_600_000));

    expect(await storage.removeTemporaryOlderThan(new Date(now - 3_600_000))).toBe(1);
    expect((await filesOnDisk()).toSorted()).toEqual(['files/old', living.key].toSorted());
  });

  test('removeTemporaryOlderThan takes what a killed process left in the middle of a put', async () => {
    await mkdir(join(root, 'tmp'), { recursive: true });
    await writeFile(join(root, 'tmp', 'half-written'), 'x');
    expect(await storage.removeTemporaryOlderThan(new Date(Date.now() + 60_000))).toBe(1);
    expect(await filesOnDisk()).toEqual([]);
  });

  test('removeTemporaryOlderThan finds nothing where nothing was ever put', async () => {
    expect(await storage.removeTemporaryOlderThan(new Date())).toBe(0);
  });
});
