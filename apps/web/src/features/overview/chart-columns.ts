import type { BoundedCount, JobStatsPoint } from '@rota/contracts/client';

/** One part of the period as a column: what ended well or on request, and on top what failed for good. */
export interface ChartColumn {
  key: string;
  /** When it began, and when it ended; milliseconds. */
  from: number;
  to: number;
  finished: BoundedCount;
  failed: BoundedCount;
  /** Heights, of 1. */
  height: number;
  failedHeight: number;
}

/** What the columns are drawn from. */
export interface Chart {
  columns: ChartColumn[];
  /** What the full height stands for: a number that is easily halved and read. */
  top: number;
  finished: number;
  failed: number;
}

/** Lays the points out beside each other; counts that were not counted to their end are drawn as 10,000. */
export function layOutChart(series: JobStatsPoint[]): Chart {
  const counts = series.map(({ finished, failed }) => ({
    finished: toNumber(finished),
    failed: toNumber(failed),
  }));
  const top = roundUp(Math.max(0, ...counts.map(({ finished }) => finished)));
  const columns = series.map((point, index) => ({
    key: point.from,
    from: Date.parse(point.from),
    to: Date.parse(point.to),
    finished: point.finished,
    failed: point.failed,
    height: (counts[index]?.finished ?? 0) / top,
    failedHeight: Math.min(counts[index]?.failed ?? 0, counts[index]?.finished ?? 0) / top,
  }));
  const sumOf = (key: 'finished' | 'failed') => counts.reduce((sum, count) => sum + count[key], 0);
  return { columns, top, finished: sumOf('finished'), failed: sumOf('failed') };
}

function toNumber(count: BoundedCount): number {
  return count === '10000+' ? 10_000 : count;
}

/** The next of 2, 4, 10, 20, 40, 100, 200, …: with a whole half. */
function roundUp(most: number): number {
  let unit = 1;
  for (;;) {
    for (const step of [2, 4, 10]) if (most <= step * unit) return step * unit;
    unit *= 10;
  }
}
