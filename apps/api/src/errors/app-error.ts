/**
 * What went wrong, in the words of the program. `http/problem.ts` is the one place that knows which status each has.
 */
export type AppErrorKind =
  /** The request is malformed or does not fit the contract; `details.violations` says where. */
  | 'invalid'
  /** No credential, or one that is not valid (any more). */
  | 'unauthenticated'
  /** The credential belongs here but may not do this. */
  | 'forbidden'
  /** Missing, or another organisation's: nobody outside can tell which. */
  | 'not_found'
  /** The thing's state does not allow this. */
  | 'conflict'
  /** The body is larger than it may be. */
  | 'too_large'
  /** The body is not of the content type asked for. */
  | 'unsupported_media_type'
  /** The idempotency key stands for another request. */
  | 'key_reused'
  /** More than the caller may do at once; `details` name the limit, and say when to come back. */
  | 'rate_limited'
  /** Something this process needs is away; `details.retryAfterSeconds` says when to come back. */
  | 'unavailable';

/** One thing that is wrong with a request. `pointer` is a JSON Pointer (RFC 6901) into that part of it. */
export type Violation = { in: 'path' | 'query' | 'header' | 'body'; pointer: string; message: string };

/** What callers are told besides code and message. */
export type AppErrorDetails = {
  violations?: readonly Violation[];
  retryAfterSeconds?: number;
  /** The name of the limit that the caller has used up. */
  usedUp?: string;
};

/** What an {@link AppError} is made of. */
export type AppErrorOptions = {
  kind: AppErrorKind;
  /** Stable, dotted, for programs: `job.not_found`. */
  code: string;
  /** For people, in a sentence. Public: it holds no internals. */
  message: string;
  details?: AppErrorDetails;
  /** What is behind it. Logged, never shown. */
  cause?: unknown;
};

/**
 * An error that the caller is told about. Modules make theirs in `<feature>.errors.ts`, one factory each; every other
 * error that reaches the edge is a fault of ours and is answered without a word of what it says.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: AppErrorKind;
  readonly code: string;
  readonly details: AppErrorDetails;

  constructor({ kind, code, message, details = {}, cause }: AppErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}
