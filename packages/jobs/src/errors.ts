/**
 * Thrown by a handler when another attempt cannot help: the job fails now, whatever attempts are left.
 *
 * @example throw new PermanentJobError('file.not_found', 'The file has expired.')
 */
export class PermanentJobError extends Error {
  override readonly name = 'PermanentJobError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A snooze is at most a week: what waits for longer is a schedule's work. */
const SNOOZE_SECONDS_MAX = 7 * 86_400;

/**
 * Thrown by a handler that cannot go on yet: the job waits as `scheduled` and runs again then. No attempt is spent.
 *
 * @example throw new SnoozeJob(60)
 */
export class SnoozeJob extends Error {
  override readonly name = 'SnoozeJob';
  /** 0 to 604,800 (a week); what lies outside becomes the nearest bound. */
  readonly delaySeconds: number;

  constructor(delaySeconds: number) {
    super(`The job asked to run again in ${delaySeconds} s.`);
    this.delaySeconds = Number.isFinite(delaySeconds)
      ? Math.min(Math.max(delaySeconds, 0), SNOOZE_SECONDS_MAX)
      : SNOOZE_SECONDS_MAX;
  }
}

/** A job could not be created because of what the caller asked for. */
export class JobRequestError extends Error {
  override readonly name = 'JobRequestError';
  readonly code:
    | 'job.type_unknown'
    | 'job.input_invalid'
    | 'job.option_invalid'
    | 'job.request_invalid'
    | 'workflow.invalid';
  readonly issues: readonly JobRequestIssue[];

  constructor(code: JobRequestError['code'], message: string, issues: readonly JobRequestIssue[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

/** One fault of a create request; `pointer` is a JSON Pointer into it (`/input/fileId`). */
export type JobRequestIssue = { pointer: string; message: string };

/** A job could not be moved because of where it is. */
export class JobStateError extends Error {
  override readonly name = 'JobStateError';
  readonly code:
    | 'job.unique_key_taken'
    | 'job.paused'
    | 'job.at_cap'
    | 'job.not_ended'
    | 'job.not_replayable'
    | 'batch.not_failed'
    | 'batch.jobs_removed';

  constructor(code: JobStateError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A job that was performed while its caller waited did not complete. `code` and `message` are those of the job's error. */
export class PerformedJobError extends Error {
  override readonly name = 'PerformedJobError';
  /** `job_…` */
  readonly jobId: string;
  /**
   * That of the job's error; `job.cancelled`; or `job.goes_on` when it has not ended: it was snoozed, handed back at a
   * shutdown, or lost to another worker.
   */
  readonly code: string;

  constructor(jobId: string, { code, message }: { code: string; message: string }) {
    super(message);
    this.jobId = jobId;
    this.code = code;
  }
}

/** The registry and the contract disagree, or a type is registered twice: the process must not start. */
export class JobRegistryError extends Error {
  override readonly name = 'JobRegistryError';
}
