import { createListener, inOrganisation, newId, organisations, type JobStatus } from '@rota/db';
import {
  createJobHandlerRegistry,
  createJobQueue,
  createJobsService,
  createNotifier,
  defineJob,
  isEnded,
  onConnection,
  startWorker,
  type Worker,
} from '@rota/jobs';
import { z } from 'zod';

import { reportError, type Arena } from './arena.ts';
import { CONCURRENCY, produce, type Contender } from './contender.ts';

const emptyJob = {
  type: 'bench:empty',
  input: z.strictObject({}),
  output: z.strictObject({}),
  defaults: {
    priority: 'normal',
    maxAttempts: 5,
    timeoutSeconds: 60,
    retry: { strategy: 'exponential', baseSeconds: 5, maxSeconds: 3_600, delaysSeconds: [], jitter: 0.2 },
  },
} as const;

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: reportError };

/** Rota, which is also measured by how soon it picks up a job. */
export type RotaContender = Contender & {
  /** Milliseconds from a commit to the start of its handler, on a system that has nothing else to do. */
  pickupMs(samples: number): Promise<number[]>;
};

/** Rota's tracked user jobs: a row with its states, a run in the history, notifications. */
export async function createRota({ app, engine, urls }: Arena): Promise<RotaContender> {
  const queue = createJobQueue({ pool: engine.pool, onError: reportError });
  await queue.start({ supervise: true });
  const notifier = createNotifier(onConnection(engine.pool), reportError);
  let onStart: () => void = () => undefined;
  const registry = createJobHandlerRegistry();
  registry.register(
    defineJob(
      {
        ...emptyJob,
        defaults: { ...emptyJob.defaults, retry: { ...emptyJob.defaults.retry, delaysSeconds: [] } },
      },
      {
        async run() {
          onStart();
          return { output: {} };
        },
      },
    ),
  );
  registry.seal([emptyJob.type]);
  const jobs = createJobsService({ db: app.db, queue, registry, notifier, now: () => new Date() });
  const orgId = newId();
  await inOrganisation(app.db, orgId, (tx) =>
    tx.insert(organisations).values({ id: orgId, name: 'Bench', slug: 'bench' }),
  );

  const create = () =>
    jobs.createAndEnqueueJob({
      orgId,
      type: emptyJob.type,
      input: {},
      createdBy: { kind: 'system', id: null },
    });

  const start = (): Promise<Worker> =>
    startWorker({
      workerId: 'bench',
      pool: engine.pool,
      db: app.db,
      queue,
      registry,
      notifier,
      concurrency: CONCURRENCY,
      listen: (options) => createListener({ url: urls.engine, onError: reportError, ...options }),
      resources: () => ({}),
      systemResources: () => ({}),
      logger: silent,
      now: () => new Date(),
      random: Math.random,
    });

  async function completedCount(): Promise<number> {
    const { rows } = await engine.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM jobs WHERE status = 'completed'`,
    );
    return rows[0]?.count ?? 0;
  }

  async function hasEnded(jobId: string): Promise<void> {
    for (;;) {
      const { rows } = await engine.pool.query<{ status: JobStatus }>(
        'SELECT status FROM jobs WHERE id = $1',
        [jobId],
      );
      if (rows[0] !== undefined && isEnded(rows[0].status)) return;
    }
  }

  return {
    name: 'Rota, tracked',
    enqueue: (count) => produce(count, create),

    async work(count) {
      const before = await completedCount();
      let started = 0;
      const allStarted = new Promise<void>((resolve) => {
        onStart = () => {
          started += 1;
          if (started === count) resolve();
        };
      });
      const worker = await start();
      await allStarted;
      // Ends when the last end is written.
      await worker.stop(10_000);
      const completed = (await completedCount()) - before;
      if (completed !== count) throw new Error(`${completed} of ${count} jobs completed`);
    },

    async pickupMs(samples) {
      const worker = await start();
      const latencies: number[] = [];
      for (let sample = 0; sample < samples; sample += 1) {
        const startedAt = new Promise<number>((resolve) => {
          onStart = () => resolve(performance.now());
        });
        const { id } = await create();
        const committedAt = performance.now();
        latencies.push(Math.max(0, (await startedAt) - committedAt));
        await hasEnded(id);
      }
      await worker.stop(10_000);
      return latencies;
    },

    async close() {
      await notifier.close();
      await queue.stop();
    },
  };
}
