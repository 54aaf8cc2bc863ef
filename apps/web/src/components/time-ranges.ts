/** The ready-made spans. */
export type TimeRange = '1h' | '24h' | '7d' | '30d';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Every span with its words, long and short, and its length. */
export const timeRanges: Record<TimeRange, { label: string; short: string; ms: number }> = {
  '1h': { label: 'Last hour', short: '1 h', ms: hourMs },
  '24h': { label: 'Last 24 hours', short: '24 h', ms: 24 * hourMs },
  '7d': { label: 'Last 7 days', short: '7 d', ms: 7 * 24 * hourMs },
  '30d': { label: 'Last 30 days', short: '30 d', ms: 30 * 24 * hourMs },
};

/** Whether a text is one of the spans. */
export function isTimeRange(text: string): text is TimeRange {
  return Object.hasOwn(timeRanges, text);
}

/** Every span, the shortest first. */
export const timeRangeNames: TimeRange[] = Object.keys(timeRanges).filter(isTimeRange);

/** Where a span begins that ends `now`, to the minute, so that the same question has the same key for a while. */
export function startOfRange(range: TimeRange, now: number): string {
  const start = now - timeRanges[range].ms;
  return new Date(Math.floor(start / minuteMs) * minuteMs).toISOString();
}
