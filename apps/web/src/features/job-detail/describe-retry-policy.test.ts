import { expect, it } from 'vitest';
import { describeRetryPolicy } from './describe-retry-policy.ts';

const numbers = { baseSeconds: 5, maxSeconds: 3_600, delaysSeconds: [60, 120], jitter: 0.2 };

it.each([
  ['exponential', 'Exponential, 5 s to 1 h'],
  ['linear', 'Linear, 5 s to 1 h'],
  ['fixed', 'Every 5 s'],
  ['list', 'After 1 min, 2 min'],
] as const)('a policy that is %s reads %j', (strategy, words) => {
  expect(describeRetryPolicy({ strategy, ...numbers })).toBe(words);
});
