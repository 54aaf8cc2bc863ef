import type { JobHandler, JobResult } from '../define-job.ts';
import { limits } from '../limits.ts';
import { parseWith } from '../parse-with.ts';
import { findUnstorableJson } from '../storable-json.ts';
import type { ClaimedJob } from './claim.ts';
import { createJobContext, type ContextDeps } from './create-job-context.ts';
import { failedForGood, returned, RunAborted, threw, type RunOutcome } from './outcome.ts';

/**
 * At this many lost workers in a row a job is ended: it is taken for what kills them.
 * Otherwise it would take down one process after the other.
 */
const LOSSES_MAX = 3;

/** A run under way. */
export type JobRun = {
  /** How the run is to be written. Comes at the timeout at the latest. */
  outcome: Promise<RunOutcome>;
  /** When the handler has really ended, which may be later, if it ignores its signal. */
  ended: Promise<void>;
};

/** Runs one attempt of a claimed job. Never rejects. */
export function runUserJob(
  deps: ContextDeps & { random(): number },
  handler: JobHandler,
  job: ClaimedJob,
  controller: AbortController,
): JobRun {
  const { signal } = controller;
  const timer = setTimeout(() => {
    controller.abort(new RunAborted('timeout', `The attempt took longer than ${job.timeoutSeconds} s.`));
  }, job.timeoutSeconds * 1_000);

  const attempt = runAttempt(deps, handler, job, signal).catch((thrown: unknown) =>
    threw(job, thrown, signal, deps.random()),
  );
  const outcome = Promise.race([
    attempt,
    timedOut(signal).then((reason) => threw(job, reason, signal, deps.random())),
  ]);
  return {
    outcome: outcome.finally(() => clearTimeout(timer)),
    ended: attempt.then(() => undefined),
  };
}

async function runAttempt(
  deps: ContextDeps,
  handler: JobHandler,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<RunOutcome> {
  if (job.losses >= LOSSES_MAX) {
    return failedForGood(
      job,
      'worker_lost',
      `Its worker was lost ${job.losses} times in a row while the job ran.`,
    );
  }
  const input = await parseWith(handler.contract.input, job.input);
  if ('issues' in input) return failedForGood(job, 'input_invalid', describe('input', input.issues));
  const context = createJobContext(deps, job, input.value, signal);
  return checkOutput(handler, job, await handler.run(context));
}

async function checkOutput(
  handler: JobHandler,
  job: ClaimedJob,
  result: JobResult<unknown>,
): Promise<RunOutcome> {
  const unsound = findUnstorableJson(result.output, { pointer: '', bytesMax: limits.outputBytes });
  if (unsound.length > 0) return failedForGood(job, 'output_invalid', describe('output', unsound));
  const output = await parseWith(handler.contract.output, result.output);
  if ('issues' in output) return failedForGood(job, 'output_invalid', describe('output', output.issues));
  return returned({ output: output.value });
}

function describe(what: string, issues: readonly { pointer: string; message: string }[]): string {
  const faults = issues.map(({ pointer, message }) => `${pointer === '' ? what : pointer} ${message}`);
  return `The ${what} does not fit the job type: ${faults.join('; ')}`;
}

/** Only a timeout ends a run over its handler's head; other aborts wait for it. */
function timedOut(signal: AbortSignal): Promise<RunAborted> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      const { reason } = signal;
      if (reason instanceof RunAborted && reason.reason === 'timeout') resolve(reason);
    });
  });
}
