import { mkdir } from 'node:fs/promises';

import { toDatabaseUrls } from '../connections.ts';
import type { Env, ProcessEnv } from '../env.ts';
import { createJobRegistry } from '../job-registry.ts';
import type { DemoAccess } from '../modules/demo/index.ts';
import { createProcessLogger } from '../process/process-logger.ts';
import { StartError } from '../process/start-error.ts';
import { requireFreePort } from './free-port.ts';
import { migrateDatabase } from './migrate-database.ts';
import { localUrl } from './next-steps.ts';
import { prepareDemo } from './prepare-demo.ts';
import type { Progress } from './progress.ts';
import { startDatabase } from './start-database.ts';

/** What the processes of a start find. */
export type Prepared = {
  /** With the server that is to be used. */
  env: ProcessEnv;
  /** Null: there is no demo here. */
  demo: (DemoAccess & { file: string }) | null;
};

type PrepareContext = {
  progress: Progress;
  /** Ends it on the way. */
  signal: AbortSignal;
  /** Gets what ends the server, if it was brought up here. */
  cleanup: AsyncDisposableStack;
};

/** Everything that comes before the processes: ports, data folder, a server that answers, tables of this version, the demo. */
export async function prepare(
  env: Env,
  context: PrepareContext & { ports: readonly number[] },
): Promise<Prepared> {
  const { ports, progress } = context;
  for (const port of ports) await requireFreePort({ host: env.host, port });
  await makeDataFolder(env.dataDir);
  const prepared = await prepareDatabase(env, context);
  if (!env.isDemo || !env.roles.has('api')) return { env: prepared, demo: null };

  progress.step('Opening the demo organisation');
  const demo = await prepareDemo({
    urls: toDatabaseUrls(prepared),
    dataDir: env.dataDir,
    url: localUrl(env),
  });
  if (demo === null)
    progress.warn('No demo organisation: this database has organisations of its own already.');
  return { env: prepared, demo };
}

/** @throws StartError when there can be no such folder */
async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`ROTA_DATA_DIR is ${dataDir}, which cannot be made a folder: ${reason}.`, {
      cause: error,
    });
  }
}

/** A server that answers, with tables and queues of this version. */
export async function prepareDatabase(env: Env, context: PrepareContext): Promise<ProcessEnv> {
  const { progress, signal, cleanup } = context;
  const database = await startDatabase(env, context);
  cleanup.defer(() => database.stop());
  signal.throwIfAborted();

  progress.step('Bringing the database up to date');
  const prepared: ProcessEnv = { ...env, databaseUrl: database.url };
  await migrateDatabase({
    urls: toDatabaseUrls(prepared),
    systemJobTypes: createJobRegistry(env).systemJobTypes(),
    // What it did is no news at a start; what is wrong with it is.
    logger: createProcessLogger(env, 'start').child({}, { level: 'warn' }),
  });
  signal.throwIfAborted();
  return prepared;
}
