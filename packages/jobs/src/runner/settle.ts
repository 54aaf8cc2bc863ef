import { isRefusedData, newId } from '@rota/db';
import type { Pool } from 'pg';

import { movingFrom } from '../job-status.ts';
import type { Notifier } from '../notifications.ts';
import { insertJobMessages, type JobWithMessage } from '../queue/insert-job-messages.ts';
import type { JobQueue, SqlExecutor } from '../queue/job-queue.ts';
import { inEngineTransaction } from '../queue/sql-executors.ts';
import type { ClaimedJob } from './claim.ts';
import type { RunOutcome } from './outcome.ts';

/** A run and how it ended. */
export type RunResult = { job: ClaimedJob; result: RunOutcome };

const ENDS = movingFrom<'completed' | 'failed' | 'retrying' | 'pending'>(['processing']);

/**
 * Writes the ends of runs: rows, runs and messages of a whole set in one transaction.
 * Message first, row second, ids sorted: settling workers never wait for each other in a circle.
 */
const SETTLE = `
  WITH settled AS (
    SELECT * FROM json_to_recordset($1::json) AS s (
      id uuid, run int, outcome text, output jsonb, error jsonb, stack text, "retryDelayMs" float8, "newMessageId" uuid)
  ), locked AS (
    SELECT id, run FROM jobs WHERE id = ANY ($2::uuid[]) AND status IN (${ENDS}) ORDER BY id FOR NO KEY UPDATE
  ), moved AS (
    UPDATE jobs j SET
      status = CASE s.outcome WHEN 'handed_back' THEN 'pending' ELSE s.outcome END,
      output = s.output,
      error = CASE WHEN s.outcome IN ('failed', 'retrying') THEN s.error WHEN s.outcome = 'completed' THEN NULL ELSE j.error END,
      error_stack = CASE WHEN s.outcome IN ('failed', 'retrying') THEN s.stack WHEN s.outcome = 'completed' THEN NULL ELSE j.error_stack END,
      attempt = CASE s.outcome WHEN 'handed_back' THEN j.attempt - 1 ELSE j.attempt END,
      losses = 0,
      message_id = s."newMessageId",
      next_retry_at = CASE s.outcome WHEN 'retrying' THEN now() + s."retryDelayMs" * interval '1 millisecond' END,
      progress_percent = CASE s.outcome WHEN 'completed' THEN 100 ELSE j.progress_percent END,
      finished_at = CASE WHEN s.outcome IN ('completed', 'failed') THEN now() END,
      dead_lettered_at = CASE s.outcome WHEN 'failed' THEN now() END,
      updated_at = now()
    FROM locked l JOIN settled s ON s.id = l.id AND s.run = l.run
    WHERE j.id = l.id
    RETURNING j.id, j.run, j.queue, j.priority, j.message_id
  ), runs AS (
    UPDATE job_runs r SET ended_at = now(), outcome = s.outcome, error = s.error, error_stack = s.stack
    FROM moved m JOIN settled s ON s.id = m.id AND s.run = m.run
    WHERE r.job_id = ANY ($2) AND r.job_id = m.id AND r.run = m.run
  )
  SELECT id AS "jobId", queue, priority, message_id AS "messageId" FROM moved`;

/** One set is at most so large; what comes in the meantime is the next set. */
const SET_SIZE_MAX = 128;
const RETRY_MS = 500;

/** Ends runs in sets: what arrives while one set is written is the next set. */
export type Settler = {
  /** Resolves when the end is written, or when it turned out that this process had lost the job. */
  settle(result: RunResult): Promise<void>;
};

type SettlerDeps = {
  pool: Pool;
  queue: JobQueue;
  notifier: Notifier;
  /** Writes buffered progress and log lines: they belong before the end, after which they would fall away. */
  flushRecorder(): Promise<void>;
  onError(error: unknown, fields: Record<string, unknown>): void;
  /** Runs ended here whose jobs had been given to another worker meanwhile: their ends are dropped. */
  onMovedOn(runs: number): void;
};

type Waiting = RunResult & { done: () => void };

/** A settler for one process. Ends that cannot be written now are tried again until the database is back. */
export function createSettler(deps: SettlerDeps): Settler {
  const waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const set = waiting.splice(0, SET_SIZE_MAX);
      await writeOrHalve(deps, set);
      for (const { done } of set) done();
    }
    writing = false;
  }

  return {
    settle: (result) =>
      new Promise((done) => {
        waiting.push({ ...result, done });
        // The next tick: ends of one tick are one set.
        if (!writing) setImmediate(() => void (writing || writeAll()));
      }),
  };
}

async function writeOrHalve(deps: SettlerDeps, set: readonly RunResult[]): Promise<void> {
  for (;;) {
    try {
      await deps.flushRecorder();
      await write(deps, set);
      return;
    } catch (error) {
      deps.onError(error, { jobs: set.length });
      if (isRefusedData(error)) {
        if (set.length === 1) return failUnwritable(deps, { refused: set[0], cause: error });
        const middle = Math.ceil(set.length / 2);
        await writeOrHalve(deps, set.slice(0, middle));
        return writeOrHalve(deps, set.slice(middle));
      }
      await new Promise((resume) => setTimeout(resume, RETRY_MS));
    }
  }
}

/** A single end that PostgreSQL refuses as data becomes a failure that says so, written without that data. */
async function failUnwritable(
  deps: SettlerDeps,
  { refused, cause }: { refused: RunResult | undefined; cause: unknown },
): Promise<void> {
  if (refused === undefined) return;
  const { job } = refused;
  const message = `The end of the job could not be stored: ${cause instanceof Error ? cause.message : 'unknown error'}`;
  const result: RunOutcome = {
    outcome: 'failed',
    error: { code: 'output_invalid', message, attempt: job.attempt },
    stack: null,
  };
  await write(deps, [{ job, result }]).catch((error: unknown) => deps.onError(error, { jobId: job.id }));
}

async function write(
  { pool, queue, notifier, onMovedOn }: SettlerDeps,
  set: readonly RunResult[],
): Promise<void> {
  const wakes = await inEngineTransaction(pool, async (executor) => {
    const held = await queue.complete(
      set.map(({ job }) => job.delivery),
      executor,
    );
    const mine = set.filter(({ job }) => held.has(job.delivery.messageId));
    const moved = await moveRows(executor, mine);
    if (moved.length < set.length) onMovedOn(set.length - moved.length);
    return insertJobMessages(executor, { queue, jobs: moved.filter(hasMessage) });
  });
  for (const name of wakes) notifier.wake(name);
  notifier.changed(set.map(({ job }) => ({ orgId: job.orgId, jobId: job.id })));
}

/** Only a job that was handed back has a message again. */
type MovedJob = Omit<JobWithMessage, 'messageId'> & { messageId: string | null };

const hasMessage = (job: MovedJob): job is JobWithMessage => job.messageId !== null;

async function moveRows(executor: SqlExecutor, set: readonly RunResult[]): Promise<MovedJob[]> {
  const payload = set.map(({ job, result }) => ({
    id: job.id,
    run: job.run,
    ...result,
    newMessageId: result.outcome === 'handed_back' ? newId() : null,
  }));
  const { rows } = await executor.executeSql<MovedJob>(SETTLE, [
    JSON.stringify(payload),
    set.map(({ job }) => job.id),
  ]);
  return rows;
}
