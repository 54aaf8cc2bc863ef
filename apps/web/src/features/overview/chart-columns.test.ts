import type { BoundedCount } from '@rota/contracts/client';
import { describe, expect, it } from 'vitest';
import { layOutChart } from './chart-columns.ts';

const point = (hour: number, finished: BoundedCount, failed: BoundedCount = 0) => ({
  from: `2026-03-14T${String(hour).padStart(2, '0')}:00:00.000Z`,
  to: `2026-03-14T${String(hour + 1).padStart(2, '0')}:00:00.000Z`,
  finished,
  failed,
});

describe('the chart of ended jobs', () => {
  it('stands on a top that every column is below, and that halves to a whole number', () => {
    const { top, columns } = layOutChart([point(9, 13, 3), point(10, 20)]);
    expect(top).toBe(20);
    expect(columns.map(({ height, failedHeight }) => [height, failedHeight])).toEqual([
      [0.65, 0.15],
      [1, 0],
    ]);
  });

  it.each([
    [0, 2],
    [1, 2],
    [3, 4],
    [5, 10],
    [41, 100],
    ['10000+', 10_000],
  ] as const)('with %s at most reaches to %i', (finished, top) => {
    expect(layOutChart([point(9, finished)]).top).toBe(top);
  });

  it('sums what it shows', () => {
    expect(layOutChart([point(9, 5, 1), point(10, 7, 2)])).toMatchObject({ finished: 12, failed: 3 });
    expect(layOutChart([])).toMatchObject({ finished: 0, columns: [] });
  });
});
