import { createListener, inOrganisation, newId, organisations } from '@rota/db';
import {
  createJobHandlerRegistry,
  createJobQueue,
  createJobsService,
  createNotifier,
  createTableStatistics,
  onConnection,
  startWorker,
  type JobHandler,
  type JobsService,
  type Worker,
} from '@rota/jobs';

import { reportError, type Arena } from './arena.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: reportError };

/** The engine, put together as the API does. */
export type BenchEngine = {
  jobs: JobsService;
  /** Answers the new organisation's id. Its share beside the others is its weight. */
  createOrganisation(options?: { weight?: number }): Promise<string>;
  /** A worker in this process that runs so many jobs at once. */
  startWorker(concurrency: number): Promise<Worker>;
  close(): Promise<void>;
};

/** Opens the engine with these types on the arena's database. */
export async function createBenchEngine(
  { app, engine, urls }: Arena,
  handlers: readonly JobHandler[],
): Promise<BenchEngine> {
  const { pool } = engine;
  const registry = createJobHandlerRegistry();
  for (const handler of handlers) registry.register(handler);
  registry.seal(handlers.map(({ type }) => type));
  const queue = createJobQueue({ pool, onError: reportError });
  await queue.start({ supervise: true });
  const notifier = createNotifier(onConnection(pool), reportError);
  const nowMs = () => performance.now();
  const statistics = createTableStatistics({ pool, queue, nowMs, onError: reportError });
  const deps = { pool, queue, registry, notifier, statistics, now: () => new Date() };

  return {
    jobs: createJobsService(deps),
    async createOrganisation({ weight = 1 } = {}) {
      const id = newId();
      const organisation = { id, name: 'Bench', slug: `bench-${id}`, weight };
      await inOrganisation(app.db, id, (tx) => tx.insert(organisations).values(organisation));
      return id;
    },
    startWorker: (concurrency) =>
      startWorker({
        ...deps,
        workerId: 'bench',
        db: app.db,
        concurrency,
        listen: (options) => createListener({ url: urls.engine, onError: reportError, ...options }),
        resources: () => ({}),
        systemResources: () => ({}),
        logger: silent,
        random: Math.random,
      }),
    async close() {
      await notifier.close();
      await queue.stop();
    },
  };
}
