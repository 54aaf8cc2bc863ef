import type { RetryPolicy } from '@rota/db';
import { expect, test } from 'vitest';

import { retryDelayMs } from './retry-policy.ts';

const policy = (changes: Partial<RetryPolicy>): RetryPolicy => ({
  strategy: 'exponential',
  baseSeconds: 5,
  maxSeconds: 3_600,
  delaysSeconds: [],
  jitter: 0,
  ...changes,
});

const delays = (retry: RetryPolicy, attempts: number[]) =>
  attempts.map((attempt) => retryDelayMs(retry, { attempt, random: 0.5 }) / 1_000);

test('exponential doubles from its base and stops at its maximum, however many attempts there were', () => {
  expect(delays(policy({}), [1, 2, 3, 10, 11, 100, 2_000])).toEqual([5, 10, 20, 2_560, 3_600, 3_600, 3_600]);
});

test('linear grows by its base, fixed stays', () => {
  expect(delays(policy({ strategy: 'linear' }), [1, 2, 3])).toEqual([5, 10, 15]);
  expect(delays(policy({ strategy: 'fixed' }), [1, 2, 3])).toEqual([5, 5, 5]);
});

test('the last delay of a list repeats', () => {
  const list = policy({ strategy: 'list', delaysSeconds: [60, 120, 240] });
  expect(delays(list, [1, 2, 3, 4, 50])).toEqual([60, 120, 240, 240, 240]);
});

test('jitter spreads a delay evenly over its share to both sides', () => {
  const jittered = policy({ strategy: 'fixed', baseSeconds: 100, jitter: 0.2 });
  expect(
    [0, 0.5, 0.999_999].map((random) => Math.round(retryDelayMs(jittered, { attempt: 1, random }) / 1_000)),
  ).toEqual([80, 100, 120]);
});
