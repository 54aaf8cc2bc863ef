import { expect, test } from 'vitest';

import { checkJson } from './json-check.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

test('what PostgreSQL can store and a reader can read passes', () => {
  expect(checkJson({ text: 'žluťoučký 🐎', list: [1, null, { deep: true }] }, '/input', 1_000)).toEqual([]);
});

test('NUL and half surrogate pairs are named where they stand, all at once', () => {
  expect(checkJson({ a: 'x\0y', 'b/c': ['ok', '\ud800'] }, '/input', 1_000)).toEqual([
    { pointer: '/input/a', message: 'contains the NUL character' },
    { pointer: '/input/b~1c/1', message: 'contains half of a surrogate pair' },
  ]);
});

test('32 levels pass, 33 do not', () => {
  expect(checkJson(nested(32), '', 10_000)).toEqual([]);
  expect(checkJson(nested(33), '', 10_000)).toHaveLength(1);
});

test('the size is counted in bytes of UTF-8, and the limit itself passes', () => {
  expect(checkJson('ž', '/input', 4)).toEqual([]);
  expect(checkJson('ž', '/input', 3)).toEqual([
    { pointer: '/input', message: 'is 4 bytes of JSON; at most 3 are allowed' },
  ]);
});

test('a structure that contains itself many times over is refused at once, with a bounded number of issues', () => {
  const family: Record<string, unknown> = {};
  for (let child = 0; child < 10; child += 1) family[`child${child}`] = { parent: family };
  expect(checkJson(family, '', 1_000)).toHaveLength(20);
  expect(checkJson(Array(1_000).fill('\0'), '', 1_000)).toHaveLength(20);
});
