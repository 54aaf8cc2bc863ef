import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Arena } from './arena.ts';
import { SLOTS, type Cast, type Seat } from './cast.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What goes wrong, on purpose. Everything is written down with its time, in the folder of the run. */
export type Faults = {
  /** `kill -9`; its successor comes at once. */
  kill(seat: Seat): Promise<void>;
  /** A worker that is up and is not the last one; null when there is none. */
  victim(): Seat | null;
  /** SIGSTOP, and SIGCONT after the time. `meanwhile` happens while it is frozen, right before it is thawed. */
  freeze(seat: Seat, options: { timeMs: number; meanwhile?: () => Promise<void> }): Promise<void>;
  /** SIGTERM; its successor comes when it has ended. */
  restart(seat: Seat): Promise<void>;
  restartDatabase(): Promise<void>;
  /** The database is gone for the time. Messages of all workers are overdue afterwards. */
  databaseAway(timeMs: number): Promise<void>;
  /** All connections of all processes are ended by the server. */
  disconnectAll(): Promise<void>;
  /** Something else, done by the scenario; `slots` of work may run a second time because of it. */
  note(kind: string, options?: { slots?: number }): Promise<void>;
  count(): number;
  /** Runs that may be lost because of them. */
  slotsHit(): number;
  /** Milliseconds since 1970 of the last one. */
  lastAt(): number;
};

/** Workers that hear nothing for so long, and say every 3 s that they live, are in time: messages are overdue after 10 s. */
const SHORT_OUTAGE_MS = 3_000;

const HOLD = `
  INSERT INTO chaos.held (job_id, run, at)
  SELECT id, run, to_timestamp($2 / 1000.0) FROM jobs WHERE worker_id = $1 AND status = 'processing'`;
const DISCONNECT = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'rota%' AND pid <> pg_backend_pid()`;

/** None yet. */
export function createFaults(
  { server, folder, query }: Arena,
  { cast, random }: { cast: Cast; random: SeededRandom },
): Faults {
  let count = 0;
  let slotsHit = 0;
  let lastAt = Date.now();

  async function note(kind: string, { slots = 0 }: { slots?: number } = {}): Promise<void> {
    count += 1;
    slotsHit += slots;
    lastAt = Date.now();
    await appendFile(join(folder, 'faults.jsonl'), `${JSON.stringify({ at: lastAt, kind, slots })}\n`);
  }
  const allSlots = () => cast.workers.length * SLOTS;
  const holdFor = (workerId: string, at: number) => query(HOLD, [workerId, at]);

  return {
    async kill(seat) {
      const workerId = seat.role === 'worker' ? seat.workerId() : null;
      const at = Date.now();
      await seat.end('SIGKILL');
      await note(`kill ${seat.role}`, { slots: workerId === null ? 0 : SLOTS });
      if (workerId !== null) await holdFor(workerId, at);
    },
    victim() {
      const up = cast.workers.filter((seat) => seat.isUp());
      return up.length > 1 ? random.pick(up) : null;
    },
    async freeze(seat, { timeMs, meanwhile }) {
      const at = Date.now();
      seat.freeze();
      await note('freeze', { slots: SLOTS });
      await holdFor(seat.workerId(), at);
      await delay(timeMs);
      await meanwhile?.();
      seat.thaw();
      await note('thaw');
    },
    async restart(seat) {
      await note('restart');
      await seat.end('SIGTERM');
    },
    async restartDatabase() {
      const at = Date.now();
      await server.restartAtOnce();
      const slots = Date.now() - at > SHORT_OUTAGE_MS ? allSlots() : 0;
      await note('database restarted at once', { slots });
    },
    async databaseAway(timeMs) {
      await server.goAway(timeMs);
      await note('database away', { slots: allSlots() });
    },
    async disconnectAll() {
      await query(DISCONNECT);
      await note('all disconnected');
    },
    note,
    count: () => count,
    slotsHit: () => slotsHit,
    lastAt: () => lastAt,
  };
}
