import { createArena, type Arena } from './arena.ts';
import { SET_SIZE, type BulkContender } from './contender.ts';
import { createEmptyJobEngine } from './empty-job-engine.ts';
import { median, secondsOf } from './measure.ts';
import { createRawPgBoss } from './raw-pg-boss.ts';
import { createRota } from './rota.ts';

/** Single creates under way at once, of which the engine makes sets: as many as a busy API has requests. */
const UNDER_WAY = 500;
/** The largest batch there may be. */
const BATCH_SIZE = 100_000;
const STOP_MS = 10_000;
const LOOK_MS = 20;

/** Measures jobs created a second, in sets and one by one, and how long the largest batch takes, and prints the tables. */
export async function printCreates({
  jobs,
  rounds,
  batch,
}: {
  jobs: number;
  rounds: number;
  /** With a batch of 100,000, which takes its time. */
  batch: boolean;
}): Promise<void> {
  await using closers = new AsyncDisposableStack();
  const arena = closers.adopt(await createArena(), (one) => one.close());
  const raw = closers.adopt(await createRawPgBoss(arena), (one) => one.close());
  const rota = closers.adopt(await createRota(arena), (one) => one.close());
  const ways: [string, BulkContender, (count: number) => Promise<void>][] = [
    [`raw pg-boss, insert of ${SET_SIZE}`, raw, (count) => createInSets(raw, count)],
    [`Rota, bulk of ${SET_SIZE}`, rota, (count) => createInSets(rota, count)],
    [`Rota, one by one, ${UNDER_WAY} under way`, rota, (count) => rota.enqueue(count, UNDER_WAY)],
  ];
  const rates = new Map<string, number[]>(ways.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, contender, create] of ways) {
      const seconds = await secondsOf(() => create(jobs));
      // The first round warms up.
      if (round > 0) rates.get(name)?.push(jobs / seconds);
      await contender.work(jobs);
      await arena.engine.pool.query('ANALYZE');
    }
  }
  printRates(rates);
  if (batch) await printBatch(arena);
}

async function createInSets(contender: BulkContender, count: number): Promise<void> {
  for (let left = count; left > 0; left -= SET_SIZE) await contender.enqueueSet(Math.min(left, SET_SIZE));
}

function printRates(rates: ReadonlyMap<string, number[]>): void {
  const medians = [...rates].map(([name, rounds]) => ({ name, rate: median(rounds) }));
  const base = medians[0]?.rate ?? Number.NaN;
  console.log('| creates | jobs/s | ratio |\n|---|---:|---:|');
  for (const { name, rate } of medians) {
    console.log(`| ${name} | ${Math.round(rate)} | ${(rate / base).toFixed(2)} |`);
  }
}

async function printBatch(arena: Arena): Promise<void> {
  const engine = await createEmptyJobEngine(arena);
  const ended = engine.started(BATCH_SIZE);
  const worker = await engine.startWorker();
  const takenSeconds = await secondsOf(() => engine.createBatch(BATCH_SIZE));
  const endedSeconds = secondsOf(() => ended);
  const madeSeconds = await secondsOf(() => allMade(arena));
  console.log(`\n| a batch of ${BATCH_SIZE} | taken after | its jobs made after | the last begun after |`);
  console.log('|---|---:|---:|---:|');
  const cells = [takenSeconds, takenSeconds + madeSeconds, takenSeconds + (await endedSeconds)];
  console.log(
    `| Rota, tracked, worked off meanwhile | ${cells.map((s) => `${s.toFixed(1)} s`).join(' | ')} |`,
  );
  await worker.stop(STOP_MS);
  await engine.close();
}

async function allMade({ engine }: Arena): Promise<void> {
  for (;;) {
    const { rows } = await engine.pool.query('SELECT FROM batch_items LIMIT 1');
    if (rows.length === 0) return;
    await new Promise((resume) => setTimeout(resume, LOOK_MS));
  }
}
