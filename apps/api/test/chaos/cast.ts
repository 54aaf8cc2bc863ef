import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { runRota, type RotaProcess } from '../rota-process.ts';
import type { Arena } from './arena.ts';
import { handlerLogFile } from './handler-log.ts';

/** How a process that was started again and again ended, each time. */
export type Exit = {
  role: 'api' | 'worker';
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Somebody shot at it or told it to end. */
  wanted: boolean;
  /** From SIGTERM to its end; null when it was not told to end. */
  endedMs: number | null;
};

/** A place that a process holds, and its successor when it has died, as under a service manager. */
export type Seat = {
  role: 'api' | 'worker';
  /** Whether its process has come up. */
  isUp(): boolean;
  pid(): number;
  /** As the program says it, with its process up; workers only. */
  workerId(): string;
  /** Shoots at the process, or tells it to end; resolves when it has ended. Others follow until `close`. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Stops and continues the process as it is. */
  freeze(): void;
  thaw(): void;
  /** A line of its log, of the process that holds the seat now. */
  logged(message: string): Promise<unknown>;
  /** Resolves when a process is up. */
  up(): Promise<void>;
  /** Ends the process in order, without a successor. */
  close(): Promise<void>;
};

/** The processes of a run. */
export type Cast = AsyncDisposable & {
  addApi(variables?: Record<string, string>): Promise<Seat>;
  addWorkers(count: number, variables?: Record<string, string>): Promise<Seat[]>;
  workers: readonly Seat[];
  exits: readonly Exit[];
};

/** Jobs that each worker runs at once. */
export const SLOTS = 5;

/** In a row; a process that is shot at on its way up is one of them. */
const FAILED_STARTS_MAX = 20;

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'worker/replace-handler.ts'));

/** No process yet. */
export function createCast(arena: Arena): Cast {
  const seats: Seat[] = [];
  const exits: Exit[] = [];
  let started = 0;

  async function take(role: Seat['role'], variables: Record<string, string> = {}): Promise<Seat> {
    const seat = createSeat({
      role,
      start: () => {
        started += 1;
        return startProcess(arena, { role, name: `${role}-${started}`, variables });
      },
      onExit: (exit) => exits.push(exit),
    });
    seats.push(seat);
    await seat.up();
    return seat;
  }

  return {
    addApi: (variables) => take('api', variables),
    addWorkers: (count, variables) =>
      Promise.all(Array.from({ length: count }, () => take('worker', variables))),
    get workers() {
      return seats.filter(({ role }) => role === 'worker');
    },
    exits,
    async [Symbol.asyncDispose]() {
      await Promise.all(seats.map((seat) => seat.close()));
    },
  };
}

function startProcess(
  arena: Arena,
  { role, name, variables }: { role: Seat['role']; name: string; variables: Record<string, string> },
): RotaProcess {
  const preload = new URL(PRELOAD);
  preload.searchParams.set('log', handlerLogFile(arena.folder, name));
  const env = {
    PROCESS_ROLE: role,
    DATABASE_URL: arena.urls.owner,
    ROTA_DATA_DIR: arena.folder,
    ROTA_DEMO: 'on',
    PORT: String(arena.port),
    WORKER_CONCURRENCY: String(SLOTS),
    SHUTDOWN_GRACE_SECONDS: '5',
    ...variables,
  };
  return runRota('main.ts', env, { nodeArgs: role === 'worker' ? ['--import', preload.href] : [] });
}

function createSeat({
  role,
  start,
  onExit,
}: {
  role: Seat['role'];
  start(): RotaProcess;
  onExit(exit: Exit): void;
}): Seat {
  const ready = role === 'api' ? 'the API listens' : 'the worker runs jobs';
  let isOpen = true;
  let failedStarts = 0;
  let current = occupy();

  function occupy() {
    const holder = start();
    const occupant = {
      process: holder,
      workerId: null as string | null,
      isUp: false,
      endedBy: null as { signal: NodeJS.Signals; atMs: number } | null,
      up: holder.logged(ready).then((line) => {
        occupant.isUp = true;
        failedStarts = 0;
        occupant.workerId = String(line['workerId']);
      }),
      gone: holder.exited.then(({ code, signal }) => {
        const { endedBy } = occupant;
        occupant.isUp = false;
        const endedMs = endedBy?.signal === 'SIGTERM' ? performance.now() - endedBy.atMs : null;
        onExit({ role, code, signal, wanted: endedBy !== null, endedMs });
        failedStarts += 1;
        if (isOpen && failedStarts <= FAILED_STARTS_MAX) current = occupy();
      }),
    };
    // One that dies on its way up has a successor, for whom others wait.
    occupant.up.catch(() => undefined);
    return occupant;
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { process: holder, gone } = current;
    current.endedBy = { signal, atMs: performance.now() };
    current.isUp = false;
    holder.kill(signal);
    await gone;
  }

  return {
    role,
    isUp: () => current.isUp,
    pid: () => current.process.pid,
    workerId() {
      if (current.workerId === null) throw new Error('the worker has not said its name yet');
      return current.workerId;
    },
    end,
    freeze: () => current.process.kill('SIGSTOP'),
    thaw: () => current.process.kill('SIGCONT'),
    logged: (message) => current.process.logged(message),
    async up() {
      while (!current.isUp) {
        if (failedStarts > FAILED_STARTS_MAX)
          throw new Error(`no ${role} comes up:\n${current.process.lines.join('\n')}`);
        await Promise.race([current.up.catch(() => undefined), current.gone]);
      }
    },
    async close() {
      isOpen = false;
      current.process.kill('SIGCONT');
      await end('SIGTERM');
    },
  };
}
