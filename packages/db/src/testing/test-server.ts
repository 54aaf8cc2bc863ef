import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { clusterFolder } from '../embedded/cluster.ts';
import { endServer } from '../embedded/end-server.ts';
import { clusterName } from '../embedded/postmaster.ts';
import type { BinariesVersion } from '../embedded-postgres.ts';
import { serverParents, startOwnServer } from './own-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The server of a test run, as it is handed to every test file. */
export interface TestServer {
  /** Login that may create databases and roles. */
  url: string;
  /** Begins the name of each database of this run. */
  prefix: string;
}

/** A server that this program has to end. */
export interface RunningTestServer extends TestServer {
  /** Ends the server, or drops the databases of this run from a server that was given. */
  stop(): Promise<void>;
}

/**
 * One server for a run of tests: an embedded one in the temporary folder, quick and not durable, or the one given, which
 * must be for tests alone: its roles `rota_app` and `rota_engine` get this run's passwords.
 */
export async function startTestServer(options: {
  binaries: BinariesVersion;
  /** As the environment has it: empty is not given. */
  givenUrl?: string | undefined;
}): Promise<RunningTestServer> {
  const prefix = `rota_test_${randomBytes(4).toString('hex')}`;
  const url = options.givenUrl;
  if (url !== undefined && url !== '') {
    return { url, prefix, stop: () => dropDatabases(url, prefix) };
  }
  await removeAbandoned();
  const own = await startOwnServer(options.binaries);
  return { url: own.url, prefix, stop: own.stop };
}

/** A run that was killed leaves its server running; the next one clears it away. */
async function removeAbandoned(): Promise<void> {
  const folders = serverParents.flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));
  for (const dataDir of folders) {
    const pid = Number(/^rota-test-postgres-(\d+)-/.exec(basename(dataDir))?.[1]);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    try {
      const { data } = clusterFolder(dataDir);
      if (existsSync(data)) await endServer({ data, name: clusterName(data) });
      rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // Another user's, or another run is clearing it away as well: left to them.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of rows) await client.query(`DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
