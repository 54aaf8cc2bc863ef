import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { JOBS_CHANNEL, openEngine, type StandaloneWorker } from '@rota/jobs';
import { createDiskStorage } from '@rota/storage';
import type { Logger } from 'pino';

import manifest from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { createConnections, toDatabaseUrls } from './connections.ts';
import type { ProcessEnv } from './env.ts';
import { createAuthenticator } from './http/authentication.ts';
import { createSystemTokenReader } from './http/system-tokens.ts';
import { createJobRegistry } from './job-registry.ts';
import { createApiKeysService } from './modules/api-keys/index.ts';
import { createIdempotencyService } from './modules/idempotency/index.ts';
import { createJobChangeHub } from './modules/jobs/index.ts';
import { createWorkerRunsService } from './modules/system/index.ts';
import { createOutageLog } from './process/outage-log.ts';
import { createOperationHandlers } from './create-operation-handlers.ts';
import { filesFolder } from './files-folder.ts';
import { usableTokens } from './usable-tokens.ts';
import { createJobWorker } from './create-job-worker.ts';

/** Answers requests. */
export type App = { fetch(request: Request): Response | Promise<Response> };

/** What one process is made of. */
export type Wiring = {
  /** What answers requests; call it once, in a process of the role `api`. Resolves when it can. */
  openApp(): Promise<App>;
  /** Starts to run jobs; call it once, in a process of the role `worker`. */
  startWorker(): Promise<StandaloneWorker>;
  /** Closes everything, users before what they use. Requests and jobs have ended by then. */
  close(): Promise<void>;
};

/** Requests that are in a transaction at once; others wait for theirs, and are answered 503 after 4 s. */
const REQUEST_CONNECTIONS = 10;
/** The server ends a statement of a request that runs longer. Handlers have the timeout of their job. */
const REQUEST_STATEMENT_MS = 30_000;
/** Creates, with a unique key and without, moves by hand, notifications, what pg-boss looks up. */
const ENGINE_CONNECTIONS = 4;

const CONSOLE_DIR = resolve(import.meta.dirname, '../../web/dist');

/**
 * Builds what the process is made of, once.
 *
 * @param closing aborted when the shutdown begins
 * @throws JobRegistryError when contract and handlers do not fit
 */
export function wire(env: ProcessEnv, { logger, closing }: { logger: Logger; closing: AbortSignal }): Wiring {
  const registry = createJobRegistry(env);
  const closers = new AsyncDisposableStack();
  const outage = createOutageLog(logger);
  const urls = toDatabaseUrls(env);
  const connections = createConnections(urls, { outage, closers });
  const storage = createDiskStorage({ root: filesFolder(env) });
  const shared = { registry, storage, logger, now: () => new Date() };

  const running = new Set<string>();
  const createWorker = (): StandaloneWorker =>
    createJobWorker({
      ...shared,
      logger: outage.logger,
      // It closes what it opens: a process that runs one at times must not keep what was closed.
      connections: createConnections(urls, { outage, closers: new AsyncDisposableStack() }),
      identity: { version: manifest.version, roles: [...env.roles], region: env.region },
      retention: env.retention,
      concurrency: env.workerConcurrency,
      queues: env.workerQueues ?? undefined,
      running,
    });

  return {
    async openApp() {
      const db = connections.open('app', {
        applicationName: 'rota api',
        poolMax: REQUEST_CONNECTIONS,
        statementTimeoutMs: REQUEST_STATEMENT_MS,
      }).db;
      const engine = openEngine(connections, {
        connectionsMax: ENGINE_CONNECTIONS,
        logger: outage.logger,
        closers,
      });
      // Only workers rescue the jobs of others and fire schedules.
      await engine.queue.start({ supervise: false });
      const changes = createJobChangeHub();
      await connections.listen('app', {
        applicationName: 'rota api listen',
        channels: [JOBS_CHANNEL],
        onNotification: (_channel, payload) => changes.receive(payload),
        onReconnect: () => changes.resync(),
      }).ready;
      return createApp({
        handlers: createOperationHandlers({
          ...shared,
          ...engine,
          db,
          changes,
          environment: { name: env.environment, region: env.region },
          workerRunsService: createWorkerRunsService({ createWorker }),
        }),
        answerKeeper: createIdempotencyService({ db }),
        authenticator: createAuthenticator({
          ...shared,
          apiKeys: createApiKeysService({ db }),
          systemTokens: createSystemTokenReader(usableTokens(env, logger)),
        }),
        logger,
        checkReplies: env.nodeEnv !== 'production',
        closing,
        console: existsSync(join(CONSOLE_DIR, 'index.html')) ? { dir: CONSOLE_DIR } : undefined,
      });
    },

    async startWorker() {
      const worker = createWorker();
      await worker.start();
      return worker;
    },

    close: () => closers.disposeAsync(),
  };
}
