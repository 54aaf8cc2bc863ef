import { createDatabase, type DatabaseConnection } from '@rota/db';

import { onConnection } from '../engine-transaction.ts';
import { createTableStatistics, type TableStatistics } from '../maintenance/table-statistics.ts';
import { createNotifier, type Notifier } from '../notifications.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { createJobQueue } from '../queue/pg-boss-queue.ts';

/** The engine's part of a process: connections, queue and notifier of its own. */
export type EngineProcess = AsyncDisposable & {
  engine: DatabaseConnection;
  pool: DatabaseConnection['pool'];
  queue: JobQueue;
  notifier: Notifier;
  statistics: TableStatistics;
};

/** A busy machine connects late; soon is what an API promises, and not a test. */
const CONNECT_TIMEOUT_MS = 60_000;

/** Opens what a process of its own would have, on the engine's role. */
export async function openEngineProcess({
  url,
  onError,
}: {
  url: string;
  onError(error: unknown): void;
}): Promise<EngineProcess> {
  const engine = createDatabase({
    url,
    applicationName: 'test engine',
    poolMax: 5,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    onError,
  });
  const { pool } = engine;
  const queue = createJobQueue({ pool, onError });
  const notifier = createNotifier(onConnection(pool), onError);
  await queue.start({ supervise: true });
  const nowMs = () => performance.now();
  const statistics = createTableStatistics({ pool, queue, nowMs, onError });
  return {
    engine,
    pool,
    queue,
    notifier,
    statistics,
    async [Symbol.asyncDispose]() {
      await notifier.close();
      await queue.stop();
      await engine.close();
    },
  };
}
