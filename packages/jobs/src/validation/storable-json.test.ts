import { expect, test } from 'vitest';

import { findUnstorableJson } from './storable-json.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

test('what PostgreSQL can store and a reader can read passes', () => {
  expect(
    findUnstorableJson(
      { text: 'žluťoučký 🐎', list: [1, null, { deep: true }] },
      { pointer: '/input', bytesMax: 1_000 },
    ),
  ).toEqual([]);
});

test('NUL and half surrogate pairs are named where they stand, all at once', () => {
  expect(
    findUnstorableJson({ a: 'x\0y', 'b/c': ['ok', '\ud800'] }, { pointer: '/input', bytesMax: 1_000 }),
  ).toEqual([
    { pointer: '/input/a', message: 'contains the NUL character' },
    { pointer: '/input/b~1c/1', message: 'contains half of a surrogate pair' },
  ]);
});

test('32 levels pass, 33 do not', () => {
  expect(findUnstorableJson(nested(32), { pointer: '', bytesMax: 10_000 })).toEqual([]);
  expect(findUnstorableJson(nested(33), { pointer: '', bytesMax: 10_000 })).toHaveLength(1);
});

test('the size is counted in bytes of UTF-8, and the limit itself passes', () => {
  expect(findUnstorableJson('ž', { pointer: '/input', bytesMax: 4 })).toEqual([]);
  expect(findUnstorableJson('ž', { pointer: '/input', bytesMax: 3 })).toEqual([
    { pointer: '/input', message: 'is 4 bytes of JSON; at most 3 are allowed' },
  ]);
});

test('a structure that contains itself many times over is refused at once, with a bounded number of issues', () => {
  const family: Record<string, unknown> = {};
  for (let child = 0; child < 10; child += 1) family[`child${child}`] = { parent: family };
  expect(findUnstorableJson(family, { pointer: '', bytesMax: 1_000 })).toHaveLength(20);
  expect(findUnstorableJson(Array(1_000).fill('\0'), { pointer: '', bytesMax: 1_000 })).toHaveLength(20);
});
