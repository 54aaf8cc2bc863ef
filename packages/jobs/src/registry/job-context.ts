import type { Transaction } from '@rota/db';

import type { JobReceipt } from '../create/create-set.ts';
import type { JobCreator } from '../create/created-by.ts';
import type { JobEffects } from './job-effects.ts';
import type { JobRequest } from '../create/job-request.ts';
import type { JobType } from './job-type.ts';

/** Writes lines that people of the organisation read beside the job (system jobs: to the process's log). */
export type JobLogger = Record<'debug' | 'info' | 'warn' | 'error', LogLine>;
type LogLine = (message: string, fields?: Record<string, unknown>) => void;

/** The organisation's data, under row-level security. */
export type OrganisationDatabase = {
  /**
   * Runs `work` in one transaction that sees and writes rows of this organisation only.
   * Keep it short: a chunk, not a file. `orgId` is the uuid that repositories take.
   */
  transaction<T>(work: (tx: Transaction, orgId: string) => Promise<T>): Promise<T>;
};

/** Conveniences every handler has. */
export type JobHelpers = {
  /** 0–100, clamped, never backwards within a run; written at most once a second, the last one always. */
  updateProgress(percent: number, message?: string): void;
  /**
   * Collects a stream into chunks and awaits `work` for each, one at a time; between chunks the signal is
   * checked, so that a cancelled or timed-out job stops without half a chunk.
   */
  forEachChunk<Item>(
    items: AsyncIterable<Item> | Iterable<Item>,
    chunkSize: number,
    work: (chunk: Item[]) => Promise<void>,
  ): Promise<void>;
};

/**
 * What the program adds to the context of each user job (files, services): declared by module augmentation
 * where the program is wired, made by `startWorker({ resources })`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by the program that embeds the engine
export interface JobResources {}

/** The same for system jobs. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by the program that embeds the engine
export interface SystemJobResources {}

type RunContext = {
  /** Aborted on timeout, on shutdown, and when this worker has lost the job: stop soon, leave nothing half done. */
  signal: AbortSignal;
  logger: JobLogger;
  helpers: JobHelpers;
};

/** Everything a handler of a user job has in hand. */
export type JobContext<Input> = RunContext &
  JobResources & {
    /** `job_…` */
    jobId: string;
    /** `org_…` */
    orgId: string;
    createdBy: JobCreator;
    input: Input;
    /** From 1; a run that ended by a shutdown or a lost worker counts none. */
    attempt: number;
    db: OrganisationDatabase;
    /**
     * For effects that must happen exactly once. Return what it answers: `work` then runs in the transaction that ends the
     * job, and its rows are committed with that end or not at all. Its result is the job's output. It sees this
     * organisation's rows only; each of its statements may take 30 s. When it throws, nothing of it is kept and the attempt
     * counts as failed. It may run more than once before a commit, so it should change nothing but rows.
     *
     * @example return context.settle(async (tx) => ({ booked: await book(tx, input) }))
     */
    settle<Output>(work: (tx: Transaction, orgId: string) => Promise<Output>): JobEffects<Output>;
    /** Creates another job of this organisation, made by this one. */
    trigger: TriggerJob;
  };

/** What a handler may say of a job that it triggers; ids are public ones. */
export type TriggerOptions = Pick<
  JobRequest,
  'priority' | 'runAt' | 'maxAttempts' | 'retry' | 'timeoutSeconds' | 'uniqueKey' | 'subject'
> & {
  /** It is created with this transaction, or not at all. Default: at once. */
  tx?: Transaction;
};

/**
 * @throws JobRequestError for an input that does not fit the type, or an option out of range
 * @example const { id } = await context.trigger(jobTypes['email:send'], { to: input.to })
 */
export type TriggerJob = <Name extends string, Input, Output>(
  type: JobType<Name, Input, Output>,
  input: NoInfer<Input>,
  options?: TriggerOptions,
) => Promise<JobReceipt>;

/** Everything a handler of a system job has in hand. */
export type SystemJobContext = RunContext &
  SystemJobResources & {
    /** `system_…` */
    jobId: string;
    orgId: 'system';
  };
