import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';

/** Starts within this time are one write. */
const WRITE_MS = 100;

/** It only ever rises, whichever process writes last; lost in a crash, it is a little behind, as it is between two writes. */
const ADVANCE = `
  WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))
  INSERT INTO queue_clocks AS c (queue, virtual_time)
  SELECT n.queue, n.tag FROM quick CROSS JOIN unnest($1::text[], $2::bigint[]) AS n (queue, tag) ORDER BY n.queue
  ON CONFLICT (queue) DO UPDATE SET virtual_time = excluded.virtual_time WHERE c.virtual_time < excluded.virtual_time`;

/** The virtual time of the queues that a process serves. */
export type VirtualClock = {
  /** A job with this start tag has started. Null: it had none. */
  advance(queue: string, tag: number | null): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
};

/**
 * Keeps `V`, the highest start tag whose job has started, with one write in 100 ms however many jobs start. In between the
 * table is behind: an organisation that arrives then is placed before what ran in the last 100 ms instead of behind it,
 * which gives it a start sooner, once, and nobody a second turn, since its line ends where its own jobs end.
 */
export function createVirtualClock(deps: { pool: Pool; onError(error: unknown): void }): VirtualClock {
  const reached = new Map<string, number>();
  const unwritten = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    timer = undefined;
    const entries = [...unwritten];
    unwritten.clear();
    if (entries.length === 0) return;
    await onConnection(deps.pool)
      .executeSql(ADVANCE, [entries.map(([queue]) => queue), entries.map(([, tag]) => tag)])
      .catch(deps.onError);
  }

  const writeNext = () => (writing = writing.then(write));
  return {
    advance(queue, tag) {
      if (tag === null || tag <= (reached.get(queue) ?? -1)) return;
      reached.set(queue, tag);
      unwritten.set(queue, tag);
      timer ??= setTimeout(() => void writeNext(), WRITE_MS);
    },
    async close() {
      clearTimeout(timer);
      await writeNext();
    },
  };
}
