import type { FailurePolicy, JobStatus } from '@rota/db';

import { isEnded, movingFrom } from '../moves/job-status.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { SqlExecutor } from '../sql-executor.ts';

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

const MOVE_PARENTS = `
  WITH news AS (
    SELECT * FROM json_to_recordset($1::json) AS n (id uuid, status text, output jsonb, error jsonb, percent int, message text)
  )
  UPDATE jobs j SET
    status = n.status, output = n.output, error = n.error, progress_percent = n.percent, progress_message = n.message,
    finished_at = CASE WHEN n.status <> 'processing' THEN now() END, updated_at = now()
  FROM news n
  WHERE j.id = ANY ($2::uuid[]) AND j.id = n.id AND j.type = 'batch'
    AND j.status IN (${movingFrom<'completed' | 'failed' | 'cancelled' | 'processing'>(['processing'])})
  RETURNING ${movedColumns({ from: `'processing'` })}`;

type CountedBatch = Counts & {
  id: string;
  total: number;
  failurePolicy: FailurePolicy;
  isCancelled: boolean;
};

/** How the counters of a batch move; what is left out stays. */
export type BatchMove = { id: string } & Partial<Counts>;

/**
 * Moves the counters of the batches whose children moved, one UPDATE for all of them, and ends each whose last child
 * has ended. The counters' lock makes that one transaction's business: it happens exactly once.
 * @returns the parents that ended, and those that have come a per cent further
 */
export function countBatchMoves(executor: SqlExecutor, moved: readonly MovedJob[]): Promise<MovedJob[]> {
  return moveCounters(executor, sumMoves(moved));
}

/** The same for moves that are known as sums. */
export async function moveCounters(executor: SqlExecutor, moves: readonly BatchMove[]): Promise<MovedJob[]> {
  if (moves.length === 0) return [];
  const sums = moves.map((move) => ({ ...NO_MOVES, ...move }));
  const { rows } = await executor.executeSql<CountedBatch>(COUNT, [JSON.stringify(sums)]);
  const ended = new Map(sums.map((sum) => [sum.id, endedOf(sum)]));
  const news = rows
    .filter((batch) => isOver(batch) || percentOf(batch) > percentOf(batch, ended.get(batch.id)))
    .map((batch) => (isOver(batch) ? toEnd(batch) : toProgress(batch)));
  if (news.length === 0) return [];
  const parents = await executor.executeSql<MovedJob>(MOVE_PARENTS, [
    JSON.stringify(news),
    news.map(({ id }) => id),
  ]);
  return parents.rows;
}

const NO_MOVES: Counts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };

function sumMoves(moved: readonly MovedJob[]): (Counts & { id: string })[] {
  const sums = new Map<string, Counts>();
  for (const { batchId, from, status } of moved) {
    if (batchId === null || counterOf(from) === counterOf(status)) continue;
    const sum = sums.get(batchId) ?? { ...NO_MOVES };
    sum[counterOf(from)] -= 1;
    sum[counterOf(status)] += 1;
    sums.set(batchId, sum);
  }
  return [...sums].map(([id, sum]) => ({ id, ...sum }));
}

function counterOf(status: JobStatus): Counter {
  return status === 'processing' || isEnded(status) ? status : 'pending';
}

const isOver = ({ pending, processing }: Counts): boolean => pending === 0 && processing === 0;
const endedOf = ({ completed, failed, cancelled }: Counts): number => completed + failed + cancelled;

/** How far a batch has come, or had come before the last so many ends: written a hundred times at most. */
function percentOf(batch: CountedBatch, endsBefore = 0): number {
  return Math.floor((100 * (endedOf(batch) - endsBefore)) / batch.total);
}

function toProgress(batch: CountedBatch) {
  const message = `${endedOf(batch)} of ${batch.total} jobs have ended`;
  return { id: batch.id, status: 'processing', percent: percentOf(batch), message };
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
    percent: 100,
    output: { total, completed, failed, cancelled },
    error: status === 'failed' ? { code: 'batch_failed', message, attempt: 0 } : null,
  };
}
