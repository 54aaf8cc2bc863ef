import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type BinariesVersion, findBinaries } from './embedded/binaries.ts';
import {
  type ClusterFolder,
  clusterFolder,
  createCluster,
  EMBEDDED_NAME,
  readPassword,
} from './embedded/cluster.ts';
import {
  chooseIdentity,
  giveTo,
  type Identity,
  isRoot,
  type Owner,
  reachableBinaries,
  type RootExit,
} from './embedded/identity.ts';
import { takeLease } from './embedded/lease.ts';
import { removeStalePidFile } from './embedded/postmaster.ts';
import { endServer, startServer, waitSettled } from './embedded/server.ts';
import { withStartLock } from './embedded/start-lock.ts';
import { DatabaseSetupError } from './setup-error.ts';

export type { BinariesVersion } from './embedded/binaries.ts';

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
}

export interface EmbeddedPostgres {
  /** Login of the superuser into the database `rota`; fit for DATABASE_URL. */
  url: string;
  /** The server's version, such as `18.4`. */
  version: string;
  /** The server was running already: somebody else's, or left over from a program that was killed. */
  adopted: boolean;
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
  const major = binaries.packageVersion.split('.')[0] ?? '';
  const lock = `rota-postgres-${dev}-${ino}`;
  return withStartLock(lock, async () => {
    const owner = requireOwnFolder(dataDir, folder);
    requireSameMajor(folder, major);
    const password = readPassword(folder);
    const running = await waitSettled(folder);
    if (running !== null) {
      options.onProgress?.('Using the embedded PostgreSQL that is already running');
      const end = async () => endServer(running.pid);
      return connected({ port: running.port, password, adopted: true, end, lock });
    }
    const identity = chooseIdentity(owner, options.rootExits ?? ['unshare', 'setpriv']);
    const run = { identity, binaries: reachableBinaries(identity, binaries), fsync: options.fsync ?? true };
    // The files in it are closed by themselves; whom root becomes has to get past.
    if (identity.prefix[0] === 'setpriv' && owner.uid !== identity.uid) chmodSync(dataDir, 0o711);
    await prepareData(folder, { ...run, major, onProgress: options.onProgress });
    options.onProgress?.(`Starting the embedded PostgreSQL ${major}`);
    const own = await startServer(folder, run);
    try {
      return await connected({ port: own.port, password, adopted: false, end: own.stop, lock });
    } catch (error) {
      await own.stop();
      throw error;
    }
  });
}

async function prepareData(
  folder: ClusterFolder,
  run: {
    identity: Identity;
    binaries: string;
    fsync: boolean;
    major: string;
    onProgress: ((message: string) => void) | undefined;
  },
): Promise<void> {
  if (existsSync(folder.data)) {
    giveTo(run.identity, folder.data);
    removeStalePidFile(folder.data);
    return;
  }
  run.onProgress?.(`Preparing the data folder of the embedded PostgreSQL ${run.major}`);
  await createCluster(folder, { ...run, sync: run.fsync });
}

/** Marks it as in use, logs in, makes the database when it is missing, and reads the version. */
async function connected(server: {
  port: number;
  password: string;
  adopted: boolean;
  end: () => Promise<void>;
  lock: string;
}): Promise<EmbeddedPostgres> {
  const urlOf = (database: string) =>
    `postgres://${EMBEDDED_NAME}:${server.password}@127.0.0.1:${server.port}/${database}`;
  const lease = await takeLease(urlOf('postgres'));
  const client = new Client({ connectionString: urlOf('postgres'), connectionTimeoutMillis: 10_000 });
  let stopping: Promise<void> | undefined;
  // Under the lock, so that nobody begins to use it after it was found unused.
  const stop = () =>
    withStartLock(server.lock, async () => {
      if (await lease.release()) await server.end();
    });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; present: boolean }>(
      `SELECT current_setting('server_version') AS version,
              exists (SELECT FROM pg_database WHERE datname = $1) AS present`,
      [EMBEDDED_NAME],
    );
    if (rows[0]?.present !== true) await client.query(`CREATE DATABASE ${EMBEDDED_NAME}`);
    return {
      url: urlOf(EMBEDDED_NAME),
      version: rows[0]?.version ?? '',
      adopted: server.adopted,
      stop: () => (stopping ??= stop()),
    };
  } finally {
    await client.end();
  }
}

/** Owner of the data, or of the folder it will be made in. */
function requireOwnFolder(dataDir: string, folder: ClusterFolder): Owner {
  const self = process.getuid?.() ?? 0;
  const owner = lstatSync(existsSync(folder.data) ? folder.data : dataDir);
  const mine = isRoot() || !existsSync(folder.data) || owner.uid === self;
  if (mine && isWritable(dataDir)) return owner;
  throw new DatabaseSetupError(
    `The folder of the embedded PostgreSQL, ${dataDir}, belongs to another user (id ${owner.uid}). Start as that user, ` +
      'choose another folder in ROTA_DATA_DIR, or use a server of your own in DATABASE_URL.',
  );
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function requireSameMajor(folder: ClusterFolder, major: string): void {
  if (!existsSync(folder.data)) return;
  const found = readFileSync(join(folder.data, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new DatabaseSetupError(
    `The data in ${folder.data} is of PostgreSQL ${found}, the embedded server is version ${major}. Move the data with ` +
      `pg_dump of version ${found}, remove the folder to start anew, or use a server of your own in DATABASE_URL.`,
  );
}
