import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createDatabase, databaseUrls, migrate, type DatabaseConnection, type DatabaseUrls } from '@rota/db';
import { startEmbeddedPostgres } from '@rota/db/embedded';
import { createJobHandlerRegistry, migrateQueues } from '@rota/jobs';

/** The one database in which all contenders run. */
export type Arena = {
  urls: DatabaseUrls;
  app: DatabaseConnection;
  engine: DatabaseConnection;
  serverVersion: string;
  close(): Promise<void>;
};

/** Connections of each contender: the same for all. */
const POOL_MAX = 10;

/** Starts a server with its default durability (fsync on) and migrates an empty database. */
export async function createArena(): Promise<Arena> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rota-bench-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const urls = databaseUrls(server.url);
  let closing = false;
  // The server may cut a connection that is being closed.
  const onError = (error: Error) => {
    if (!closing) reportError(error);
  };
  await migrate({ urls });
  const open = (url: string, applicationName: string) =>
    createDatabase({ url, applicationName, poolMax: POOL_MAX, onError, connectTimeoutMs: 60_000 });
  const app = open(urls.app, 'bench app');
  const engine = open(urls.engine, 'bench engine');
  await migrateQueues({ pool: engine.pool, onError, catalogue: createJobHandlerRegistry() });
  return {
    urls,
    app,
    engine,
    serverVersion: server.version,
    async close() {
      closing = true;
      await app.close();
      await engine.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A fault in a benchmark makes its figures worthless. */
export function reportError(error: unknown): void {
  throw error;
}
