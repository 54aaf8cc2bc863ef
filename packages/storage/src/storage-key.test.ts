import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { assert, asyncProperty, array, constantFrom, oneof, string } from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiskStorage, StorageKeyError } from './index.ts';
import { assertStorageKey, KEY_LENGTH_MAX, SEGMENT_LENGTH_MAX } from './storage-key.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rota-storage-'));
});

afterEach(() => rm(parent, { recursive: true }));

/** Pieces that attacks on paths are made of, between pieces of honest keys. */
const hostileKey = array(
  oneof(
    {
      weight: 4,
      arbitrary: constantFrom(
        '..',
        '.',
        '/',
        '//',
        '../',
        '..\\',
        '\\',
        '\0',
        '%2e%2e',
        '%2f',
        '~',
        'C:',
        '…',
        '․․',
        ' ',
      ),
    },
    { weight: 2, arbitrary: constantFrom('a', 'tmp', 'files', 'outside', 'canary', '-', '_') },
    string({ maxLength: 4 }),
  ),
  { maxLength: 8 },
).map((pieces) => pieces.join(''));

test('whatever the key, nothing outside the root is read, written, moved or removed', async () => {
  const root = join(parent, 'root');
  await mkdir(root);
  await writeFile(join(parent, 'canary'), 'alive');
  let accepted = 0;

  await assert(
    asyncProperty(hostileKey, async (key) => {
      const storage = createDiskStorage({ root });
      const attempts = [
        () => storage.put(key, Readable.from(['x'])),
        () => storage.move(key, 'moved'),
        () => storage.move('moved', key),
        () => storage.getStream(key).then((stream) => stream.destroy()),
        () => storage.exists(key),
        () => storage.delete(key),
      ];
      let refused = 0;
      for (const attempt of attempts) {
        await attempt().catch((error: unknown) => {
          if (error instanceof StorageKeyError) refused += 1;
        });
      }

      expect([0, attempts.length]).toContain(refused);
      if (refused === 0) accepted += 1;
      expect((await readdir(parent)).toSorted()).toEqual(['canary', 'root']);
      expect(await readFile(join(parent, 'canary'), 'utf8')).toBe('alive');
    }),
    { numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(0);
});

test.each([
  '',
  '.',
  '..',
  '../canary',
  'a/../../canary',
  'a/..',
  '/etc/passwd',
  '//a',
  'a//b',
  'a/',
  './a',
  'a/./b',
  '..\\canary',
  'a\\b',
  'C:\\a',
  'a\0',
  'a\0/../b',
  '.hidden',
  'a/.hidden',
  'a.',
  'a../b',
  '...',
  '~',
  '~root/a',
  'a b',
  ' a',
  'a\n',
  '%2e%2e/canary',
  'ä',
  '․․/canary',
  'a:b',
  'a*',
])('%j is no key', (key) => {
  expect(() => assertStorageKey(key)).toThrow(StorageKeyError);
});

test.each(['a', '0', '_', '-', 'a.csv', 'a..b', 'tmp/a', 'files/019a-b_c.d/E'])('%j is a key', (key) => {
  expect(() => assertStorageKey(key)).not.toThrow();
});

test('a part of a key has at most 255 characters', () => {
  expect(() => assertStorageKey('a'.repeat(SEGMENT_LENGTH_MAX))).not.toThrow();
  expect(() => assertStorageKey('a'.repeat(SEGMENT_LENGTH_MAX + 1))).toThrow(StorageKeyError);
});

test('a key has at most 512 characters', () => {
  expect(() => assertStorageKey('a/'.repeat(KEY_LENGTH_MAX / 2 - 1) + 'bb')).not.toThrow();
  expect(() => assertStorageKey('a/'.repeat(KEY_LENGTH_MAX / 2 - 1) + 'bbb')).toThrow(StorageKeyError);
});
