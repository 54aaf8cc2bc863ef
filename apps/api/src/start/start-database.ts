import { join } from 'node:path';

import { waitForDatabase } from '@rota/db';
import type { Logger } from 'pino';

import type { Env } from '../env.ts';
import type { StartError } from '../process/start-error.ts';
import { makeDataFolder } from './data-folder.ts';
import { keepEmbeddedPostgres } from './keep-embedded-postgres.ts';
import type { Progress } from './progress.ts';

/** A server that answers. */
export type StartedDatabase = {
  /** The owner's login. */
  url: string;
  /** Ends the server if it was brought up here. */
  stop(): Promise<void>;
};

/** What bringing up a server tells of itself, and what ends it. */
export type StartDatabaseContext = {
  progress: Progress;
  logger: Logger;
  /** Ends it on the way. */
  signal: AbortSignal;
  /** Told later on when an embedded server cannot be kept running. */
  onDatabaseGivenUp(error: StartError): void;
};

/** Waits for the server in DATABASE_URL, or brings up the embedded one and keeps it running. */
export async function startDatabase(env: Env, context: StartDatabaseContext): Promise<StartedDatabase> {
  const { progress, logger, signal } = context;
  if (env.databaseUrl !== null) {
    await waitForDatabase({
      url: env.databaseUrl,
      signal,
      onWaiting: ({ database, reason }) => progress.step(`Waiting for the database ${database} (${reason})`),
    });
    return { url: env.databaseUrl, stop: async () => undefined };
  }
  // `db:migrate` has not made it yet.
  await makeDataFolder(env.dataDir);
  const embedded = await keepEmbeddedPostgres({
    postgres: {
      dataDir: join(env.dataDir, 'postgres'),
      onProgress: (message) => progress.step(message),
      signal,
    },
    logger,
    onGivenUp: context.onDatabaseGivenUp,
  });
  progress.warn(
    `Embedded PostgreSQL ${embedded.version}, for development and single machines: for anything else set DATABASE_URL.`,
  );
  return embedded;
}
