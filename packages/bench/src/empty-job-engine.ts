import { createListener, inOrganisation, newId, organisations } from '@rota/db';
import {
  createJobHandlerRegistry,
  createJobQueue,
  createJobsService,
  createNotifier,
  createTableStatistics,
  defineJob,
  onConnection,
  startWorker,
  type CreatedJob,
  type JobHandlerRegistry,
  type Worker,
} from '@rota/jobs';
import { z } from 'zod';

import { reportError, type Arena } from './arena.ts';
import { CONCURRENCY } from './contender.ts';

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

/** The engine with one type of job, which does nothing, in one organisation. */
export type EmptyJobEngine = {
  create(): Promise<CreatedJob>;
  startWorker(): Promise<Worker>;
  /** From here on `listener` is called at the start of each handler, and no other is. */
  onStart(listener: () => void): void;
  close(): Promise<void>;
};

/** Puts the engine together as the API does, on the arena's database. */
export async function createEmptyJobEngine(arena: Arena): Promise<EmptyJobEngine> {
  const { app, engine } = arena;
  const queue = createJobQueue({ pool: engine.pool, onError: reportError });
  await queue.start({ supervise: true });
  const notifier = createNotifier(onConnection(engine.pool), reportError);
  let callStarted: () => void = () => undefined;
  const registry = createRegistry(() => callStarted());
  const statistics = createTableStatistics({
    pool: engine.pool,
    queue,
    nowMs: () => performance.now(),
    onError: reportError,
  });
  const now = () => new Date();
  const jobs = createJobsService({ pool: engine.pool, queue, registry, notifier, statistics, now });
  const orgId = await createOrganisation(arena);
  const createdBy = { kind: 'system', id: null } as const;

  return {
    create: () => jobs.createAndEnqueueJob({ orgId, type: emptyJob.type, input: {}, createdBy }),
    startWorker: () =>
      startWorker({
        workerId: 'bench',
        pool: engine.pool,
        db: app.db,
        queue,
        registry,
        notifier,
        statistics,
        concurrency: CONCURRENCY,
        listen: (options) => createListener({ url: arena.urls.engine, onError: reportError, ...options }),
        resources: () => ({}),
        systemResources: () => ({}),
        logger: silent,
        now: () => new Date(),
        random: Math.random,
      }),
    onStart(listener) {
      callStarted = listener;
    },
    async close() {
      await notifier.close();
      await queue.stop();
    },
  };
}

function createRegistry(onStart: () => void): JobHandlerRegistry {
  const { retry, ...defaults } = emptyJob.defaults;
  const contract = { ...emptyJob, defaults: { ...defaults, retry: { ...retry, delaysSeconds: [] } } };
  const registry = createJobHandlerRegistry();
  registry.register(
    defineJob(contract, {
      async run() {
        onStart();
        return { output: {} };
      },
    }),
  );
  registry.seal([emptyJob.type]);
  return registry;
}

async function createOrganisation({ app }: Arena): Promise<string> {
  const id = newId();
  await inOrganisation(app.db, id, (tx) =>
    tx.insert(organisations).values({ id, name: 'Bench', slug: 'bench' }),
  );
  return id;
}
