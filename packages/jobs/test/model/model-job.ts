import type { JobStatus } from '@rota/db';

/** Where a job's message is: waiting for anybody, in a worker's hands, or gone although the row names it. */
export type MessagePlace = 'none' | 'waiting' | 'in_hand' | 'deleted';

/** A job as the documentation has it; times are hours from now. */
export type ModelJob = {
  readonly id: string;
  readonly type: 'model:plain' | 'model:short' | 'batch';
  readonly maxAttemptsStep: number;
  readonly uniqueKey: string | null;
  readonly onParentFailure: 'fail' | 'skip' | 'continue';
  readonly batchId: string | null;
  /** Of a batch. */
  readonly failurePolicy: FailurePolicy | null;
  status: JobStatus;
  attempt: number;
  run: number;
  losses: number;
  maxAttempts: number;
  isParked: boolean;
  cancelRequested: boolean;
  deadLettered: boolean;
  resolved: boolean;
  errorCode: string | null;
  dueInHours: number | null;
  /** Parents whose ends are still to be counted. */
  openParents: Set<string>;
  /** Every parent it was made with. */
  parents: readonly string[];
  message: MessagePlace;
  /** Rows of `job_runs`. */
  runsWritten: number;
};

/** When failures of children fail a batch. */
export type FailurePolicy = 'any' | 'all' | { maxFailed: number };
/** What a run may come to by itself. */
export type Outcome = 'completed' | 'threw' | 'permanent' | 'snoozed' | 'handed_back';
/** The counters of a batch. */
export type Counts = Record<'pending' | 'processing' | 'completed' | 'failed' | 'cancelled', number>;

/** The waits of the model; what passes at once is a multiple of an hour. */
export const RETRY_HOURS = 2;
/** A snooze. */
export const SNOOZE_HOURS = 1;
/** Of a job that is created for later. */
export const RUN_AT_HOURS = 3;

/** What a new one is made of. */
export type NewModelJob = Pick<ModelJob, 'id'> &
  Partial<
    Pick<ModelJob, 'type' | 'maxAttempts' | 'uniqueKey' | 'onParentFailure' | 'batchId' | 'failurePolicy'>
  >;

/** A job that may run at once, unless its model goes on to say otherwise. */
export function newModelJob(created: NewModelJob): ModelJob {
  const { maxAttempts = 1 } = created;
  return {
    type: 'model:plain',
    uniqueKey: null,
    onParentFailure: 'fail',
    batchId: null,
    failurePolicy: null,
    ...created,
    maxAttempts,
    maxAttemptsStep: maxAttempts,
    status: 'pending',
    attempt: 0,
    run: 0,
    losses: 0,
    isParked: false,
    cancelRequested: false,
    deadLettered: false,
    resolved: false,
    errorCode: null,
    dueInHours: null,
    openParents: new Set(),
    parents: [],
    message: 'waiting',
    runsWritten: 0,
  };
}
