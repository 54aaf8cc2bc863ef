import { VIOLATIONS_MAX, type Problem } from '@rota/contracts/server';
import { isDatabaseUnavailable } from '@rota/db';
import { JobRequestError } from '@rota/jobs';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { AppError, type AppErrorDetails, type AppErrorKind } from '../errors/app-error.ts';
import { toLoggableError } from '../errors/loggable-error.ts';
import { unavailable } from '../errors/unavailable.ts';
import type { HttpContext } from './hono-env.ts';
import { problemTypeOf } from './problem-type.ts';

type EdgeErrorKind = AppErrorKind | 'method_not_allowed' | 'fault';

/** The one place where kinds of errors meet HTTP. */
const ANSWERS: Record<EdgeErrorKind, { status: ContentfulStatusCode; title: string }> = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'A valid credential is needed' },
  forbidden: { status: 403, title: 'The credential may not do this' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'There is no such method here' },
  conflict: { status: 409, title: 'The state does not allow this' },
  too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body is not of the content type asked for' },
  key_reused: { status: 422, title: 'The key stands for another request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'The server cannot do its work now' },
  fault: { status: 500, title: 'The server failed' },
};

/** Answers any error as RFC 9457 has it. What is no {@link AppError} is a fault of ours: logged, and not told about. */
export function problemReply(error: unknown, c: HttpContext): Response {
  const known = toAppError(error);
  // A body that broke off looks like a fault; nobody is there to read the answer.
  if (c.req.raw.signal.aborted) {
    c.var.logger.debug({ err: toLoggableError(error) }, 'the client left before its answer');
  } else if (known === null) {
    c.var.logger.error({ err: toLoggableError(error) }, 'request failed');
  } else if (known.kind === 'unavailable') {
    c.var.logger.warn({ err: toLoggableError(known.cause ?? known) }, 'request could not be served now');
  }
  if (known === null) {
    return reply(c, {
      kind: 'fault',
      code: 'server.fault',
      detail: 'The server failed to do this. Its log has the reason under the requestId.',
    });
  }
  const { kind, code, message, details } = known;
  writeLimitHeaders(c, details);
  if (kind === 'unauthenticated') c.header('WWW-Authenticate', 'Bearer realm="rota"');
  const violations = details.violations?.map((violation) => ({ ...violation }));
  return reply(c, { kind, code, detail: message, violations });
}

/** `RateLimit` is a list of structured fields (RFC 9651): the limit, `r` what remains of it, `t` the seconds until there is more. */
function writeLimitHeaders(c: HttpContext, { retryAfterSeconds, usedUp }: AppErrorDetails): void {
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  if (usedUp !== undefined) c.header('RateLimit', `"${usedUp}";r=0;t=${retryAfterSeconds ?? 0}`);
}

/** The answer to a verb that a path does not have. */
export function methodNotAllowedReply(c: HttpContext, allowed: readonly string[]): Response {
  c.header('Allow', allowed.join(', '));
  return reply(c, {
    kind: 'method_not_allowed',
    code: 'method.not_allowed',
    detail: `This path takes ${allowed.join(', ')}.`,
  });
}

function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof JobRequestError) {
    const violations = error.issues
      .slice(0, VIOLATIONS_MAX)
      .map((issue) => ({ in: 'body', ...issue }) as const);
    return new AppError({
      kind: 'invalid',
      code: error.code,
      message: error.message,
      details: { violations },
      cause: error,
    });
  }
  return isDatabaseUnavailable(error) ? unavailable(error) : null;
}

function reply(
  c: HttpContext,
  {
    kind,
    code,
    detail,
    violations,
  }: { kind: EdgeErrorKind; code: string; detail: string; violations?: Problem['errors'] },
): Response {
  const { status, title } = ANSWERS[kind];
  const problem: Problem = {
    type: problemTypeOf(code),
    title,
    status,
    detail,
    instance: c.req.path,
    code,
    requestId: c.var.requestId,
    ...(violations === undefined ? {} : { errors: violations }),
  };
  c.var.logFields['code'] = code;
  return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json' });
}
