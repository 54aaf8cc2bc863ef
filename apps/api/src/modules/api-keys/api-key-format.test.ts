import { assert, constantFrom, integer, pre, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createPlainKey, hashKey, isWellFormedKey, shownPrefixOf } from './api-key-format.ts';

describe('API keys', () => {
  test('are well formed as they are made, and no two are the same', () => {
    const keys = Array.from({ length: 200 }, () => createPlainKey());
    expect(keys.every(isWellFormedKey)).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('are refused when any one character is another', () => {
    const key = createPlainKey();
    const position = integer({ min: 0, max: key.length - 1 });
    const character = constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyzAZ_- '.split(''));
    assert(
      property(position, character, (at, other) => {
        pre(key[at] !== other);
        expect(isWellFormedKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('are refused when something stands before or after them', () => {
    const key = createPlainKey();
    expect(isWellFormedKey(`${key}0`)).toBe(false);
    expect(isWellFormedKey(` ${key}`)).toBe(false);
    expect(isWellFormedKey('')).toBe(false);
  });

  test('are kept as a hash that the table accepts and by a prefix that hides most of them', () => {
    const key = createPlainKey();
    expect(hashKey(key)).toMatch(/^[0-9a-f]{64}$/);
    expect(shownPrefixOf(key)).toHaveLength(12);
    expect(key.startsWith(shownPrefixOf(key))).toBe(true);
  });
});
