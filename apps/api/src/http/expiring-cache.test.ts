import { describe, expect, test } from 'vitest';

import { createExpiringCache } from './expiring-cache.ts';

function createFixture() {
  const clock = { ms: 0 };
  let loads = 0;
  const cache = createExpiringCache<number>({ lifetimeMs: 1_000, entriesMax: 2, nowMs: () => clock.ms });
  const load = async () => (loads += 1);
  return { cache, clock, load };
}

describe('an expiring cache', () => {
  test('answers from memory until the lifetime is over, and not a millisecond longer', async () => {
    const { cache, clock, load } = createFixture();
    expect(await cache.get('a', load)).toBe(1);
    clock.ms = 999;
    expect(await cache.get('a', load)).toBe(1);
    clock.ms = 1_000;
    expect(await cache.get('a', load)).toBe(2);
  });

  test('loads once for callers who ask at the same time', async () => {
    const { cache, load } = createFixture();
    expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([1, 1]);
  });

  test('does not keep a failure', async () => {
    const { cache, load } = createFixture();
    await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('a', load)).toBe(1);
  });

  test('lets the oldest entry give way when it is full', async () => {
    const { cache, load } = createFixture();
    await cache.get('a', load);
    await cache.get('b', load);
    await cache.get('c', load);
    expect(await cache.get('b', load)).toBe(2);
    expect(await cache.get('a', load)).toBe(4);
  });
});
