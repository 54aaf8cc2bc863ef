import { join } from 'node:path';

import { waitForDatabase } from '@rota/db';
import { startEmbeddedPostgres } from '@rota/db/embedded';

import type { Env } from '../env.ts';
import type { Progress } from './progress.ts';

/** A server that answers. */
export type StartedDatabase = {
  /** The owner's login. */
  url: string;
  /** Ends the server if it was brought up here. */
  stop(): Promise<void>;
};

/** Waits for the server in DATABASE_URL, or brings up the embedded one. */
export async function startDatabase(
  env: Env,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<StartedDatabase> {
  if (env.databaseUrl !== null) {
    await waitForDatabase({
      url: env.databaseUrl,
      signal,
      onWaiting: ({ database, reason }) => progress.step(`Waiting for the database ${database} (${reason})`),
    });
    return { url: env.databaseUrl, stop: async () => undefined };
  }
  const embedded = await startEmbeddedPostgres({
    dataDir: join(env.dataDir, 'postgres'),
    onProgress: (message) => progress.step(message),
  });
  progress.warn(
    `Embedded PostgreSQL ${embedded.version}, for development and single machines: for anything else set DATABASE_URL.`,
  );
  return embedded;
}
