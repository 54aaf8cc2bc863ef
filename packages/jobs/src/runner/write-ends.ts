import { endedJobStatuses, newId } from '@rota/db';

import { movingFrom, sqlList } from '../moves/job-status.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { plainColumn, sparseColumn, uuidColumn } from '../sql-columns.ts';
import type { ClaimedJob } from './claim.ts';
import { errorFingerprint } from '../error-fingerprint.ts';
import type { WritableOutcome } from './outcome.ts';

/** A run and its end, with all that is to be written. */
export type WritableResult = { job: ClaimedJob; result: WritableOutcome };

const ENDS = movingFrom<'completed' | 'failed' | 'cancelled' | 'retrying' | 'scheduled' | 'pending'>([
  'processing',
]);
/** A short job's row is written once: from waiting straight to what came of it. */
const SHORT_ENDS = movingFrom<'completed' | 'failed' | 'retrying' | 'scheduled'>(['pending']);

/** A job that was cancelled in the meantime is cancelled, whatever its run came to. */
const END = `CASE WHEN j.cancel_requested_at IS NULL THEN e.outcome ELSE 'cancelled' END`;

/**
 * Writes the ends of runs: rows, history and events of a whole set in one statement. The ends come in columns, each is
 * looked at once, and what is written beside the row is taken from what the row's update returns: joins of sets with
 * themselves grow with the square of the set.
 */
const SETTLE = `
  WITH locked AS (
    SELECT id FROM jobs
    WHERE id = ANY ($1::uuid[]) AND status IN (${ENDS}, ${SHORT_ENDS})
    ORDER BY id
    FOR NO KEY UPDATE
  ), ended AS (
    SELECT * FROM unnest(
      $1::uuid[], $2::int[], $3::bool[], $4::uuid[], $5::int[], $6::timestamptz[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[],
      $11::text[], $12::text[], $13::float8[], $14::uuid[]
    ) AS e (id, run, short, held_message_id, attempt, started_at, worker_id, outcome, output, error, stack, fingerprint, delay_ms,
      new_message_id)
    WHERE id = ANY (ARRAY(SELECT id FROM locked))
  ), moved AS (
    UPDATE jobs j SET
      status = CASE ${END} WHEN 'handed_back' THEN 'pending' WHEN 'snoozed' THEN 'scheduled' ELSE ${END} END,
      run = e.run, worker_id = e.worker_id, started_at = e.started_at,
      attempt = CASE WHEN ${END} IN ('handed_back', 'snoozed') THEN e.attempt - 1 ELSE e.attempt END,
      output = CASE ${END} WHEN 'completed' THEN e.output END,
      error = CASE WHEN ${END} IN ('failed', 'retrying') THEN e.error WHEN ${END} = 'completed' THEN NULL ELSE j.error END,
      error_stack = CASE WHEN ${END} IN ('failed', 'retrying') THEN e.stack WHEN ${END} = 'completed' THEN NULL ELSE j.error_stack END,
      error_fingerprint = CASE ${END} WHEN 'failed' THEN e.fingerprint END,
      losses = CASE ${END} WHEN 'handed_back' THEN j.losses ELSE 0 END, alone = false,
      message_id = CASE ${END} WHEN 'handed_back' THEN e.new_message_id END,
      run_at = CASE ${END} WHEN 'snoozed' THEN now() + e.delay_ms * interval '1 millisecond' ELSE j.run_at END,
      next_retry_at = CASE ${END} WHEN 'retrying' THEN now() + e.delay_ms * interval '1 millisecond' END,
      progress_percent = CASE ${END} WHEN 'completed' THEN 100 ELSE j.progress_percent END,
      finished_at = CASE WHEN ${END} IN (${sqlList(endedJobStatuses)}) THEN now() END,
      dead_lettered_at = CASE ${END} WHEN 'failed' THEN now() END,
      updated_at = now()
    FROM ended e
    WHERE j.id = e.id
      AND CASE WHEN e.short THEN j.status = 'pending' AND j.message_id = e.held_message_id AND j.run = e.run - 1
               ELSE j.status = 'processing' AND j.run = e.run END
    RETURNING ${movedColumns({ from: `CASE WHEN e.short THEN 'pending' ELSE 'processing' END` })},
      e.short, e.run, e.attempt, e.worker_id, e.started_at, e.error, e.stack,
      CASE j.status WHEN 'cancelled' THEN 'cancelled' ELSE e.outcome END AS outcome
  ), runs AS (
    INSERT INTO job_runs (job_id, run, org_id, attempt, worker_id, started_at, ended_at, outcome, error, error_stack)
    SELECT "jobId", run, "orgId", attempt, worker_id, started_at, now(), outcome, error, stack FROM moved
    WHERE NOT (short AND outcome = 'completed')
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT "orgId", array_agg("jobId") FROM moved GROUP BY "orgId"
  )
  SELECT "jobId", "orgId", type, queue, priority, "messageId", "batchId", "from", status, "hasDependents" FROM moved`;

/** @returns the jobs that moved; those of others' runs, and those that have ended, did not */
export async function writeEnds(executor: SqlExecutor, set: readonly WritableResult[]): Promise<MovedJob[]> {
  const { rows } = await executor.executeSql<MovedJob>(SETTLE, toColumns(set));
  return rows;
}

/** The parameters of {@link SETTLE}. */
function toColumns(set: readonly WritableResult[]): unknown[] {
  const ends = set.map(({ result }) => toEnd(result));
  return [
    uuidColumn(set.map(({ job }) => job.id)),
    plainColumn(set.map(({ job }) => job.run)),
    plainColumn(set.map(({ job }) => job.short)),
    uuidColumn(set.map(({ job }) => job.delivery.messageId)),
    plainColumn(set.map(({ job }) => job.attempt)),
    set.map(({ job }) => job.startedAt),
    set.map(({ job }) => job.workerId),
    set.map(({ result }) => result.outcome),
    sparseColumn(ends.map(({ output }) => output)),
    sparseColumn(ends.map(({ error }) => error)),
    sparseColumn(ends.map(({ stack }) => stack)),
    sparseColumn(ends.map(({ fingerprint }) => fingerprint)),
    sparseColumn(ends.map(({ delayMs }) => delayMs)),
    sparseColumn(ends.map(({ newMessageId }) => newMessageId)),
  ];
}

const NOTHING = {
  output: null,
  error: null,
  stack: null,
  fingerprint: null,
  delayMs: null,
  newMessageId: null,
};

/** What an outcome has to be written beside itself. */
function toEnd(result: WritableOutcome) {
  switch (result.outcome) {
    case 'completed':
      return { ...NOTHING, output: JSON.stringify(result.output) ?? null };
    case 'retrying':
      return {
        ...NOTHING,
        error: JSON.stringify(result.error),
        stack: result.stack,
        delayMs: result.delayMs,
      };
    case 'failed':
      return {
        ...NOTHING,
        error: JSON.stringify(result.error),
        stack: result.stack,
        fingerprint: errorFingerprint(result.error),
      };
    case 'snoozed':
      return { ...NOTHING, delayMs: result.delayMs };
    case 'handed_back':
      return { ...NOTHING, newMessageId: newId() };
    case 'cancelled':
      return NOTHING;
  }
}
