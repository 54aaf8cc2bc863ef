import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SRC = join(import.meta.dirname, '../src');

/** A process of Rota, as somebody starts it, in a process group of its own. */
export type RotaProcess = AsyncDisposable & {
  pid: number;
  /** Everything it and its children have written so far, a line each. */
  lines: readonly string[];
  /** The first line, from `from` on, that fits; waits for it. Rejects when the process ends without it. */
  line(pattern: RegExp, from?: number): Promise<string>;
  /** A line of the log by its message, parsed. */
  logged(message: string, options?: { service?: string; from?: number }): Promise<LogLine>;
  /** As a person does with Ctrl-C: the whole group gets it. */
  interrupt(): void;
  kill(signal: NodeJS.Signals): void;
  /** How it ended, and when all that wrote to its output has ended too. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** A line of a process's log. */
export type LogLine = Record<string, unknown> & { service: string; pid: number };

/**
 * Starts `start.ts` or `main.ts` on nothing but the given variables.
 * @param options.args those of the program
 * @param options.nodeArgs those of Node, before the program
 */
export function runRota(
  file: 'start.ts' | 'main.ts' | 'migrate.ts',
  env: Record<string, string>,
  { args = [], nodeArgs = [] }: { args?: readonly string[]; nodeArgs?: readonly string[] } = {},
): RotaProcess {
  const child = spawn(process.execPath, [...nodeArgs, join(SRC, file), ...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started`);
  const output = readLines(child);
  const exited = Promise.all([once(child, 'exit'), output.ended]).then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
  }));

  return {
    pid,
    lines: output.lines,
    line: output.find,
    async logged(message, { service, from = 0 } = {}) {
      const wanted = service === undefined ? '' : `"service":"${service}".*`;
      return JSON.parse(await output.find(new RegExp(`^\\{.*${wanted}"msg":"${message}"`), from)) as LogLine;
    },
    interrupt: () => process.kill(-pid, 'SIGINT'),
    kill: (signal) => child.kill(signal),
    exited,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}

/** The lines of both outputs, in the order of their arrival. */
function readLines({ stdout, stderr }: ChildProcess) {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let open = 0;
  const ended = Promise.withResolvers<void>();
  for (const stream of [stdout, stderr]) {
    if (stream === null) continue;
    open += 1;
    const reader = createInterface(stream);
    reader.on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
    reader.on('close', () => {
      open -= 1;
      if (open === 0) ended.resolve();
      for (const look of waiting) look();
    });
  }

  function find(pattern: RegExp, from = 0): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const look = () => {
      const found = lines.slice(from).find((line) => pattern.test(line));
      if (found !== undefined) resolve(found);
      else if (open === 0) reject(new Error(`It ended without ${pattern}:\n${lines.join('\n')}`));
      else return;
      waiting.delete(look);
    };
    waiting.add(look);
    look();
    return promise;
  }
  return { lines, find, ended: ended.promise };
}

const PORT_TRIES_MAX = 20;
/** Below the ports that systems give to connections: somebody's would take one between the look and the start. */
const PORT_MIN = 20_000;
const PORT_MAX = 32_000;

/** A port that was free a moment ago, as was the one after it, which development takes too. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES_MAX; tries += 1) {
    const port = randomInt(PORT_MIN, PORT_MAX);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('there are no two free ports in a row');
}

/** Listens for a moment. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** Whether a process is there; one that has ended, and waits for somebody to notice, is not. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return !/^\d+ \(.*\) Z/s.test(stat);
  } catch {
    return false;
  }
}

/** Those of these processes that are there. */
export async function runningOf(pids: readonly number[]): Promise<number[]> {
  const running = await Promise.all(pids.map((pid) => isRunning(pid)));
  return pids.filter((_pid, index) => running[index]);
}
