import { expect, test } from 'vitest';

import { createRestartDelay } from './restart-delay.ts';

test('a process that keeps dying is started again after 1 s, doubling to 30 s', () => {
  const delay = createRestartDelay();
  expect(Array.from({ length: 7 }, () => delay.next(500))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(delay.deathsInARow).toBe(7);
});

test('a process that was well for a minute is started again after 1 s', () => {
  const delay = createRestartDelay();
  delay.next(0);
  delay.next(0);
  expect(delay.next(59_999)).toBe(4_000);
  expect(delay.next(60_000)).toBe(1_000);
  expect(delay.deathsInARow).toBe(1);
});
