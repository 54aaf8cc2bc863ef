import { setTimeout as delay } from 'node:timers/promises';

import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { toQueueName } from '../registry/queue-name.ts';
import { strandedQueueOf } from '../registry/user-queues.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import type { WorkerTally } from '../runner/run-tally.ts';
import type { Worker } from './start-worker.ts';

/** How long a worker is to run at most. */
export type DrainTime = {
  /** From the call to its end, what is handed back included. */
  seconds: number;
  /** Ends it earlier, in the same way. */
  signal?: AbortSignal | undefined;
};

/** What a bounded run came to. */
export type DrainReport = WorkerTally & {
  /** Jobs that could be run now and were not: handed back, or not begun. Counted up to 10,000. */
  left: number;
  /** How long it took. */
  seconds: number;
};

/** Jobs left are counted up to here. */
const LEFT_MAX = 10_000;
/** Between two looks whether anything is left. */
const LOOK_MS = 200;
/**
 * Before this no run ends for want of work: the queue takes messages of dead workers back, and sees which schedules are
 * due, within its first second, and tells nobody when it has.
 */
const RUN_MIN_MS = 2_000;
/** At the end: for runs to end by themselves, for handlers to heed their signal, and for what remains to be written. */
const GRACE_MS = 5_000;
const ABORT_MS = 5_000;
const WRITE_MS = 2_000;
/** Of a short time the end takes at most this part. */
const END_SHARE = 0.5;

/** What it takes to say whether anything is left. */
type DrainDeps = {
  pool: Pool;
  queue: JobQueue;
  registry: Pick<JobHandlerRegistry, 'userQueues' | 'systemJobTypes'>;
  /** The queues that the worker serves; undefined: all. */
  queues?: readonly string[] | undefined;
};

const COUNT_DUE = `
  SELECT
    (SELECT count(*)::int FROM (
      SELECT FROM jobs WHERE status IN ('scheduled', 'retrying') AND coalesce(next_retry_at, run_at) <= now()
      LIMIT $1) AS due) AS due,
    (SELECT coalesce(sum(items), 0)::int FROM (
      SELECT jsonb_array_length(i.inputs) AS items
      FROM batch_items i JOIN batches b ON b.id = i.batch_id WHERE b.cancelled_at IS NULL LIMIT 100) AS unmade) AS unmade`;

/**
 * Lets a worker run until nothing is left to do, the time is nearly up or the signal is aborted, then stops it: what has
 * not ended by then is handed back without spending an attempt.
 *
 * @param startedAtMs `performance.now()` of when the time began
 */
export async function drain(
  deps: DrainDeps,
  worker: Worker,
  { seconds, signal, startedAtMs }: DrainTime & { startedAtMs: number },
): Promise<DrainReport> {
  const totalMs = seconds * 1_000;
  const endMs = GRACE_MS + ABORT_MS + WRITE_MS;
  // Of a minute the end has 12 s at the most; of 2 s it has one.
  const scale = Math.min(1, (totalMs * END_SHARE) / endMs);
  const stopAtMs = startedAtMs + totalMs - endMs * scale;
  try {
    await waitForEnd(deps, { worker, startedAtMs, stopAtMs, signal });
  } finally {
    await worker.stop(GRACE_MS * scale, ABORT_MS * scale);
  }
  const left = await countLeft(deps);
  return { ...worker.tally(), left, seconds: Math.round(performance.now() - startedAtMs) / 1_000 };
}

async function waitForEnd(
  deps: DrainDeps,
  {
    worker,
    startedAtMs,
    stopAtMs,
    signal,
  }: { worker: Worker; startedAtMs: number; stopAtMs: number; signal: AbortSignal | undefined },
): Promise<void> {
  while (signal?.aborted !== true) {
    const now = performance.now();
    if (now >= stopAtMs) return;
    if (now >= startedAtMs + RUN_MIN_MS && (await isDone(deps, worker))) return;
    const pauseMs = Math.min(LOOK_MS, Math.max(0, stopAtMs - performance.now()));
    // Aborted: the loop ends.
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Nothing waits, nothing is in hand, and nothing has come of what was in hand while that was asked. */
async function isDone(deps: DrainDeps, worker: Worker): Promise<boolean> {
  const before = worker.tally();
  if (!worker.isIdle()) return false;
  const [left, ofSystem, isFiring] = await Promise.all([
    countLeft(deps),
    deps.queue.countWaiting(deps.registry.systemJobTypes().map(toQueueName), 1),
    deps.queue.isFiring(),
  ]);
  return (
    left === 0 && ofSystem === 0 && !isFiring && worker.isIdle() && worker.tally().claimed === before.claimed
  );
}

async function countLeft({ pool, queue, registry, queues }: DrainDeps): Promise<number> {
  const served = registry.userQueues().filter(({ name }) => queues === undefined || queues.includes(name));
  const names = served.flatMap(({ name, types }) => [name, ...types.map(strandedQueueOf)]);
  const waiting = await queue.countWaiting(names, LEFT_MAX);
  const { rows } = await onConnection(pool).executeSql<{ due: number; unmade: number }>(COUNT_DUE, [
    LEFT_MAX,
  ]);
  const { due, unmade } = rows[0] ?? { due: 0, unmade: 0 };
  return Math.min(LEFT_MAX, waiting + due + unmade);
}
