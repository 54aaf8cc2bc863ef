import { createArena } from './arena.ts';
import { SET_SIZE } from './contender.ts';
import { createEmptyJobEngine, type EmptyJobEngine } from './empty-job-engine.ts';
import { median } from './measure.ts';

const LEVELS = [1_000, 100_000, 1_000_000];
/** Jobs of one sample: fewer than wait at the lowest level, so that each level fills the slots as well as the others. */
const SAMPLE_JOBS = 900;
const STOP_MS = 10_000;

/** Measures how soon jobs are claimed, one set after the other, while few or many wait, and prints the table. */
export async function printWaiting({ rounds }: { rounds: number }): Promise<void> {
  await using closers = new AsyncDisposableStack();
  const arena = closers.adopt(await createArena(), (one) => one.close());
  const engine = closers.adopt(await createEmptyJobEngine(arena), (one) => one.close());
  const countWaiting = async () => {
    const { rows } = await arena.engine.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM jobs WHERE status = 'pending'`,
    );
    return rows[0]?.count ?? 0;
  };

  console.log('| jobs that wait | a job is claimed, run and settled in | ratio |\n|---|---:|---:|');
  let base: number | undefined;
  for (const level of LEVELS) {
    const samples: number[] = [];
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (let waiting = await countWaiting(); waiting < level; waiting += SET_SIZE)
        await engine.createSet(SET_SIZE);
      const us = await microsecondsPerJob(engine);
      if (round > 0) samples.push(us);
    }
    const us = median(samples);
    base ??= us;
    console.log(`| ${level} | ${Math.round(us)} µs | ${(us / base).toFixed(2)} |`);
  }
}

/** From the first start to the last of a sample: the worker's own start does not count. */
async function microsecondsPerJob(engine: EmptyJobEngine): Promise<number> {
  let startedAt = 0;
  const begun = new Promise<number>((resolve) => {
    let count = 0;
    engine.onStart(() => {
      if (count === 0) startedAt = performance.now();
      count += 1;
      if (count === SAMPLE_JOBS) resolve(performance.now());
    });
  });
  const worker = await engine.startWorker();
  const endedAt = await begun;
  await worker.stop(STOP_MS);
  return ((endedAt - startedAt) * 1_000) / (SAMPLE_JOBS - 1);
}
