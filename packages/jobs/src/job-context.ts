import type { Transaction } from '@rota/db';

import type { JobCreator } from './created-by.ts';

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
  /** 0–100, clamped, never backwards within a run; written at most twice a second, the last one always. */
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
  };

/** Everything a handler of a system job has in hand. */
export type SystemJobContext = RunContext &
  SystemJobResources & {
    /** `system_…` */
    jobId: string;
    orgId: 'system';
  };
