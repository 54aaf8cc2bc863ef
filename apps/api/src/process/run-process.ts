import { once } from 'node:events';

import { waitForDatabase } from '@rota/db';
import type { Logger } from 'pino';

import { EnvError, readProcessEnv, type ProcessEnv } from '../env.ts';
import { startHttpServer, type HttpServer } from '../http/http-server.ts';
import { wire, type App } from '../wiring.ts';
import { isForOperator } from './describe-failure.ts';
import { EXIT_FAILED, EXIT_UNFIT } from './exit-codes.ts';
import { describeListenError } from './describe-listen-error.ts';
import { createProcessLogger } from './process-logger.ts';
import { reportReady } from './process-messages.ts';
import { requireMigrated } from './require-migrated.ts';
import { requireOwnStorage } from './require-own-storage.ts';
import { cutAfterMs } from './shutdown-bounds.ts';
import { listenToShutdownSignals } from './shutdown-signals.ts';
import { StartError } from './start-error.ts';

/** Ends what a process does: `graceMs` for what is in hand. */
type Stop = (graceMs: number) => Promise<void>;

/** One process, in the roles of PROCESS_ROLE: under `start`, or under a service manager on a DATABASE_URL. */
export async function runProcess(): Promise<void> {
  const env = readEnvOrExit();
  const logger = createProcessLogger(env, [...env.roles].join('+'));
  exitOnCrash(logger);
  const shutdown = listenToShutdownSignals(() => process.exit(EXIT_FAILED));
  // The supervisor was killed: nobody else would end this process.
  process.once('disconnect', shutdown.request);

  let stop: Stop;
  try {
    stop = await start(env, { logger, signal: shutdown.signal });
  } catch (error) {
    // Told to end on its way up: it has nothing in hand.
    if (shutdown.signal.aborted) process.exit(0);
    const isUnfit = isForOperator(error);
    logger.fatal(isUnfit ? { reason: error.message } : { err: error }, 'the process cannot start');
    process.exit(isUnfit ? EXIT_UNFIT : EXIT_FAILED);
  }
  reportReady();
  if (!shutdown.signal.aborted) await once(shutdown.signal, 'abort');
  await stopInTime(stop, { graceSeconds: env.shutdownGraceSeconds, logger });
}

/** Database, wiring, API, worker: each only when what it stands on is there. */
async function start(
  env: ProcessEnv,
  { logger, signal }: { logger: Logger; signal: AbortSignal },
): Promise<Stop> {
  await waitForDatabase({
    url: env.databaseUrl,
    signal,
    onWaiting: (fields) => logger.warn(fields, 'waiting for the database'),
  });
  await requireMigrated(env.databaseUrl);
  await requireOwnStorage(env);
  const wiring = wire(env, { logger, closing: signal });
  const server = env.roles.has('api') ? await listen(env, await wiring.openApp()) : null;
  if (server !== null) logger.info({ host: env.host, port: env.port }, 'the API listens');
  // Last: from its first moment on a worker claims jobs.
  const worker = env.roles.has('worker') ? await wiring.startWorker() : null;

  return async (graceMs) => {
    await Promise.all([server?.close(graceMs), worker?.stop(graceMs)]);
    await wiring.close();
  };
}

async function listen(env: ProcessEnv, { fetch }: App): Promise<HttpServer> {
  try {
    return await startHttpServer({ fetch, host: env.host, port: env.port });
  } catch (error) {
    throw new StartError(describeListenError(error, env), { cause: error });
  }
}

async function stopInTime(
  stop: Stop,
  { graceSeconds, logger }: { graceSeconds: number; logger: Logger },
): Promise<void> {
  logger.info({ graceSeconds }, 'shutting down');
  const graceMs = graceSeconds * 1_000;
  setTimeout(() => {
    logger.fatal(
      { graceSeconds },
      'the shutdown took too long: what is in hand will be found lost and run again',
    );
    process.exit(EXIT_FAILED);
  }, cutAfterMs(graceMs));
  try {
    await stop(graceMs);
  } catch (error) {
    logger.fatal({ err: error }, 'the shutdown failed');
    process.exit(EXIT_FAILED);
  }
  logger.info('ended');
  process.exit(0);
}

function readEnvOrExit(): ProcessEnv {
  try {
    return readProcessEnv();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    // There is no log without a configuration.
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_UNFIT);
  }
}

/** After an error that nobody caught, nothing is known of the state: end at once. The supervisor starts another. */
function exitOnCrash(logger: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      logger.fatal({ err: error }, 'the process crashed');
      process.exit(EXIT_FAILED);
    });
  }
}
