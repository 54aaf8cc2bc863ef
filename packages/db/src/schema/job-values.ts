/** The life of a job, in the words of contract, table and screen. The states and their edges are described in `packages/jobs/src/moves/job-status.ts`. */
export const jobStatuses = [
  'scheduled',
  'blocked',
  'pending',
  'processing',
  'retrying',
  'completed',
  'failed',
  'cancelled',
] as const;
/** One of {@link jobStatuses}. */
export type JobStatus = (typeof jobStatuses)[number];

/** A job in one of these has `finished_at` and holds no unique key. */
export const endedJobStatuses = ['completed', 'failed', 'cancelled'] as const satisfies readonly JobStatus[];
/** One of {@link endedJobStatuses}. */
export type EndedJobStatus = (typeof endedJobStatuses)[number];

/** Before and after which of its organisation's other jobs a job is taken. */
export const jobPriorities = ['high', 'normal', 'low'] as const;
/** One of {@link jobPriorities}. */
export type JobPriority = (typeof jobPriorities)[number];

/** Who made a job; comes from the credential, never from a request's body. */
export const jobCreatorKinds = ['user', 'key', 'schedule', 'job', 'system'] as const;
/** One of {@link jobCreatorKinds}. */
export type JobCreatorKind = (typeof jobCreatorKinds)[number];

/** How one run ended; `handed_back`, `snoozed`, `lost` and `released` spend no attempt. */
export const jobRunOutcomes = [
  'completed',
  'failed',
  'retrying',
  'cancelled',
  'handed_back',
  'snoozed',
  'lost',
  'released',
] as const;
/** One of {@link jobRunOutcomes}. */
export type JobRunOutcome = (typeof jobRunOutcomes)[number];

/** How much a line of a job's log matters, the least first. */
export const jobLogLevels = ['debug', 'info', 'warn', 'error'] as const;
/** One of {@link jobLogLevels}. */
export type JobLogLevel = (typeof jobLogLevels)[number];

/** Why an attempt failed, as it is shown to the organisation: no stack, no internals. */
export interface JobError {
  /** Stable code in snake case, such as `timeout`. */
  code: string;
  message: string;
  /** The attempt that failed. */
  attempt: number;
}

/** When a failed attempt is tried again. */
export interface RetryPolicy {
  strategy: 'exponential' | 'linear' | 'fixed' | 'list';
  baseSeconds: number;
  maxSeconds: number;
  /** For `list`; the last one repeats. */
  delaysSeconds: number[];
  /** Share of the delay that is random, 0 to 1. */
  jitter: number;
}

/** Why a pending job has no message: it waits until somebody resumes it, or until a place below its cap is free. */
export const parkedReasons = ['paused', 'organisation_cap', 'type_cap'] as const;
/** One of {@link parkedReasons}. */
export type ParkedReason = (typeof parkedReasons)[number];

/** What becomes of a job when one that it waits for fails or is cancelled: it fails, is cancelled, or runs all the same. */
export const parentFailureEffects = ['fail', 'skip', 'continue'] as const;
/** One of {@link parentFailureEffects}. */
export type ParentFailureEffect = (typeof parentFailureEffects)[number];

/** When the failures of children fail their batch: one failure, all of them, or more than so many. */
export type FailurePolicy = 'any' | 'all' | { maxFailed: number };

/** What a worker still has to do to the children of a batch: end those that wait, or let its failures run again. */
export const batchFollowUps = ['cancel', 'retry_failed'] as const;
/** One of {@link batchFollowUps}. */
export type BatchFollowUp = (typeof batchFollowUps)[number];
