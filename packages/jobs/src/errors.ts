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

/** A job could not be created because of what the caller asked for. */
export class JobRequestError extends Error {
  override readonly name = 'JobRequestError';
  readonly code: 'job.type_unknown' | 'job.input_invalid' | 'job.option_invalid';
  readonly issues: readonly JobRequestIssue[];

  constructor(code: JobRequestError['code'], message: string, issues: readonly JobRequestIssue[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

/** One fault of a create request; `pointer` is a JSON Pointer into it (`/input/fileId`). */
export type JobRequestIssue = { pointer: string; message: string };

/** The registry and the contract disagree, or a type is registered twice: the process must not start. */
export class JobRegistryError extends Error {
  override readonly name = 'JobRegistryError';
}
