import type { JobStatus } from '@rota/db';
import { isEnded } from '@rota/jobs';

import type { Arena } from './arena.ts';
import { produce, type Contender } from './contender.ts';
import { createEmptyJobEngine, type EmptyJobEngine } from './empty-job-engine.ts';

type Pool = Arena['engine']['pool'];

/** How long a worker that has nothing left to do may take to write it. */
const STOP_MS = 10_000;

/** Rota, which is also measured by how soon it picks up a job. */
export type RotaContender = Contender & {
  /** Milliseconds from a commit to the start of its handler, on a system that has nothing else to do. */
  pickupMs(samples: number): Promise<number[]>;
};

/** Rota's tracked user jobs: a row with its states, a run in the history, notifications. */
export async function createRota(arena: Arena): Promise<RotaContender> {
  const { pool } = arena.engine;
  const engine = await createEmptyJobEngine(arena);
  return {
    name: 'Rota, tracked',
    enqueue: (count) => produce(count, () => engine.create()),
    work: (count) => work({ engine, pool, count }),
    pickupMs: (samples) => measurePickups({ engine, pool, samples }),
    close: () => engine.close(),
  };
}

async function work(options: { engine: EmptyJobEngine; pool: Pool; count: number }): Promise<void> {
  const { engine, pool, count } = options;
  const before = await countCompleted(pool);
  let started = 0;
  const allStarted = new Promise<void>((resolve) => {
    engine.onStart(() => {
      started += 1;
      if (started === count) resolve();
    });
  });
  const worker = await engine.startWorker();
  await allStarted;
  // Ends when the last end is written.
  await worker.stop(STOP_MS);
  const completed = (await countCompleted(pool)) - before;
  if (completed !== count) throw new Error(`${completed} of ${count} jobs completed`);
}

async function measurePickups(options: {
  engine: EmptyJobEngine;
  pool: Pool;
  samples: number;
}): Promise<number[]> {
  const { engine, pool, samples } = options;
  const worker = await engine.startWorker();
  const latencies: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const startedAt = new Promise<number>((resolve) => {
      engine.onStart(() => resolve(performance.now()));
    });
    const { id } = await engine.create();
    const committedAt = performance.now();
    latencies.push(Math.max(0, (await startedAt) - committedAt));
    await hasEnded(pool, id);
  }
  await worker.stop(STOP_MS);
  return latencies;
}

async function countCompleted(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM jobs WHERE status = 'completed'`,
  );
  return rows[0]?.count ?? 0;
}

async function hasEnded(pool: Pool, jobId: string): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ status: JobStatus }>('SELECT status FROM jobs WHERE id = $1', [
      jobId,
    ]);
    if (rows[0] !== undefined && isEnded(rows[0].status)) return;
  }
}
