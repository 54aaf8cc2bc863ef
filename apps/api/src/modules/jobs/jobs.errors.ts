import { AppError } from '../../errors/app-error.ts';
import { notFound } from '../../errors/not-found.ts';

/** Missing, or another organisation's. */
export function jobNotFound(): AppError {
  return notFound('job');
}

/** This process has as many waiting reads and event streams open as it holds. */
export function tooManyWatchers(): AppError {
  return new AppError({
    kind: 'unavailable',
    code: 'job.too_many_watchers',
    message: 'Too many requests are waiting for jobs here. Try again in a moment, or read without waiting.',
    details: { retryAfterSeconds: 5 },
  });
}
