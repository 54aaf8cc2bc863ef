import { PgBoss } from 'pg-boss';

import type { Arena } from './arena.ts';
import { CONCURRENCY, produce, type BulkContender } from './contender.ts';

const QUEUE = 'raw';

const SAME_SETTINGS = `
  UPDATE pgboss.queue q SET retry_limit = d.retry_limit, expire_seconds = d.expire_seconds, retention_seconds = d.retention_seconds,
    deletion_seconds = d.deletion_seconds, heartbeat_seconds = d.heartbeat_seconds
  FROM pgboss.queue d WHERE q.name = $1 AND d.name = 'default'`;

/** pg-boss by itself: no row, no organisation, no history. Its queue has the settings of Rota's. */
export async function createRawPgBoss({ engine, urls }: Arena): Promise<BulkContender> {
  const boss = new PgBoss({
    connectionString: urls.engine,
    max: engine.pool.options.max,
    migrate: false,
    createSchema: false,
  });
  boss.on('error', (error) => {
    throw error;
  });
  await boss.start();
  await boss.createQueue(QUEUE);
  await engine.pool.query(SAME_SETTINGS, [QUEUE]);

  return {
    name: 'raw pg-boss',
    enqueue: (count) => produce(count, () => boss.send(QUEUE, { empty: true })),
    async enqueueSet(count) {
      await boss.insert(
        QUEUE,
        Array.from({ length: count }, () => ({ data: { empty: true } })),
      );
    },
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
