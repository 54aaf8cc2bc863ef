import type { JobStatus } from '@rota/db';
import { isEnded } from '@rota/jobs';

import type { Arena } from './arena.ts';
import { produce, type BulkContender } from './contender.ts';
import { createEmptyJobEngine, type EmptyJobEngine } from './empty-job-engine.ts';

type Pool = Arena['engine']['pool'];

/** How long a worker that has nothing left to do may take to write it. */
const STOP_MS = 10_000;

/** Rota, which is also measured by how soon it picks up a job. */
export type RotaContender = BulkContender & {
  /** Milliseconds from a commit to the start of its handler, on a system that has nothing else to do. */
  pickupMs(samples: number): Promise<number[]>;
};

/**
 * Rota's user jobs: a row with its states, notifications; of tracked ones also the state in between and a run in the history,
 * which a type that is declared short does without.
 */
export async function createRota(
  arena: Arena,
  { short }: { short: boolean } = { short: false },
): Promise<RotaContender> {
  const { pool } = arena.engine;
  const engine = await createEmptyJobEngine(arena, { short });
  let worked = 0;
  return {
    name: short ? 'Rota, declared short' : 'Rota, tracked',
    enqueue: (count, producers) => produce(count, () => engine.create(), producers),
    enqueueSet: (count) => engine.createSet(count),
    async work(count) {
      await work(engine, count);
      worked += count;
    },
    async pickupMs(samples) {
      worked += samples;
      return measurePickups({ engine, pool, samples });
    },
    async close() {
      const completed = await countCompleted(pool, engine.orgId);
      if (completed !== worked) throw new Error(`${completed} of ${worked} jobs completed`);
      await engine.close();
    },
  };
}

async function work(engine: EmptyJobEngine, count: number): Promise<void> {
  const allStarted = engine.started(count);
  const worker = await engine.startWorker();
  await allStarted;
  // Ends when the last end is written.
  await worker.stop(STOP_MS);
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

async function countCompleted(pool: Pool, orgId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM jobs WHERE org_id = $1 AND status = 'completed'`,
    [orgId],
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
