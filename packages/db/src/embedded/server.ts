import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSetupError } from '../setup-error.ts';
import { type ClusterFolder, dataPath } from './cluster.ts';
import { endServer } from './end-server.ts';
import { giveTo, type Identity, serverEnvironment } from './identity.ts';
import { clusterName, findPostmaster, type Postmaster } from './postmaster.ts';
import { openServerLog, readLogTail } from './server-log.ts';

const PORT_TRIES_MAX = 5;
// Recovery after a crash reads up to a gigabyte of log.
const READY_WAIT_MS = 120_000;
const READY_POLL_MS = 10;

/** How a server is run. */
export interface ServerRun {
  identity: Identity;
  /** The folder with `bin`, `lib` and `share`. */
  binaries: string;
  fsync: boolean;
  /** The port it had before a crash, which programs that use it know; another one if somebody has taken it. */
  lastPort: number | null;
  /** This port or none. */
  requiredPort: number | undefined;
  /** Ends the start on its way; nothing is left running then. */
  signal: AbortSignal | undefined;
}

/**
 * Starts the server on the loopback interface and waits until it accepts connections. It is in a session of its own:
 * Ctrl-C in the terminal reaches the programs that use it, which then end in order.
 *
 * @returns its port.
 * @throws DatabaseSetupError with the end of its log when it does not come up; the signal's reason when it was aborted.
 */
export async function startServer(folder: ClusterFolder, run: ServerRun): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = run.requiredPort ?? (tries === 1 ? run.lastPort : null) ?? (await freePort());
    const child = spawnServer(folder, { ...run, port });
    const ready = await waitReady(folder, { child, signal: run.signal });
    if (ready !== null) return ready.port;
    run.signal?.throwIfAborted();
    const log = readLogTail(folder.logFile);
    // Between asking for a free port and taking it, somebody else may have.
    const mayRetry = log.includes('could not bind') && run.requiredPort === undefined;
    if (!mayRetry || tries === PORT_TRIES_MAX) {
      throw new DatabaseSetupError(
        `The embedded PostgreSQL did not start. Its log, ${folder.logFile}, ends:`,
        [log],
      );
    }
  }
}

/** Waits while a server that somebody else started comes up or goes down; `null` when it is gone. */
export async function waitSettled(
  folder: ClusterFolder,
  signal: AbortSignal | undefined,
): Promise<Postmaster | null> {
  const giveUpAt = performance.now() + READY_WAIT_MS;
  for (;;) {
    signal?.throwIfAborted();
    const postmaster = findPostmaster(folder.data);
    if (postmaster === null || postmaster.status === 'ready') return postmaster;
    if (performance.now() > giveUpAt) {
      throw new DatabaseSetupError(
        `The embedded PostgreSQL (process ${postmaster.pid}) has been ${postmaster.status} for two minutes`,
      );
    }
    await delay(READY_POLL_MS);
  }
}

function spawnServer(
  folder: ClusterFolder,
  { identity, binaries, fsync, port }: ServerRun & { port: number },
): ChildProcess {
  const settings = {
    cluster_name: clusterName(folder.data),
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    // The log is for failures of the server; statements and values of tenants stay out of it.
    log_checkpoints: 'off',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const command = [
    ...identity.prefix,
    join(binaries, 'bin', 'postgres'),
    '-D',
    dataPath(identity, folder.data),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openServerLog(folder.logFile);
  giveTo(identity, folder.logFile);
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    cwd: folder.data,
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => {
    // Could not be started at all: it has no exit code, and waitReady sees that.
  });
  // The program may end before the server: the next start finds it running.
  child.unref();
  return child;
}

/** `null`: it has ended, by itself or because it took too long or was not wanted any more. */
async function waitReady(
  folder: ClusterFolder,
  { child, signal }: { child: ChildProcess; signal: AbortSignal | undefined },
): Promise<Postmaster | null> {
  const giveUpAt = performance.now() + READY_WAIT_MS;
  while (performance.now() < giveUpAt && signal?.aborted !== true) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const postmaster = findPostmaster(folder.data);
    if (postmaster?.pid === child.pid && postmaster.status === 'ready') return postmaster;
    await delay(READY_POLL_MS);
  }
  // It may not have come so far as to write its file, by which it would be found.
  child.kill('SIGINT');
  await endServer({ data: folder.data, name: clusterName(folder.data) });
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
