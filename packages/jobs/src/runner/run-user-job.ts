import type { JsonFault } from '@rota/db';

import type { JobHandler } from '../registry/define-job.ts';
import { JobEffects } from '../registry/job-effects.ts';
import { PermanentJobError } from '../errors.ts';
import { limits } from '../limits.ts';
import { parseWith } from '../validation/parse-with-schema.ts';
import { findUnstorableJson } from '../validation/storable-json.ts';
import type { ClaimedJob } from './claim.ts';
import { createJobContext, type ContextDeps } from './create-job-context.ts';
import { failedForGood, RunAborted, threw, type RunOutcome } from './outcome.ts';

/** A cancelled handler has so long to stop before its job ends without it. */
const CANCEL_GRACE_MS = 10_000;

/** A run under way. */
export type JobRun = {
  /** How the run is to be written. Comes at the timeout at the latest, or 10 s after a cancel. */
  outcome: Promise<RunOutcome>;
  /** When the handler has really ended, which may be later, if it ignores its signal. */
  ended: Promise<void>;
};

/** Runs one attempt of a claimed job. Never rejects. */
export function runUserJob(
  deps: ContextDeps & { random(): number },
  { handler, job, controller }: { handler: JobHandler; job: ClaimedJob; controller: AbortController },
): JobRun {
  const { signal } = controller;
  const { promise: outcome, resolve } = Promise.withResolvers<RunOutcome>();
  const timer = setTimeout(() => {
    controller.abort(new RunAborted('timeout', `The attempt took longer than ${job.timeoutSeconds} s.`));
  }, job.timeoutSeconds * 1_000);

  // The first outcome counts.
  const end = (first: RunOutcome) => {
    clearTimeout(timer);
    resolve(first);
  };
  const fail = (error: unknown) => end(threw(job, { error, signal, random: deps.random() }));
  onCutOff(signal, fail);
  return { outcome, ended: runAttempt(deps, { handler, job, signal }).then(end, fail) };
}

async function runAttempt(
  deps: ContextDeps & { random(): number },
  { handler, job, signal }: { handler: JobHandler; job: ClaimedJob; signal: AbortSignal },
): Promise<RunOutcome> {
  if (job.cancelRequested) return { outcome: 'cancelled' };
  if (job.lostAlone) {
    const message = `Its worker was lost ${job.losses} times in a row, at last while nothing else ran there.`;
    return failedForGood(job, { code: 'worker_lost', message });
  }
  const input = await parseWith(handler.contract.input, job.input);
  if ('issues' in input) {
    return failedForGood(job, { code: 'input_invalid', message: describe('input', input.issues) });
  }
  const result = await handler.run(createJobContext(deps, { job, input: input.value, signal }));
  if (!(result instanceof JobEffects)) {
    return { outcome: 'completed', output: await readOutput(handler, result.output) };
  }
  return {
    outcome: 'completing',
    complete: async (tx, orgId) => readOutput(handler, await result.work(tx, orgId)),
    failed: (error) => threw(job, { error, signal, random: deps.random() }),
  };
}

/** @throws PermanentJobError `output_invalid` */
async function readOutput(handler: JobHandler, output: unknown): Promise<unknown> {
  const unsound = findUnstorableJson(output, { pointer: '', bytesMax: limits.outputBytes });
  const read = unsound.length > 0 ? { issues: unsound } : await parseWith(handler.contract.output, output);
  if ('value' in read) return read.value;
  throw new PermanentJobError('output_invalid', describe('output', read.issues));
}

function describe(what: string, issues: readonly JsonFault[]): string {
  const faults = issues.map(({ pointer, message }) => `${pointer === '' ? what : pointer} ${message}`);
  return `The ${what} does not fit the job type: ${faults.join('; ')}`;
}

/** A timeout ends a run over its handler's head at once, a cancel after its grace; other aborts wait for it. */
function onCutOff(signal: AbortSignal, end: (reason: RunAborted) => void): void {
  signal.addEventListener('abort', () => {
    const { reason } = signal;
    if (!(reason instanceof RunAborted)) return;
    if (reason.reason === 'timeout') end(reason);
    if (reason.reason === 'cancelled') setTimeout(end, CANCEL_GRACE_MS, reason).unref();
  });
}
