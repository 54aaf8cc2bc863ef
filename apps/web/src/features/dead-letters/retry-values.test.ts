import { describe, expect, it } from 'vitest';
import { describeRetry, findRetryFaults, initialRetryValues, toRetryOptions } from './retry-values.ts';

describe('a retry of a group', () => {
  const values = { ...initialRetryValues(300), first: 25, stopAtPercent: 30 };
  it.each([
    ['all', {}, 'Retry 300 jobs'],
    ['first', { first: 25 }, 'Retry 25 jobs'],
    ['canary', { first: 25, stopAtFailureShare: 0.3 }, 'Retry 25 jobs first'],
  ] as const)('of %s asks for what its button says', (extent, request, button) => {
    expect(toRetryOptions({ ...values, extent })).toEqual(request);
    expect(describeRetry({ ...values, extent }, 300)).toBe(button);
  });

  it('is not sent with numbers that the server would refuse, where they are asked for', () => {
    const wrong = { ...values, first: 0, stopAtPercent: 101 };
    expect(Object.keys(findRetryFaults({ ...wrong, extent: 'canary' }))).toEqual(['first', 'stopAtPercent']);
    expect(Object.keys(findRetryFaults({ ...wrong, extent: 'first' }))).toEqual(['first']);
    expect(findRetryFaults({ ...wrong, extent: 'all' })).toEqual({});
    expect(findRetryFaults({ ...values, first: 1_000, stopAtPercent: 0, extent: 'canary' })).toEqual({});
  });

  it('of a small group begins with no more jobs than it has', () => {
    expect(initialRetryValues(3).first).toBe(3);
    expect(describeRetry({ ...initialRetryValues(1), extent: 'all' }, 1)).toBe('Retry 1 job');
  });
});
