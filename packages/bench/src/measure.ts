import type { Arena } from './arena.ts';
import type { Contender } from './contender.ts';

/** Jobs a second. */
export type Rates = { drain: number; endToEnd: number };

/**
 * Contenders take turns, so that a machine that slows down slows all of them.
 *
 * @param options.jobs that each round works off twice: waiting, and while they are created
 * @returns the medians of each contender, in their order
 */
export async function measureRounds(
  { engine }: Arena,
  { contenders, jobs, rounds }: { contenders: readonly Contender[]; jobs: number; rounds: number },
): Promise<({ name: string } & Rates)[]> {
  const measured = new Map<Contender, Rates[]>(contenders.map((contender) => [contender, []]));
  // The first round warms up: plans, caches, compiled code.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [contender, rates] of measured) {
      const rate = await measureRound(contender, round === 0 ? Math.ceil(jobs / 10) : jobs);
      await engine.pool.query('ANALYZE');
      if (round > 0) rates.push(rate);
    }
  }
  return [...measured].map(([{ name }, rates]) => ({
    name,
    drain: median(rates.map((rate) => rate.drain)),
    endToEnd: median(rates.map((rate) => rate.endToEnd)),
  }));
}

/** One round: `count` jobs waiting are worked off; then `count` more while they are being created. */
async function measureRound(contender: Contender, count: number): Promise<Rates> {
  await contender.enqueue(count);
  const drainSeconds = await secondsOf(() => contender.work(count));
  const endToEndSeconds = await secondsOf(() =>
    Promise.all([contender.enqueue(count), contender.work(count)]),
  );
  return { drain: count / drainSeconds, endToEnd: count / endToEndSeconds };
}

/** How long `work` takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
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
