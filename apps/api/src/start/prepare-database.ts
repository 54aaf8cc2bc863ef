import { toDatabaseUrls } from '../connections.ts';
import type { Env, ProcessEnv } from '../env.ts';
import { createJobRegistry } from '../job-registry.ts';
import { createProcessLogger } from '../process/process-logger.ts';
import type { StartError } from '../process/start-error.ts';
import { migrateDatabase } from './migrate-database.ts';
import type { Progress } from './progress.ts';
import { startDatabase } from './start-database.ts';

/** What a preparation tells of itself, and what ends it. */
export type PrepareContext = {
  progress: Progress;
  /** Ends it on the way. */
  signal: AbortSignal;
  /** Gets what undoes the preparation: it ends the server, if that was brought up here. */
  cleanup: AsyncDisposableStack;
  /** Told later on when an embedded server cannot be kept running. */
  onDatabaseGivenUp(error: StartError): void;
};

/**
 * Brings up a server that answers, or waits for the one in DATABASE_URL, and brings tables and queues to this version.
 *
 * @returns the configuration with that server
 * @throws DatabaseSetupError with what to do; the signal's reason when it was aborted
 */
export async function prepareDatabase(env: Env, context: PrepareContext): Promise<ProcessEnv> {
  const { progress, signal, cleanup } = context;
  const logger = createProcessLogger(env, 'start');
  const database = await startDatabase(env, { ...context, logger });
  cleanup.defer(() => database.stop());
  signal.throwIfAborted();

  progress.step('Bringing the database up to date');
  const prepared: ProcessEnv = { ...env, databaseUrl: database.url };
  await migrateDatabase({
    urls: toDatabaseUrls(prepared),
    registry: createJobRegistry(env),
    // What it did is no news at a start; what is wrong with it is.
    logger: logger.child({}, { level: 'warn' }),
  });
  signal.throwIfAborted();
  return prepared;
}
