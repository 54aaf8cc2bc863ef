import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { DatabaseConnection } from '@rota/db';
import {
  createJobQueue,
  createNotifier,
  createTableStatistics,
  JOBS_CHANNEL,
  type EngineLogger,
  onConnection,
  type JobQueue,
  type Notifier,
  type TableStatistics,
  type Worker,
} from '@rota/jobs';
import { createDiskStorage } from '@rota/storage';
import type { Logger } from 'pino';

import { createApp } from './app.ts';
import { createConnections, toDatabaseUrls, type Connections } from './connections.ts';
import type { ProcessEnv } from './env.ts';
import { createAuthenticator } from './http/authentication.ts';
import { createJobRegistry } from './job-registry.ts';
import { createApiKeysService } from './modules/api-keys/index.ts';
import { createIdempotencyService } from './modules/idempotency/index.ts';
import { createJobChangeHub } from './modules/jobs/index.ts';
import { createOutageLog } from './process/outage-log.ts';
import { createOperationHandlers } from './create-operation-handlers.ts';
import { filesFolder } from './process/files-folder.ts';
import { startJobWorker } from './worker.ts';

/** Answers requests. */
export type App = { fetch(request: Request): Response | Promise<Response> };

/** What one process is made of. */
export type Wiring = {
  /** What answers requests; call it once, in a process of the role `api`. Resolves when it can. */
  openApp(): Promise<App>;
  /** Starts to run jobs; call it once, in a process of the role `worker`. */
  startWorker(): Promise<Worker>;
  /** Closes everything, users before what they use. Requests and jobs have ended by then. */
  close(): Promise<void>;
};

/** Requests that are in a transaction at once; others wait for theirs, and are answered 503 after 4 s. */
const REQUEST_CONNECTIONS = 10;
/** The server ends a statement of a request that runs longer. Handlers have the timeout of their job. */
const REQUEST_STATEMENT_MS = 30_000;
/** Handlers have one each; the rest is for system jobs. */
const WORKER_CONNECTIONS_SPARE = 3;
/** Claim, settle, heartbeat, journal, two makers of batches and the timed loops each find one free. */
const ENGINE_CONNECTIONS = 8;
/** Without a worker: creates, with a unique key and without, moves by hand, notifications, what pg-boss looks up. */
const ENGINE_CONNECTIONS_API = 4;

const CONSOLE_DIR = resolve(import.meta.dirname, '../../web/dist');

/**
 * Builds what the process is made of, once.
 *
 * @param closing aborted when the shutdown begins
 * @throws JobRegistryError when contract and handlers do not fit
 */
export async function wire(
  env: ProcessEnv,
  { logger, closing }: { logger: Logger; closing: AbortSignal },
): Promise<Wiring> {
  const registry = createJobRegistry(env);
  const closers = new AsyncDisposableStack();
  const outage = createOutageLog(logger);
  const connections = createConnections(toDatabaseUrls(env), { outage, closers });
  const engine = await startEngine(connections, {
    isWorker: env.roles.has('worker'),
    logger: outage.logger,
    closers,
  });
  const storage = createDiskStorage({ root: filesFolder(env) });
  const shared = { ...engine, registry, storage, logger, now: () => new Date() };

  return {
    async openApp() {
      const db = connections.open('app', {
        applicationName: 'rota api',
        poolMax: REQUEST_CONNECTIONS,
        statementTimeoutMs: REQUEST_STATEMENT_MS,
      }).db;
      const changes = createJobChangeHub();
      await connections.listen('app', {
        applicationName: 'rota api listen',
        channels: [JOBS_CHANNEL],
        onNotification: (_channel, payload) => changes.receive(payload),
        onReconnect: () => changes.resync(),
      }).ready;
      return createApp({
        handlers: createOperationHandlers({ ...shared, db, changes }),
        answerKeeper: createIdempotencyService({ db }),
        authenticator: createAuthenticator({ ...shared, apiKeys: createApiKeysService({ db }) }),
        logger,
        checkReplies: env.nodeEnv !== 'production',
        closing,
        console: existsSync(join(CONSOLE_DIR, 'index.html')) ? { dir: CONSOLE_DIR } : undefined,
      });
    },

    startWorker() {
      const { db } = connections.open('app', {
        applicationName: 'rota worker',
        poolMax: env.workerConcurrency + WORKER_CONNECTIONS_SPARE,
      });
      return startJobWorker({
        ...shared,
        logger: outage.logger,
        connections,
        db,
        retention: env.retention,
        concurrency: env.workerConcurrency,
        queues: env.workerQueues ?? undefined,
      });
    },

    close: () => closers.disposeAsync(),
  };
}

/** The queue with its timers, and what tells other processes of changes. */
async function startEngine(
  connections: Connections,
  { isWorker, logger, closers }: { isWorker: boolean; logger: EngineLogger; closers: AsyncDisposableStack },
): Promise<{
  pool: DatabaseConnection['pool'];
  queue: JobQueue;
  notifier: Notifier;
  statistics: TableStatistics;
}> {
  const { pool } = connections.open('engine', {
    applicationName: 'rota engine',
    poolMax: isWorker ? ENGINE_CONNECTIONS : ENGINE_CONNECTIONS_API,
  });
  const queue = createJobQueue({
    pool,
    onError: (error) => logger.error({ err: error }, 'the queue reported an error'),
  });
  closers.defer(() => queue.stop());
  // Only processes that run jobs rescue those of others and fire schedules.
  await queue.start({ supervise: isWorker });
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
