import { expect, it } from 'vitest';
import { describeFailurePolicy } from './describe-failure-policy.ts';

it('says when a batch fails', () => {
  expect(describeFailurePolicy('any')).toBe('if one job fails');
  expect(describeFailurePolicy('all')).toBe('if all jobs fail');
  expect(describeFailurePolicy({ maxFailed: 3 })).toBe('if more than 3 fail');
});
