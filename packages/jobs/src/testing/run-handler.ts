import { newId, type JobError, type Transaction } from '@rota/db';

import type { JobRequest } from '../create/job-request.ts';
import { readJobRequest } from '../create/read-job-requests.ts';
import type { JobHandler } from '../registry/define-job.ts';
import type { JobContext, JobResources, OrganisationDatabase } from '../registry/job-context.ts';
import type { ClaimedJob } from '../runner/claim.ts';
import type { ContextDeps } from '../runner/create-job-context.ts';
import { RunAborted, type RunOutcome, type WritableOutcome } from '../runner/outcome.ts';
import { runUserJob } from '../runner/run-user-job.ts';

/** What a program gives to handlers, or as much of it as a test's handlers take. */
export type SomeResources = { [Name in keyof JobResources]?: JobResources[Name] };

/** What a test may say of a run; everything has a default. */
export type RunHandlerOptions = {
  /** What the program gives the handler besides the engine's own; only what it takes. */
  resources?: SomeResources;
  /** Where `db` and `settle` lead, for handlers that use them. */
  db?: OrganisationDatabase;
  /** From 1. Default 1. */
  attempt?: number;
  /** Those of a create request: `maxAttempts`, `timeoutSeconds`, `retry`. Default: the type's. */
  request?: Partial<Pick<JobRequest, 'orgId' | 'createdBy' | 'maxAttempts' | 'timeoutSeconds' | 'retry'>>;
  /** Stops the run when it is aborted, as a cancel does. */
  cancel?: AbortSignal;
};

/** What came of a run, and what it did on the way. */
export type HandlerRun<Output> = RunEnd<Output> & {
  /** Each update, in order. */
  progress: { percent: number; message: string | null }[];
  logs: { level: string; message: string; fields: Record<string, unknown> }[];
  /** The jobs it made, as it asked for them. */
  triggered: (Pick<JobRequest, 'type' | 'input'> & Partial<JobRequest>)[];
};

type RunEnd<Output> =
  | { outcome: 'completed'; output: Output }
  | { outcome: 'failed'; error: JobError }
  /** It will be tried again after the delay, jitter left out. */
  | { outcome: 'retrying'; error: JobError; delayMs: number }
  | { outcome: 'snoozed'; delayMs: number }
  | { outcome: 'cancelled' | 'handed_back' };

/**
 * Runs one attempt of a handler, without a queue and, unless it needs one, without a database. The input is read, the output
 * checked and what is thrown judged by the code that does it in a worker.
 *
 * @throws JobRequestError for an input, or an option, with which no job could be created
 */
export async function runHandler<Input, Output>(
  handler: JobHandler<string, Input, Output>,
  input: NoInfer<Input>,
  options: RunHandlerOptions = {},
): Promise<HandlerRun<Output>> {
  const record: Pick<HandlerRun<Output>, 'progress' | 'logs' | 'triggered'> = {
    progress: [],
    logs: [],
    triggered: [],
  };
  const job = await claimForTest(handler, input, options);
  const controller = new AbortController();
  const cancel = () => controller.abort(new RunAborted('cancelled', 'The job was cancelled.'));
  if (options.cancel?.aborted === true) cancel();
  else options.cancel?.addEventListener('abort', cancel);
  const deps = createTestDeps(record, options);
  const guarded: JobHandler = { ...handler, run: (context) => handler.run(guard<Input>(context)) };
  const run = runUserJob(deps, { handler: guarded, job, controller });
  const result = await finish(await run.outcome, { db: deps.databaseOf(job.orgId), orgId: job.orgId });
  return { ...toEnd<Output>(result), ...record };
}

/** The output of a run that completed. @throws Error that says how it ended instead */
export function expectCompleted<Output>(run: HandlerRun<Output>): Output {
  if (run.outcome === 'completed') return run.output;
  throw new Error(`the run was to complete, but it ${describe(run)}`);
}

/**
 * The error of a run that threw or was cut off, whether the job would be tried again or not.
 * @param code the code that it must have; left out: any
 * @throws Error that says how it ended instead
 */
export function expectFailed(run: HandlerRun<unknown>, code?: string): JobError {
  const hasFailed = run.outcome === 'failed' || run.outcome === 'retrying';
  if (hasFailed && (code === undefined || run.error.code === code)) return run.error;
  throw new Error(`the run was to fail${code === undefined ? '' : ` with ${code}`}, but it ${describe(run)}`);
}

function describe(run: HandlerRun<unknown>): string {
  const why = 'error' in run ? ` (${run.error.code}: ${run.error.message})` : '';
  return `ended as ${run.outcome}${why}`;
}

/** A job as a worker would have claimed it: its input has been through JSON. */
async function claimForTest<Input>(
  handler: JobHandler<string, Input>,
  input: Input,
  { attempt = 1, request }: RunHandlerOptions,
): Promise<ClaimedJob> {
  const asked = {
    orgId: newId(),
    createdBy: { kind: 'system', id: null } as const,
    ...request,
    type: handler.type,
    input,
  };
  const registry = { findUserJob: () => handler };
  const { job } = await readJobRequest(asked, { registry, now: new Date(), pointer: '' });
  const { id, orgId, type, createdBy, maxAttempts, retry, timeoutSeconds, queue } = job;
  return {
    id,
    orgId,
    batchId: null,
    type,
    createdBy,
    attempt,
    maxAttempts,
    retry,
    timeoutSeconds,
    input: JSON.parse(JSON.stringify(job.input)),
    run: attempt,
    workerId: 'test',
    startedAt: new Date().toISOString(),
    losses: 0,
    lostAlone: false,
    cancelRequested: false,
    short: handler.options.short,
    delivery: { queue, messageId: newId(), retryCount: 0, jobId: id, tag: null },
  };
}

function createTestDeps(
  { progress, logs, triggered }: Pick<HandlerRun<unknown>, 'progress' | 'logs' | 'triggered'>,
  { resources = {}, db }: RunHandlerOptions,
): ContextDeps & { random(): number } {
  return {
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- programs add members; one that lacks is said when it is taken
    resources: () => resources as JobResources,
    databaseOf: () => db ?? { transaction: () => Promise.reject(missing('db')) },
    recorder: {
      recordProgress: (_run, { percent, message }) => void progress.push({ percent, message }),
      recordLine: (_run, line) => void logs.push(line),
    },
    jobs: {
      async createAndEnqueueJob({ orgId: _orgId, createdBy: _createdBy, ...request }) {
        triggered.push(request);
        return { id: newId(), type: request.type, status: 'pending', alreadyExisted: false, written: null };
      },
    },
    // The middle: no jitter.
    random: () => 0.5,
  };
}

const missing = (name: string) =>
  new Error(`The handler takes \`${name}\` from its context, and the test gives it none.`);

/** Says what a handler lacks, where it would otherwise fail on `undefined`. */
function guard<Input>(context: JobContext<unknown>): JobContext<Input> {
  const guarded = new Proxy(context, {
    get(target, name) {
      if (typeof name === 'string' && !(name in target)) throw missing(name);
      return Reflect.get(target, name) as unknown;
    },
  });
  return guarded as JobContext<Input>;
}

/** Effects are committed with the end of their job; here they are the end. */
async function finish(
  outcome: RunOutcome,
  { db, orgId }: { db: OrganisationDatabase; orgId: string },
): Promise<WritableOutcome> {
  if (outcome.outcome !== 'completing') return outcome;
  try {
    const output = await db.transaction((tx: Transaction) => outcome.complete(tx, orgId));
    return { outcome: 'completed', output };
  } catch (error) {
    return outcome.failed(error);
  }
}

function toEnd<Output>(result: WritableOutcome): RunEnd<Output> {
  switch (result.outcome) {
    case 'completed':
      return { outcome: 'completed', output: result.output as Output };
    case 'failed':
      return { outcome: 'failed', error: result.error };
    case 'retrying':
      return { outcome: 'retrying', error: result.error, delayMs: result.delayMs };
    case 'snoozed':
      return { outcome: 'snoozed', delayMs: result.delayMs };
    case 'cancelled':
    case 'handed_back':
      return { outcome: result.outcome };
  }
}
