import { encodeId, isRefusedData } from '@rota/db';

import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import type { MovedJob } from '../moves/moved-job.ts';
import type { ClaimedJob } from './claim.ts';
import { findDeadLetters, type DeadLetter } from './find-dead-letters.ts';
import type { RunOutcome, WritableOutcome } from './outcome.ts';
import { completeWithEffects } from './complete-with-effects.ts';
import { writeEnds, type WritableResult } from './write-ends.ts';

/** A run and how it ended. */
export type RunResult<Outcome = RunOutcome> = { job: ClaimedJob; result: Outcome };

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
      const left = await completeWithEffects(deps, { job, result });
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
    return writeEnds(
      executor,
      set.filter(({ job }) => held.has(job.delivery.messageId)),
    );
  });
  deps.onSettled(moved);
  const letters = findDeadLetters(set, moved);
  if (letters.length > 0) deps.onDeadLettered(letters);
  if (moved.length < set.length) deps.onMovedOn(set.length - moved.length);
}
