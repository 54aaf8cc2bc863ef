import { expect, it } from 'vitest';
import { describeSeries, toSparkBars } from './describe-series.ts';

const days = (...counts: number[]) =>
  counts.map((count, index) => ({ date: `2026-03-${String(index + 10)}`, count }));

it('days are said in one sentence, with the worst of them', () => {
  expect(describeSeries(days(0, 0, 0), 'en')).toBe('None in the last 3 days');
  expect(describeSeries(days(0, 4, 0), 'en')).toBe('4 on Mar 11, none on other days');
  expect(describeSeries(days(1, 9, 2), 'en')).toBe('12 in the last 3 days, most of them, 9 on Mar 11');
});

it('a bar says its day in UTC, wherever the reader is', () => {
  expect(toSparkBars(days(3), 'en')).toEqual([{ label: 'Mar 10: 3', value: 3 }]);
});
