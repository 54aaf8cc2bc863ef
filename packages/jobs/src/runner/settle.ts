import { encodeId, endedJobStatuses, isRefusedData, newId } from '@rota/db';

import { errorFingerprint } from './error-fingerprint.ts';
import { movingFrom, sqlList } from '../moves/job-status.ts';
import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import { movedColumns, type MovedJob } from '../moves/moved-job.ts';
import type { SqlExecutor } from '../queue/job-queue.ts';
import type { ClaimedJob } from './claim.ts';
import { findDeadLetters, type DeadLetter } from './dead-letters.ts';
import type { RunOutcome, WritableOutcome } from './outcome.ts';
import { completeWithEffects } from './complete-with-effects.ts';

/** A run and how it ended. */
export type RunResult<Outcome = RunOutcome> = { job: ClaimedJob; result: Outcome };
type WritableResult = RunResult<WritableOutcome>;

const ENDS = movingFrom<'completed' | 'failed' | 'cancelled' | 'retrying' | 'scheduled' | 'pending'>([
  'processing',
]);
/** A short job's row is written once: from waiting straight to what came of it. */
const SHORT_ENDS = movingFrom<'completed' | 'failed' | 'retrying' | 'scheduled'>(['pending']);

/**
 * Writes the ends of runs: rows, history and events of a whole set in one statement.
 * A job that was cancelled in the meantime is cancelled, whatever its run came to.
 */
const SETTLE = `
  WITH locked AS (
    SELECT id, run, status, message_id, cancel_requested_at FROM jobs
    WHERE id = ANY ($2::uuid[]) AND status IN (${ENDS}, ${SHORT_ENDS})
    ORDER BY id
    FOR NO KEY UPDATE
  ), settled AS (
    SELECT e.*, CASE WHEN l.cancel_requested_at IS NULL THEN e.outcome ELSE 'cancelled' END AS "end"
    FROM json_to_recordset($1::json) AS e (
      id uuid, run int, short bool, "messageId" uuid, attempt int, "startedAt" timestamptz, "workerId" text, outcome text,
      output jsonb, error jsonb, stack text, fingerprint text, "delayMs" float8, "newMessageId" uuid)
    JOIN locked l ON l.id = e.id
      AND CASE WHEN e.short THEN l.status = 'pending' AND l.message_id = e."messageId" AND l.run = e.run - 1
               ELSE l.status = 'processing' AND l.run = e.run END
  ), moved AS (
    UPDATE jobs j SET
      status = CASE s."end" WHEN 'handed_back' THEN 'pending' WHEN 'snoozed' THEN 'scheduled' ELSE s."end" END,
      run = s.run, worker_id = s."workerId", started_at = s."startedAt",
      attempt = CASE WHEN s."end" IN ('handed_back', 'snoozed') THEN s.attempt - 1 ELSE s.attempt END,
      output = CASE s."end" WHEN 'completed' THEN s.output END,
      error = CASE WHEN s."end" IN ('failed', 'retrying') THEN s.error WHEN s."end" = 'completed' THEN NULL ELSE j.error END,
      error_stack = CASE WHEN s."end" IN ('failed', 'retrying') THEN s.stack WHEN s."end" = 'completed' THEN NULL ELSE j.error_stack END,
      error_fingerprint = CASE s."end" WHEN 'failed' THEN s.fingerprint END,
      losses = CASE s."end" WHEN 'handed_back' THEN j.losses ELSE 0 END, alone = false,
      message_id = CASE s."end" WHEN 'handed_back' THEN s."newMessageId" END,
      run_at = CASE s."end" WHEN 'snoozed' THEN now() + s."delayMs" * interval '1 millisecond' ELSE j.run_at END,
      next_retry_at = CASE s."end" WHEN 'retrying' THEN now() + s."delayMs" * interval '1 millisecond' END,
      progress_percent = CASE s."end" WHEN 'completed' THEN 100 ELSE j.progress_percent END,
      finished_at = CASE WHEN s."end" IN (${sqlList(endedJobStatuses)}) THEN now() END,
      dead_lettered_at = CASE s."end" WHEN 'failed' THEN now() END,
      updated_at = now()
    FROM settled s
    WHERE j.id = s.id
    RETURNING j.id, j.run, j.org_id, j.type, j.queue, j.priority, j.message_id, j.status, j.batch_id, j.has_dependents,
      j.worker_id, j.started_at
  ), runs AS (
    INSERT INTO job_runs (job_id, run, org_id, attempt, worker_id, started_at, ended_at, outcome, error, error_stack)
    SELECT m.id, m.run, m.org_id, s.attempt, m.worker_id, m.started_at, now(), s."end", s.error, s.stack
    FROM moved m JOIN settled s ON s.id = m.id
    WHERE NOT (s.short AND s."end" = 'completed')
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM moved GROUP BY org_id
  )
  SELECT ${movedColumns({ from: `CASE WHEN s.short THEN 'pending' ELSE 'processing' END` })}
  FROM moved j JOIN settled s ON s.id = j.id`;

/** One set is at most so large; what comes in the meantime is the next set. */
const SET_SIZE_MAX = 128;
const RETRY_MS = 500;

/** Ends runs in sets: what arrives while one set is written is the next set. */
export type Settler = {
  /** Resolves when the end is written, or when it turned out that this process had lost the job. */
  settle(result: RunResult): Promise<void>;
};

type SettlerDeps = MoveDeps & {
  /** Writes buffered progress and log lines: they belong before the end, after which they would fall away. */
  flushRecorder(ending: readonly string[]): Promise<void>;
  onError(error: unknown, fields: Record<string, unknown>): void;
  /** Runs have ended, and what they took is free for others. */
  onSettled(moved: readonly MovedJob[]): void;
  /** Jobs have failed for good; called after the commit, and at most once for each. */
  onDeadLettered(letters: readonly DeadLetter[]): void;
  /** Runs ended here whose jobs had been given to another worker meanwhile: their ends are dropped. */
  onMovedOn(runs: number): void;
};

type Waiting = WritableResult & { done: () => void };

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

  const writeInSet = (result: WritableResult) =>
    new Promise<void>((done) => {
      waiting.push({ ...result, done });
      // The next tick: ends of one tick are one set.
      if (!writing) setImmediate(() => void (writing || writeAll()));
    });

  return {
    async settle({ job, result }) {
      if (result.outcome !== 'completing') return writeInSet({ job, result });
      await deps.flushRecorder([job.id]).catch(() => undefined);
      const left = await completeWithEffects({ ...deps, moveRows }, { job, result });
      if (left !== null) await writeInSet({ job, result: left });
    },
  };
}

async function writeOrHalve(deps: SettlerDeps, set: readonly WritableResult[]): Promise<void> {
  for (;;) {
    try {
      await deps.flushRecorder(set.map(({ job }) => job.id));
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
  { refused, cause }: { refused: WritableResult | undefined; cause: unknown },
): Promise<void> {
  if (refused === undefined) return;
  const { job } = refused;
  const message = `The end of the job could not be stored: ${cause instanceof Error ? cause.message : 'unknown error'}`;
  const result: WritableOutcome = {
    outcome: 'failed',
    error: { code: 'output_invalid', message, attempt: job.attempt },
    stack: null,
  };
  await write(deps, [{ job, result }]).catch((error: unknown) =>
    deps.onError(error, { jobId: encodeId('job', job.id) }),
  );
}

async function write(deps: SettlerDeps, set: readonly WritableResult[]): Promise<void> {
  // Message first, row second, ids sorted: settling workers never wait for each other in a circle.
  const moved = await moveJobs(deps, async (executor) => {
    const held = await deps.queue.remove(
      executor,
      set.map(({ job }) => job.delivery),
    );
    return moveRows(
      executor,
      set.filter(({ job }) => held.has(job.delivery.messageId)),
    );
  });
  deps.onSettled(moved);
  const letters = findDeadLetters(set, moved);
  if (letters.length > 0) deps.onDeadLettered(letters);
  if (moved.length < set.length) deps.onMovedOn(set.length - moved.length);
}

async function moveRows(executor: SqlExecutor, set: readonly WritableResult[]): Promise<MovedJob[]> {
  const { rows } = await executor.executeSql<MovedJob>(SETTLE, [
    JSON.stringify(set.map(toSettled)),
    set.map(({ job }) => job.id),
  ]);
  return rows;
}

function toSettled({ job, result }: WritableResult) {
  return {
    id: job.id,
    run: job.run,
    short: job.short,
    messageId: job.delivery.messageId,
    attempt: job.attempt,
    startedAt: job.startedAt,
    workerId: job.workerId,
    ...result,
    fingerprint: result.outcome === 'failed' ? errorFingerprint(result.error) : null,
    newMessageId: result.outcome === 'handed_back' ? newId() : null,
  };
}
