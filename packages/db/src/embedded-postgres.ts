import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { Client } from 'pg';
import { type Binaries, type BinariesVersion, findBinaries } from './embedded/binaries.ts';
import {
  type ClusterFolder,
  clusterFolder,
  createCluster,
  EMBEDDED_NAME,
  readPassword,
} from './embedded/cluster.ts';
import { endOrphans, endServer, type ServerToEnd } from './embedded/end-server.ts';
import { requireOwnFolder, requireSameMajor } from './embedded/folder-checks.ts';
import { chooseIdentity, giveTo, type Owner, reachableBinaries, type RootExit } from './embedded/identity.ts';
import { takeLease } from './embedded/lease.ts';
import { clusterName, readLastPort, removeStalePidFile } from './embedded/postmaster.ts';
import { startServer, waitSettled } from './embedded/server.ts';
import { withStartLock } from './embedded/start-lock.ts';
import { DatabaseSetupError } from './setup-error.ts';

export type { BinariesVersion } from './embedded/binaries.ts';

/** Which server, and how it is brought up. */
export interface EmbeddedPostgresOptions {
  /** Holds data, password and log of one server; made when it is missing. One folder, one server. */
  dataDir: string;
  /** Which binaries. Default 18; 15 is for tests on the oldest supported version. */
  binaries?: BinariesVersion;
  /** `false`: faster, and the data does not survive a crash of the machine. For tests. Default `true`. */
  fsync?: boolean;
  /** Told what is going on, in sentences for people. */
  onProgress?: (message: string) => void;
  /** How root may give up its rights, in order of preference. Default: both ways. */
  rootExits?: readonly RootExit[];
  /** For one that is started again: the port its users know. Default: that of a crashed one, if it is free; else any. */
  port?: number;
  /** Ends the start on its way, with the signal's reason and nothing left running. */
  signal?: AbortSignal;
}

/** A server that accepts connections. */
export interface EmbeddedPostgres {
  /** Login of the superuser into the database `rota`; fit for DATABASE_URL. */
  url: string;
  port: number;
  /** The server's version, such as `18.4`. */
  version: string;
  /** The server was running already: somebody else's, or left over from a program that was killed. */
  adopted: boolean;
  /**
   * Resolves when the connection that marks the server as in use breaks before {@link stop}: the server was killed, or one
   * of its processes crashed and it recovers by itself. Starting it again on its port is right in both cases.
   */
  lost: Promise<void>;
  /** Done with it: the last program that says so ends the server, in order, whoever started it. May be called again. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of one's own for development and single machines: binaries from a package, data in a folder, reachable on
 * the loopback interface only. Several processes may call it for one folder: the first starts the server, the others
 * share it. Works as root (which PostgreSQL refuses), as a normal user, and below folders closed to others.
 *
 * @throws DatabaseSetupError with a sentence on what to do, which includes DATABASE_URL where this cannot work.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries(options.binaries ?? '18');
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const { dev, ino } = statSync(dataDir);
  const folder = clusterFolder(dataDir);
  const lock = { name: `rota-postgres-${dev}-${ino}`, signal: options.signal };
  return withStartLock(lock, async () => {
    const owner = requireOwnFolder(dataDir, folder);
    requireSameMajor(folder, binaries.major);
    const password = readPassword(folder);
    const found = await adoptServer(folder, options);
    const port = found ?? (await bringUp(folder, { ...options, dataDir, owner, binaries }));
    const adopted = found !== null;
    const server = { data: folder.data, name: clusterName(folder.data) };
    try {
      return await connected({ port, password, adopted, server, lock: lock.name });
    } catch (error) {
      if (!adopted) await endServer(server);
      throw error;
    }
  });
}

/** The port of the server that runs on this folder already, or `null`. */
async function adoptServer(
  folder: ClusterFolder,
  { port, signal, onProgress }: EmbeddedPostgresOptions,
): Promise<number | null> {
  const running = await waitSettled(folder, signal);
  if (running === null) return null;
  if (port !== undefined && running.port !== port) {
    throw new DatabaseSetupError(
      `The embedded PostgreSQL runs on port ${running.port} by now, and no longer on ${port}: end this program and start it again.`,
    );
  }
  onProgress?.('Using the embedded PostgreSQL that is already running');
  return running.port;
}

/** Starts a server on the folder, in which none runs; answers its port. */
async function bringUp(
  folder: ClusterFolder,
  options: Omit<EmbeddedPostgresOptions, 'binaries'> & { owner: Owner; binaries: Binaries },
): Promise<number> {
  const { owner, dataDir, onProgress, fsync = true } = options;
  const { major } = options.binaries;
  const identity = chooseIdentity(owner, options.rootExits ?? ['unshare', 'setpriv']);
  const binaries = reachableBinaries(identity, options.binaries);
  // The files in it are closed by themselves; whom root becomes has to get past.
  if (identity.prefix[0] === 'setpriv' && owner.uid !== identity.uid) chmodSync(dataDir, 0o711);
  let lastPort: number | null = null;
  if (existsSync(folder.data)) {
    giveTo(identity, folder.data);
    await endOrphans(clusterName(folder.data));
    lastPort = readLastPort(folder.data);
    removeStalePidFile(folder.data);
  } else {
    onProgress?.(`Preparing the data folder of the embedded PostgreSQL ${major}`);
    await createCluster(folder, { identity, binaries, major, sync: fsync });
  }
  onProgress?.(`Starting the embedded PostgreSQL ${major}`);
  const { port: requiredPort, signal } = options;
  return startServer(folder, { identity, binaries, fsync, lastPort, requiredPort, signal });
}

/** Marks it as in use, logs in, makes the database when it is missing, and reads the version. */
async function connected({
  port,
  password,
  adopted,
  server,
  lock,
}: {
  port: number;
  password: string;
  adopted: boolean;
  server: ServerToEnd;
  lock: string;
}): Promise<EmbeddedPostgres> {
  const urlOf = (database: string) => `postgres://${EMBEDDED_NAME}:${password}@127.0.0.1:${port}/${database}`;
  const lease = await takeLease(urlOf('postgres'));
  let stopping: Promise<void> | undefined;
  // Under the lock, so that nobody begins to use it after it was found unused.
  const stop = () =>
    withStartLock({ name: lock }, async () => {
      if (await lease.release()) await endServer(server);
    });
  const version = await prepareDatabase(urlOf('postgres'));
  return {
    url: urlOf(EMBEDDED_NAME),
    port,
    version,
    adopted,
    lost: lease.lost,
    stop: () => (stopping ??= stop()),
  };
}

/** Makes the database when it is missing; answers the server's version. */
async function prepareDatabase(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {
    // The query in hand fails with the same error.
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; present: boolean }>(
      `SELECT current_setting('server_version') AS version,
              exists (SELECT FROM pg_database WHERE datname = $1) AS present`,
      [EMBEDDED_NAME],
    );
    if (rows[0]?.present !== true) await client.query(`CREATE DATABASE ${EMBEDDED_NAME}`);
    return rows[0]?.version ?? '';
  } finally {
    await client.end();
  }
}
