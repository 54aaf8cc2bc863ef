import type { JobError, Transaction } from '@rota/db';
import { DrizzleQueryError } from 'drizzle-orm';

import { PermanentJobError, SnoozeJob } from '../errors.ts';
import { retryDelayMs } from './retry-policy.ts';
import type { ClaimedJob } from './claim.ts';

/** How a run ended, before it is written. */
export type RunOutcome = WritableOutcome | CompletingOutcome;

/** The output comes about in the transaction that ends the job. */
export type CompletingOutcome = {
  outcome: 'completing';
  /** @throws what the handler's work throws, and for an output that does not fit */
  complete(tx: Transaction, orgId: string): Promise<unknown>;
  /** How the run ended when that failed. */
  failed(error: unknown): WritableOutcome;
};

/** How a run ended, with all that is to be written. */
export type WritableOutcome =
  | { outcome: 'completed'; output: unknown }
  | { outcome: 'retrying'; error: JobError; stack: string | null; delayMs: number }
  | { outcome: 'failed'; error: JobError; stack: string | null }
  | { outcome: 'snoozed'; delayMs: number }
  | { outcome: 'cancelled' }
  | { outcome: 'handed_back' };

/** Why a handler's signal was aborted. */
export class RunAborted extends Error {
  override readonly name = 'RunAborted';
  readonly reason: 'timeout' | 'cancelled' | 'shutdown' | 'lost';

  constructor(reason: RunAborted['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const CODE_CHARS_MAX = 100;
const MESSAGE_CHARS_MAX = 2_000;
const STACK_CHARS_MAX = 10_000;

/** The job fails, whatever attempts are left. */
export function failedForGood(
  job: ClaimedJob,
  { code, message, cause }: { code: string; message: string; cause?: unknown },
): WritableOutcome {
  return { outcome: 'failed', error: toJobError(job, { code, message }), stack: stackOf(cause) };
}

/** The handler threw, or was cut off by its signal. */
export function threw(
  job: ClaimedJob,
  {
    error,
    signal,
    random,
  }: { error: unknown; signal: AbortSignal; /** In [0, 1): spreads the delay. */ random: number },
): WritableOutcome {
  const thrown = withoutParameters(error);
  const aborted = signal.reason instanceof RunAborted ? signal.reason : undefined;
  if (aborted?.reason === 'shutdown') return { outcome: 'handed_back' };
  if (aborted?.reason === 'cancelled') return { outcome: 'cancelled' };
  if (aborted?.reason !== 'timeout' && thrown instanceof PermanentJobError) {
    return failedForGood(job, { code: thrown.code, message: thrown.message, cause: thrown });
  }
  if (aborted?.reason !== 'timeout' && thrown instanceof SnoozeJob) {
    return { outcome: 'snoozed', delayMs: thrown.delaySeconds * 1_000 };
  }
  const code = aborted?.reason === 'timeout' ? 'timeout' : errorCode(thrown);
  const message = aborted?.reason === 'timeout' ? aborted.message : errorMessage(thrown);
  if (job.attempt >= job.maxAttempts) return failedForGood(job, { code, message, cause: thrown });
  return {
    outcome: 'retrying',
    error: toJobError(job, { code, message }),
    stack: stackOf(thrown),
    delayMs: retryDelayMs(job.retry, { attempt: job.attempt, random }),
  };
}

function toJobError(job: ClaimedJob, { code, message }: { code: string; message: string }): JobError {
  return {
    code: clip(code, CODE_CHARS_MAX),
    message: clip(message, MESSAGE_CHARS_MAX),
    attempt: job.attempt,
  };
}

/** drizzle's message is the statement and its parameters, which are people's data: what PostgreSQL said is its cause. */
function withoutParameters(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? (error.cause ?? new Error('A query failed.')) : error;
}

// JavaScript can throw anything, and an error's members can be anything: none of it may throw here.

function errorCode(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return 'handler_error';
}

function errorMessage(thrown: unknown): string {
  const message: unknown = thrown instanceof Error ? thrown.message : thrown;
  return typeof message === 'string' ? message : 'The handler threw something that has no message.';
}

function stackOf(thrown: unknown): string | null {
  const stack: unknown = thrown instanceof Error ? thrown.stack : undefined;
  return typeof stack === 'string' ? clip(stack, STACK_CHARS_MAX) : null;
}

/** PostgreSQL's text holds no NUL and no half of a surrogate pair. */
const clip = (text: string, charsMax: number): string =>
  text.replaceAll('\0', '␀').slice(0, charsMax).toWellFormed();
