import type { FailurePolicy, JobStatus } from '@rota/db';

import { isEnded } from '../job-status.ts';
import { movedColumns, type MovedJob } from '../moved-job.ts';
import type { SqlExecutor } from '../queue/job-queue.ts';

/** The counters of a batch: what has not started, after a failed attempt or a snooze too, is `pending`. */
type Counter = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
type Counts = Record<Counter, number>;

const COUNT = `
  WITH moves AS (
    SELECT * FROM json_to_recordset($1::json) AS m (
      id uuid, pending int, processing int, completed int, failed int, cancelled int)
  ), locked AS (
    SELECT id FROM batches WHERE id IN (SELECT id FROM moves) ORDER BY id FOR NO KEY UPDATE
  )
  UPDATE batches b SET
    pending = b.pending + m.pending, processing = b.processing + m.processing, completed = b.completed + m.completed,
    failed = b.failed + m.failed, cancelled = b.cancelled + m.cancelled
  FROM locked l JOIN moves m ON m.id = l.id
  WHERE b.id = l.id
  RETURNING b.id, b.failure_policy AS "failurePolicy", b.total, b.pending, b.processing, b.completed, b.failed, b.cancelled,
    b.cancelled_at IS NOT NULL AS "isCancelled"`;

const END = `
  WITH ends AS (SELECT * FROM json_to_recordset($1::json) AS e (id uuid, status text, output jsonb, error jsonb))
  UPDATE jobs j SET
    status = e.status, output = e.output, error = e.error, progress_percent = 100, finished_at = now(), updated_at = now()
  FROM ends e
  WHERE j.id = ANY ($2::uuid[]) AND j.id = e.id AND j.status = 'processing' AND j.type = 'batch'
  RETURNING ${movedColumns({ from: `'processing'` })}`;

type CountedBatch = Counts & {
  id: string;
  total: number;
  failurePolicy: FailurePolicy;
  isCancelled: boolean;
};

/**
 * Moves the counters of the batches whose children moved, one UPDATE for all of them, and ends each whose last child
 * has ended. The counters' lock makes that one transaction's business: it happens exactly once.
 * @returns the parents that ended
 */
export async function countBatchMoves(
  executor: SqlExecutor,
  moved: readonly MovedJob[],
): Promise<MovedJob[]> {
  const moves = sumMoves(moved);
  if (moves.length === 0) return [];
  const { rows } = await executor.executeSql<CountedBatch>(COUNT, [JSON.stringify(moves)]);
  const ends = rows.filter((batch) => batch.pending === 0 && batch.processing === 0).map(toEnd);
  if (ends.length === 0) return [];
  const parents = await executor.executeSql<MovedJob>(END, [JSON.stringify(ends), ends.map(({ id }) => id)]);
  return parents.rows;
}

function sumMoves(moved: readonly MovedJob[]): (Counts & { id: string })[] {
  const sums = new Map<string, Counts>();
  for (const { batchId, from, status } of moved) {
    if (batchId === null || counterOf(from) === counterOf(status)) continue;
    const sum = sums.get(batchId) ?? { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
    sum[counterOf(from)] -= 1;
    sum[counterOf(status)] += 1;
    sums.set(batchId, sum);
  }
  return [...sums].map(([id, sum]) => ({ id, ...sum }));
}

function counterOf(status: JobStatus): Counter {
  return status === 'processing' || isEnded(status) ? status : 'pending';
}

function toEnd({ id, total, completed, failed, cancelled, failurePolicy, isCancelled }: CountedBatch) {
  // A cancelled child counts as failed, unless it was the batch that was cancelled.
  const unsuccessful = failed + cancelled;
  const hasFailed =
    failurePolicy === 'any'
      ? unsuccessful > 0
      : failurePolicy === 'all'
        ? unsuccessful === total
        : unsuccessful > failurePolicy.maxFailed;
  const status = isCancelled ? 'cancelled' : hasFailed ? 'failed' : 'completed';
  const message = `${unsuccessful} of ${total} jobs of the batch did not complete.`;
  return {
    id,
    status,
    output: { total, completed, failed, cancelled },
    error: status === 'failed' ? { code: 'batch_failed', message, attempt: 0 } : null,
  };
}
