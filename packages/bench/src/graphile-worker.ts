import { Logger, makeWorkerUtils, run, type WorkerEvents } from 'graphile-worker';
import { EventEmitter } from 'node:events';

import type { Arena } from './arena.ts';
import { CONCURRENCY, produce, type Contender } from './contender.ts';

/** As many jobs at once as there are connections: by default each job asks for itself, and ends by itself. */
const DEFAULT = { concurrentJobs: 10 };
/** What its documentation advises for very many very short jobs. */
const LOCAL_QUEUE = {
  concurrentJobs: CONCURRENCY,
  localQueue: { size: 5 * CONCURRENCY },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
};

const SCHEMA = 'graphile_worker';
const TASK = 'empty';
const COUNT = `SELECT count(*)::int AS count FROM ${SCHEMA}.jobs`;

/** graphile-worker as it is when nothing is set, and with its local queue and ends written in batches. */
export async function createGraphileWorkers(arena: Arena): Promise<Contender[]> {
  return [
    await createGraphileWorker(arena, { name: 'graphile-worker', settings: DEFAULT }),
    await createGraphileWorker(arena, { name: 'graphile-worker, local queue', settings: LOCAL_QUEUE }),
  ];
}

async function createGraphileWorker(
  { engine, urls }: Arena,
  { name, settings }: { name: string; settings: typeof DEFAULT },
): Promise<Contender> {
  const preset = {
    worker: {
      connectionString: urls.owner,
      schema: SCHEMA,
      maxPoolSize: engine.pool.options.max,
      logger: new Logger(() => () => undefined),
      ...settings,
    },
  };
  const utils = await makeWorkerUtils({ preset });
  await utils.migrate();

  return {
    name,
    enqueue: (count) => produce(count, () => utils.addJob(TASK, {})),
    async work(count) {
      const events: WorkerEvents = new EventEmitter();
      const allEnded = new Promise<void>((resolve) => {
        let ended = 0;
        events.on('job:complete', () => {
          ended += 1;
          if (ended === count) resolve();
        });
      });
      const taskList = { [TASK]: () => undefined };
      const runner = await run({ preset, taskList, events, noHandleSignals: true });
      await allEnded;
      await runner.stop();
      // Its last ends are written after it has told of them.
      for (let left = count; left > 0;) {
        const { rows } = await utils.withPgClient((client) => client.query<{ count: number }>(COUNT));
        left = rows[0]?.count ?? 0;
      }
    },
    close: async () => utils.release(),
  };
}
