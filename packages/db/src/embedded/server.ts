import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSetupError } from '../setup-error.ts';
import { type ClusterFolder, dataPath } from './cluster.ts';
import { giveTo, type Identity, serverEnvironment } from './identity.ts';
import { clusterName, findPostmaster, type Postmaster } from './postmaster.ts';

const LOG_BYTES_MAX = 5 * 1024 * 1024;
const LOG_TAIL_LINES = 8;
const PORT_TRIES_MAX = 5;
// Recovery after a crash reads up to a gigabyte of log.
const READY_WAIT_MS = 120_000;
const READY_POLL_MS = 10;
const FAST_SHUTDOWN_MS = 20_000;

/** A server this process started. */
export interface OwnServer {
  port: number;
  /** Fast shutdown: open transactions are rolled back, data is on disk. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the server on a free port of the loopback interface and waits until it accepts connections. It is in a session
 * of its own: Ctrl-C in the terminal reaches the programs that use it, which then end in order.
 *
 * @throws DatabaseSetupError with the end of its log when it does not come up.
 */
export async function startServer(
  folder: ClusterFolder,
  options: { identity: Identity; binaries: string; fsync: boolean },
): Promise<OwnServer> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const child = spawnServer(folder, { ...options, port });
    const ready = await waitReady(folder, child);
    if (ready !== null) return { port: ready.port, stop: stopper(child) };
    const log = logTail(folder.logFile);
    // Between asking for a free port and taking it, somebody else may have.
    if (!log.includes('could not bind') || tries === PORT_TRIES_MAX) {
      throw new DatabaseSetupError(
        `The embedded PostgreSQL did not start. Its log, ${folder.logFile}, ends:`,
        [log],
      );
    }
  }
}

/** Waits while a server that somebody else started comes up or goes down; `null` when it is gone. */
export async function waitSettled(folder: ClusterFolder): Promise<Postmaster | null> {
  const giveUpAt = performance.now() + READY_WAIT_MS;
  for (;;) {
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

/** Ends a server that another program started, as {@link OwnServer.stop} does; resolves when its process is gone. */
export async function endServer(pid: number): Promise<void> {
  const impatientAt = performance.now() + FAST_SHUTDOWN_MS;
  signalServer(pid, 'SIGINT');
  while (isAlive(pid) && performance.now() < impatientAt) await delay(READY_POLL_MS);
  if (isAlive(pid)) signalServer(pid, 'SIGQUIT');
  while (isAlive(pid)) await delay(READY_POLL_MS);
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It went by itself meanwhile.
    if (isAlive(pid)) throw error;
  }
}

/** One that has ended, and waits for somebody to notice, has no command line any more. */
function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

function spawnServer(
  folder: ClusterFolder,
  { identity, binaries, fsync, port }: { identity: Identity; binaries: string; fsync: boolean; port: number },
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
  const log = openLog(folder.logFile);
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

async function waitReady(folder: ClusterFolder, child: ChildProcess): Promise<Postmaster | null> {
  const giveUpAt = performance.now() + READY_WAIT_MS;
  while (performance.now() < giveUpAt) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const postmaster = findPostmaster(folder.data);
    if (postmaster?.pid === child.pid && postmaster.status === 'ready') return postmaster;
    await delay(READY_POLL_MS);
  }
  child.kill('SIGQUIT');
  return null;
}

function stopper(child: ChildProcess): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => (stopping ??= stop(child));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = once(child, 'exit');
  // SIGINT: fast shutdown; SIGQUIT: at once, with recovery at the next start.
  child.kill('SIGINT');
  const impatient = setTimeout(() => child.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
  await ended;
  clearTimeout(impatient);
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

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(file, size > LOG_BYTES_MAX ? 'w' : 'a', 0o600);
}

function logTail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n  ');
}
