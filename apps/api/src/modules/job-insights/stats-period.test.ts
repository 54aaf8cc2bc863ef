import { describe, expect, test } from 'vitest';

import { divideStatsPeriod, isStatsPeriod } from './stats-period.ts';

const from = new Date('2026-03-14T09:26:53.589Z');
const after = (ms: number) => ({ from, to: new Date(from.getTime() + ms) });
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('a period', () => {
  test.each([
    [0, false],
    [1, true],
    [366 * DAY_MS, true],
    [366 * DAY_MS + 1, false],
    [-1, false],
  ])('of %i ms is one: %s', (ms, isOne) => {
    expect(isStatsPeriod(after(ms))).toBe(isOne);
  });

  test.each([
    1,
    HOUR_MS - 1,
    HOUR_MS,
    HOUR_MS + 1,
    DAY_MS,
    7 * DAY_MS,
    30 * DAY_MS,
    90 * DAY_MS,
    366 * DAY_MS,
  ])('of %i ms is covered by at most 61 parts, without gap or overlap', (ms) => {
    const period = after(ms);
    const parts = divideStatsPeriod(period);
    expect(parts.length).toBeLessThanOrEqual(61);
    expect(parts[0]?.from).toEqual(period.from);
    expect(parts.at(-1)?.to).toEqual(period.to);
    for (const [index, part] of parts.slice(1).entries()) expect(part.from).toEqual(parts[index]?.to);
  });

  test('of a day has parts that begin at whole half hours', () => {
    const [, second, third] = divideStatsPeriod(after(DAY_MS));
    expect(second?.from.toISOString()).toBe('2026-03-14T09:30:00.000Z');
    expect(third?.from.toISOString()).toBe('2026-03-14T10:00:00.000Z');
  });
});
