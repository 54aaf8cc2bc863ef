import { AppError } from './app-error.ts';

const RETRY_AFTER_SECONDS = 5;

/** The answer to a request that could not be done because the database is away. */
export function unavailable(cause: unknown): AppError {
  return new AppError({
    kind: 'unavailable',
    code: 'service.unavailable',
    message: 'The server cannot reach a service it needs. Try again in a moment.',
    details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
    cause,
  });
}
