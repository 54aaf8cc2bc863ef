import { PgBoss } from 'pg-boss';

import type { Arena } from './arena.ts';
import { CONCURRENCY, produce, type Contender } from './contender.ts';

const QUEUE = 'raw';

/** pg-boss by itself: no row, no organisation, no history. Its queue has the settings of Rota's. */
export async function createRawPgBoss({ engine, urls }: Arena): Promise<Contender> {
  const boss = new PgBoss({ connectionString: urls.engine, max: engine.pool.options.max, migrate: false, createSchema: false });
  boss.on('error', (error) => {
    throw error;
  });
  await boss.start();
  const model = await boss.getQueue('default');
  if (model === null) throw new Error('the queue default is not there');
  await boss.createQueue(QUEUE, {
    policy: 'standard',
    retryLimit: model.retryLimit,
    expireInSeconds: model.expireInSeconds,
    retentionSeconds: model.retentionSeconds,
    deleteAfterSeconds: model.deleteAfterSeconds,
    heartbeatSeconds: model.heartbeatSeconds ?? 10,
  });

  return {
    name: 'raw pg-boss',
    enqueue: (count) => produce(count, () => boss.send(QUEUE, { empty: true })),
    async work(count) {
      let left = count;
      while (left > 0) {
        const jobs = await boss.fetch(QUEUE, { batchSize: CONCURRENCY });
        if (jobs.length === 0) {
          // Producers are behind: give them the turn.
          await new Promise((resume) => setTimeout(resume, 1));
          continue;
        }
        await boss.complete(QUEUE, jobs);
        left -= jobs.length;
      }
    },
    close: () => boss.stop({ graceful: false }),
  };
}
