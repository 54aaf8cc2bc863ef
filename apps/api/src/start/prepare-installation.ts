import { existsSync } from 'node:fs';

import { toDatabaseUrls } from '../connections.ts';
import type { Env, ProcessEnv } from '../env.ts';
import type { DemoAccess } from '../modules/demo/index.ts';
import { requireOwnStorage } from '../process/require-own-storage.ts';
import { claimDataFolder, claimSharedDataFolder, requireUnclaimed } from './data-folder-claim.ts';
import { makeDataFolder } from './data-folder.ts';
import { requireFreePort } from './free-port.ts';
import { localUrl } from './next-steps.ts';
import { prepareDatabase, type PrepareContext } from './prepare-database.ts';
import { prepareDemo } from './prepare-demo.ts';

/** What the processes of a start find. */
export type PreparedInstallation = {
  /** With the server that is to be used. */
  env: ProcessEnv;
  /** Null: there is no demo here. */
  demo: (DemoAccess & { file: string }) | null;
};

/**
 * Everything that comes before the processes: ports, data folder, a server that answers, tables of this version, files
 * that are this database's, the demo.
 *
 * @throws StartError, DatabaseSetupError with what to do; the signal's reason when it was aborted
 */
export async function prepareInstallation(
  env: Env,
  context: PrepareContext & { ports: readonly number[] },
): Promise<PreparedInstallation> {
  const { isFirst } = await takeDataFolder(env, context);
  const prepared = await prepareDatabase(env, context);
  // Before anything of the folder is changed.
  await requireOwnStorage(prepared);
  if (!env.isDemo || !env.roles.has('api')) return { env: prepared, demo: null };

  const { progress } = context;
  progress.step('Opening the demo organisation');
  const demo = await prepareDemo({
    urls: toDatabaseUrls(prepared),
    dataDir: env.dataDir,
    url: localUrl(env),
    keepsUrl: !isFirst,
    operatorToken: env.operatorToken,
  });
  if (demo === null)
    progress.warn('No demo organisation: this database has organisations of its own already.');
  return { env: { ...prepared, operatorToken: demo?.operatorToken ?? env.operatorToken }, demo };
}

/**
 * Ports first, so that a start that cannot be makes no folder; but who runs on the folder is asked before that.
 *
 * @returns whether no other start on this machine has an API on the folder
 */
async function takeDataFolder(
  env: Env,
  { ports, cleanup }: { ports: readonly number[]; cleanup: AsyncDisposableStack },
): Promise<{ isFirst: boolean }> {
  const { dataDir, host } = env;
  const hasApi = env.roles.has('api');
  // On a server of one's own several APIs may share a folder; the embedded one is for one API and any number of workers.
  const isAlone = hasApi && env.databaseUrl === null;
  if (isAlone && existsSync(dataDir)) await requireUnclaimed(dataDir);
  for (const port of ports) await requireFreePort({ host, port });
  await makeDataFolder(dataDir);
  if (!hasApi) return { isFirst: false };
  const claimFolder = isAlone ? claimDataFolder : claimSharedDataFolder;
  const claim = await claimFolder(dataDir, localUrl(env));
  cleanup.defer(() => claim?.release());
  return { isFirst: claim !== null };
}
