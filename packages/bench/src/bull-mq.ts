import { Queue, Worker } from 'bullmq';

import { reportError } from './arena.ts';
import { CONCURRENCY, produce, type Contender } from './contender.ts';
import { startRedis } from './redis.ts';

const QUEUE = 'empty';

/** BullMQ on a Redis of its own that keeps everything in memory; null on a machine without a Redis server. */
export async function createBullMq(): Promise<Contender | null> {
  const redis = await startRedis();
  if (redis === null) return null;
  const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null };
  const queue = new Queue(QUEUE, { connection });
  queue.on('error', reportError);

  return {
    name: 'BullMQ',
    enqueue: (count) => produce(count, () => queue.add(QUEUE, {}, { removeOnComplete: true })),
    async work(count) {
      const worker = new Worker(QUEUE, async () => undefined, { connection, concurrency: CONCURRENCY });
      worker.on('error', reportError);
      await new Promise<void>((resolve) => {
        let ended = 0;
        worker.on('completed', () => {
          ended += 1;
          if (ended === count) resolve();
        });
      });
      await worker.close();
    },
    async close() {
      await queue.close();
      await redis.stop();
    },
  };
}
