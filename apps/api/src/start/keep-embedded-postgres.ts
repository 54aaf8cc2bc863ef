import { setTimeout as pause } from 'node:timers/promises';

import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '@rota/db/embedded';
import type { Logger } from 'pino';

import { StartError } from '../process/start-error.ts';
import { createRestartDelay, type RestartDelay } from './restart-delay.ts';

/** With the delays between them some three minutes: what a machine that is out of memory or disk needs to recover. */
const RESTARTS_IN_A_ROW_MAX = 10;

/** An embedded server that is started again when it is lost. */
export type KeptPostgres = {
  /** The same for as long as it is kept. */
  url: string;
  version: string;
  /** Stops keeping it, and ends it unless other programs use it; also in the middle of a restart. */
  stop(): Promise<void>;
};

/** How an embedded server is kept. */
export type KeepPostgresOptions = {
  postgres: EmbeddedPostgresOptions;
  logger: Logger;
  /** Told once, when it was lost too often in a row: nobody starts it again any more. */
  onGivenUp(error: StartError): void;
  /** Default: 1 s, doubling to 30 s. */
  restartDelay?: RestartDelay;
};

/**
 * Starts the embedded server and keeps it running: one that is killed or crashes is started again on its port, so that
 * those who use it only have to wait. Where several programs keep one server, the first to notice starts it and the
 * others use that.
 *
 * @throws DatabaseSetupError when it cannot be started in the first place
 */
export async function keepEmbeddedPostgres(options: KeepPostgresOptions): Promise<KeptPostgres> {
  const restartDelay = options.restartDelay ?? createRestartDelay();
  const stopping = new AbortController();
  const stopped = rejectionOf(stopping.signal);
  let server = await startEmbeddedPostgres(options.postgres);
  const { url, port, version } = server;

  async function keepRunning(): Promise<void> {
    for (;;) {
      const startedAt = performance.now();
      await Promise.race([server.lost, stopped]);
      const livedMs = performance.now() - startedAt;
      server = await startAgain({ options, port, restartDelay, livedMs, signal: stopping.signal });
    }
  }

  const running = keepRunning().catch((error: unknown) => {
    if (stopping.signal.aborted) return;
    options.onGivenUp(error instanceof StartError ? error : new StartError(String(error), { cause: error }));
  });
  return {
    url,
    version,
    async stop() {
      stopping.abort();
      await running;
      await server.stop();
    },
  };
}

/**
 * Tries until it runs.
 * @throws StartError after too many deaths in a row; the signal's reason when it was aborted
 */
async function startAgain({
  options: { postgres, logger },
  port,
  restartDelay,
  livedMs,
  signal,
}: {
  options: KeepPostgresOptions;
  port: number;
  restartDelay: RestartDelay;
  livedMs: number;
  signal: AbortSignal;
}): Promise<EmbeddedPostgres> {
  let restartInMs = restartDelay.next(livedMs);
  let cause: unknown;
  while (restartDelay.deathsInARow <= RESTARTS_IN_A_ROW_MAX) {
    const attempt = { try: restartDelay.deathsInARow, triesMax: RESTARTS_IN_A_ROW_MAX };
    logger.error({ ...attempt, restartInMs }, 'the embedded PostgreSQL was lost and is started again');
    await pause(restartInMs, undefined, { signal });
    try {
      const { onProgress: _onProgress, ...quietly } = postgres;
      const server = await startEmbeddedPostgres({ ...quietly, port, signal });
      logger.warn({ ...attempt, port }, 'the embedded PostgreSQL runs again');
      return server;
    } catch (error) {
      signal.throwIfAborted();
      logger.error({ ...attempt, err: error }, 'the embedded PostgreSQL could not be started again');
      cause = error;
      restartInMs = restartDelay.next(0);
    }
  }
  throw new StartError(
    `The embedded PostgreSQL does not keep running: ${RESTARTS_IN_A_ROW_MAX} restarts in a row did not help. ` +
      `See server.log in ${postgres.dataDir}. Data and jobs are kept, and the next start goes on with them.`,
    { cause },
  );
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  // It may be aborted while nobody waits for it here.
  promise.catch(() => undefined);
  return promise;
}
