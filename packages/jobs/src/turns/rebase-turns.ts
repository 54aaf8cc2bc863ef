import type { Pool } from 'pg';

import { inEngineTransaction, onConnection } from '../engine-transaction.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { REBASE_DELIVERED, REBASE_WAITING } from '../queue/message-sql.ts';
import { TICKS_PER_UNIT } from './start-tags.ts';

/** Half of what a priority can say: the other half is for those that wait behind. */
const DISTANCE_TO_REBASE = 2 ** 30;
const CHUNK_SIZE = 5_000;
/** Any constant of our own: the advisory lock that lets one process rebase at a time. */
const REBASE_LOCK = 7_305_215;
const HIGHEST_PRIORITY = 2_147_483_647;

const LOCK = 'SELECT pg_try_advisory_xact_lock($1) AS mine';

/** `settled`: every transaction that may have read the base of before has ended. */
const FIND_QUEUES = `
  SELECT queue, (virtual_time - base) / ${TICKS_PER_UNIT} > $1 AS "isFar", rebase_tx::text AS "rebaseTx",
    coalesce(rebase_tx < pg_snapshot_xmin(pg_current_snapshot()), false) AS settled
  FROM queue_clocks
  WHERE rebase_tx IS NOT NULL OR (virtual_time - base) / ${TICKS_PER_UNIT} > $1`;

const MOVE_BASE = `
  UPDATE queue_clocks SET base = virtual_time - virtual_time % ${TICKS_PER_UNIT}, rebase_tx = pg_current_xact_id()
  WHERE queue = $1`;
const END = 'UPDATE queue_clocks SET rebase_tx = NULL WHERE queue = $1 AND rebase_tx = $2::xid8';

type FarQueue = { queue: string; isFar: boolean; rebaseTx: string | null; settled: boolean };

/** Small ones, for tests. */
export type RebaseLimits = { distance?: number; chunkSize?: number };

/**
 * Moves the bases of queues whose tags have come half the way through what a priority can say, and then the priorities of
 * the messages that wait, in chunks, the next of the line first; work goes on meanwhile. Tags themselves do not change, so
 * that each message says what its priority is to be, however often and by whom this is done.
 *
 * The base and the head of the line move in one transaction: a message that is put in with the new base finds its place.
 * One that was given its turn before and is committed later has the old base's priority: messages are looked through again
 * until every transaction of before has ended and none of that kind is left.
 */
export async function rebaseTurns(
  { pool }: { pool: Pool },
  { distance = DISTANCE_TO_REBASE, chunkSize = CHUNK_SIZE }: RebaseLimits = {},
): Promise<void> {
  const { rows: queues } = await onConnection(pool).executeSql<FarQueue>(FIND_QUEUES, [distance]);
  for (const { queue, isFar, rebaseTx, settled } of queues) {
    let begins = isFar;
    let after: number | null = HIGHEST_PRIORITY;
    let moved = 0;
    while (after !== null) {
      const from: number = after;
      const chunk = await asTheOnlyOne(pool, async (executor) => {
        if (begins) await executor.executeSql(MOVE_BASE, [queue]);
        return moveChunk(executor, { queue, from, chunkSize });
      });
      if (chunk === null) return;
      begins = false;
      moved += chunk.moved;
      after = chunk.last;
    }
    moved += await moveDelivered(onConnection(pool), queue);
    if (!isFar && settled && moved === 0) await onConnection(pool).executeSql(END, [queue, rebaseTx]);
  }
}

/** @returns null when another process is at it */
async function asTheOnlyOne<T>(pool: Pool, work: (executor: SqlExecutor) => Promise<T>): Promise<T | null> {
  return inEngineTransaction(pool, async (executor) => {
    const { rows } = await executor.executeSql<{ mine: boolean }>(LOCK, [REBASE_LOCK]);
    return rows[0]?.mine === true ? work(executor) : null;
  });
}

/** @returns `last`: the lowest of the old priorities that it moved; null when no further chunk follows */
async function moveChunk(
  executor: SqlExecutor,
  { queue, from, chunkSize }: { queue: string; from: number; chunkSize: number },
): Promise<{ moved: number; last: number | null }> {
  const { rows } = await executor.executeSql<{ moved: number; last: number | null }>(REBASE_WAITING, [
    queue,
    from,
    chunkSize,
  ]);
  const { moved = 0, last = null } = rows[0] ?? {};
  return { moved, last: moved < chunkSize ? null : last };
}

/** Messages in workers' hands come back with their priority when the worker is lost. */
async function moveDelivered(executor: SqlExecutor, queue: string): Promise<number> {
  const { rows } = await executor.executeSql<{ id: string }>(REBASE_DELIVERED, [queue]);
  return rows.length;
}
