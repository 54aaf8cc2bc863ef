import { inEngineTransaction } from '../engine-transaction.ts';
import { enqueue } from '../create/enqueue.ts';
import type { MoveDeps } from '../moves/move-jobs.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import type { TableStatistics } from '../maintenance/table-statistics.ts';
import { toNewJob, type JobTemplate } from '../create/to-new-job.ts';

/**
 * The next chunk that nobody else has in hand. Every batch's first chunk comes before any batch's second: a large batch
 * does not keep a small one waiting.
 */
const TAKE_CHUNK = `
  WITH next AS (
    SELECT i.batch_id, i.first_index
    FROM batch_items i JOIN batches b ON b.id = i.batch_id
    WHERE b.cancelled_at IS NULL
    ORDER BY i.first_index, i.batch_id
    LIMIT $1
    FOR UPDATE OF i SKIP LOCKED
  )
  DELETE FROM batch_items i USING next n
  WHERE i.batch_id = n.batch_id AND i.first_index = n.first_index
  RETURNING i.batch_id AS "batchId", i.first_index AS "firstIndex", i.inputs, i.template`;

/** What making children stands on. */
export type FillDeps = MoveDeps & { statistics: TableStatistics };

type Chunk = { batchId: string; firstIndex: number; inputs: unknown[]; template: JobTemplate };

/**
 * Makes the children of batches, a chunk a transaction, until none are left to be made or the signal is aborted. Any number of processes may do
 * so at once; a chunk whose transaction did not commit is there again.
 */
export async function fillBatches(deps: FillDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const chunk = await inEngineTransaction(deps.pool, (executor) => fillChunk(executor, deps));
    if (chunk === undefined) return;
    deps.statistics.countCreated(chunk.inputs.length);
    if (chunk.template.status === 'pending') deps.notifier.wake(chunk.template.queue);
  }
}

async function fillChunk(
  executor: SqlExecutor,
  { queue }: Pick<MoveDeps, 'queue'>,
): Promise<Chunk | undefined> {
  const { rows } = await executor.executeSql<Chunk>(TAKE_CHUNK, [1]);
  const [chunk] = rows;
  if (chunk === undefined) return undefined;
  const jobs = chunk.inputs.map((input, offset) => ({
    ...toNewJob(chunk.template, input),
    batchId: chunk.batchId,
    batchIndex: chunk.firstIndex + offset,
  }));
  const written = await enqueue(executor, { queue, jobs });
  // They have no unique keys: nothing may be in their way.
  if (written.size < jobs.length)
    throw new Error(`${chunk.batchId} lacks ${jobs.length - written.size} jobs`);
  return chunk;
}
