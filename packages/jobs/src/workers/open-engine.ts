import type { Database } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import type { EngineLogger } from '../engine-logger.ts';
import { createTableStatistics, type TableStatistics } from '../maintenance/table-statistics.ts';
import { createNotifier, type Notifier } from '../notifications.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { createJobQueue } from '../queue/pg-boss-queue.ts';
import type { WorkerConnections } from './worker-connections.ts';

/** What a program stands on that makes jobs, or runs them. */
export type Engine = {
  /** The engine role's. */
  pool: Pool;
  queue: JobQueue;
  /** Tells other processes of changes. */
  notifier: Notifier;
  statistics: TableStatistics;
};

/** The engine of a program that runs jobs: handlers have a database too. */
export type WorkerEngine = Engine & {
  /** The handlers', on the role of requests and handlers. */
  db: Database;
};

/**
 * Opens the pool of the engine and all that goes over it.
 *
 * @param options.connectionsMax of the pool
 * @param options.closers gets what closes it again; by then nobody uses it
 */
export function openEngine(
  connections: Pick<WorkerConnections, 'open'>,
  {
    connectionsMax,
    logger,
    closers,
  }: { connectionsMax: number; logger: EngineLogger; closers: AsyncDisposableStack },
): Engine {
  const connection = connections.open('engine', { applicationName: 'rota engine', poolMax: connectionsMax });
  closers.defer(() => connection.close());
  const { pool } = connection;
  const queue = createJobQueue({
    pool,
    onError: (error) => logger.error({ err: error }, 'the queue reported an error'),
  });
  closers.defer(() => queue.stop());
  const notifier = createNotifier(onConnection(pool), (error) =>
    logger.warn({ err: error }, 'a notification could not be sent'),
  );
  closers.defer(() => notifier.close());
  const statistics = createTableStatistics({
    pool,
    queue,
    nowMs: () => performance.now(),
    onError: (error) => logger.warn({ err: error }, 'the tables of jobs could not be analysed'),
  });
  return { pool, queue, notifier, statistics };
}
