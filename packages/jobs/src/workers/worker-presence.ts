import { hostname } from 'node:os';

import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import { startTimedLoop, type TimedLoop } from '../timed-loop.ts';
import { HEARTBEAT_MS } from '../living-workers.ts';

/** What a program says of itself, for operators, who look at the workers of an installation. */
export type WorkerIdentity = {
  /** The machine. Default: its name for itself. */
  host?: string | undefined;
  /** Where it stands; null: not said. */
  region?: string | null | undefined;
  /** The program's version. Default: `unknown`. */
  version?: string | undefined;
  /** What else the process is. Default: `worker` alone. */
  roles?: readonly string[] | undefined;
};

type PresenceDeps = {
  pool: Pool;
  workerId: string;
  identity?: WorkerIdentity | undefined;
  /** Jobs that it runs at once. */
  slots: number;
  /** The queues that it serves; undefined: all. */
  queues?: readonly string[] | undefined;
  onError(error: unknown): void;
};

/**
 * Written whole each time: the row of a process that was silent for too long, frozen or cut off, may have been pruned.
 * Times are the server's, so that workers on machines whose clocks differ are compared rightly.
 */
const SAY = `
  INSERT INTO workers (id, host, region, pid, version, roles, queues, slots, slots_in_use, started_at, last_seen_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() - $10 * interval '1 millisecond', now())
  ON CONFLICT (id) DO UPDATE SET slots_in_use = excluded.slots_in_use, last_seen_at = excluded.last_seen_at`;

const WITHDRAW = 'DELETE FROM workers WHERE id = $1';

/** The row of a worker that lives. */
export type WorkerPresence = {
  /** Keeps it fresh from now on, with the jobs that the worker has in hand. */
  keep(slotsInUse: () => number): void;
  /** Takes it away: the worker ended in order. */
  stop(): Promise<void>;
};

/**
 * Puts a worker that is about to begin into the list of living ones; one that dies is seen to be silent. Resolves when it
 * is in the list: nothing has been claimed by then that nobody could look up.
 */
export async function announceWorker(deps: PresenceDeps): Promise<WorkerPresence> {
  const executor = onConnection(deps.pool);
  const startedAtMs = performance.now();
  const { host = hostname(), region = null, version = 'unknown', roles = ['worker'] } = deps.identity ?? {};
  const fixed = [deps.workerId, host, region, process.pid, version, roles, deps.queues ?? [], deps.slots];

  let loop: TimedLoop | undefined;

  async function say(slotsInUse: number): Promise<void> {
    await executor.executeSql(SAY, [...fixed, slotsInUse, performance.now() - startedAtMs]);
  }

  await say(0);
  return {
    keep(slotsInUse) {
      const work = () => say(slotsInUse());
      loop = startTimedLoop({ intervalMs: HEARTBEAT_MS, work, onError: deps.onError });
    },
    async stop() {
      await loop?.stop();
      // The database may be away: then it is seen to be silent, like one that died.
      await executor.executeSql(WITHDRAW, [deps.workerId]).catch(deps.onError);
    },
  };
}
