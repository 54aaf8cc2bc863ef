import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import { reserveTurns } from './reserve-turns.ts';
import type { JobInLine, Turn } from './start-tags.ts';

type Waiting = { jobs: readonly JobInLine[]; done(turns: Turn[]): void; failed(error: unknown): void };

/**
 * Reserves turns for transactions that are not the engine's: at once and for good, so that a caller who does not commit
 * holds up no organisation's line. What a caller rolls back stays a gap. Reservations that come while one is under way
 * are one statement together: a process takes one of the engine's connections for them, however many callers it has.
 */
export function createLoneReserver(pool: Pool): (jobs: readonly JobInLine[]) => Promise<Turn[]> {
  const waiting: Waiting[] = [];
  let reserving = false;

  async function reserveAll(): Promise<void> {
    reserving = true;
    while (waiting.length > 0) {
      const set = waiting.splice(0);
      try {
        const jobs = set.flatMap((entry) => entry.jobs);
        const turns = await reserveTurns(onConnection(pool), { jobs, alone: true });
        let first = 0;
        for (const entry of set) entry.done(turns.slice(first, (first += entry.jobs.length)));
      } catch (error) {
        for (const entry of set) entry.failed(error);
      }
    }
    reserving = false;
  }

  return (jobs) =>
    new Promise((done, failed) => {
      waiting.push({ jobs, done, failed });
      if (!reserving) void reserveAll();
    });
}
