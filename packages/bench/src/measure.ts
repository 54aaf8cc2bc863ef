import type { Contender } from './contender.ts';

/** Jobs a second. */
export type Rates = { drain: number; endToEnd: number };

/** One round: `count` jobs waiting are worked off; then `count` more while they are being created. */
export async function measureRound(contender: Contender, count: number): Promise<Rates> {
  await contender.enqueue(count);
  const drainSeconds = await secondsOf(() => contender.work(count));
  const endToEndSeconds = await secondsOf(() =>
    Promise.all([contender.enqueue(count), contender.work(count)]),
  );
  return { drain: count / drainSeconds, endToEnd: count / endToEndSeconds };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

/** The value below which `share` (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('no values were measured');
  return value;
}

/** The middle value. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);
