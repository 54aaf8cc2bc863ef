import type { JobStatus } from '@rota/db';
import { PermanentJobError, type JobStateError } from '@rota/jobs';

import { AppError } from '../../errors/app-error.ts';
import { invalidRequest } from '../../errors/invalid-request.ts';
import { notFound } from '../../errors/not-found.ts';

/** Missing, or another organisation's. */
export function jobNotFound(): AppError {
  return notFound('job');
}

/** No type of this installation. */
export function jobTypeNotFound(): AppError {
  return new AppError({
    kind: 'not_found',
    code: 'job_type.not_found',
    message: 'There is no such type of job.',
  });
}

/** Text is looked for among jobs of no type, or of several: in a list, or in the filter of an action. */
export function searchUnbounded(place: 'list' | 'action', message: string): AppError {
  return invalidRequest([
    place === 'list'
      ? { in: 'query', pointer: '/search', message }
      : { in: 'body', pointer: '/filter/search', message },
  ]);
}

/** The same in a job that was made to act by its input alone. */
export function searchUnboundedForJob(message: string): PermanentJobError {
  return new PermanentJobError('job_action.search_unbounded', `The search ${message}.`);
}

/** It has come to an end that a cancel cannot change. */
export function jobEnded(status: JobStatus): AppError {
  return conflict('job.ended', `The job has ${status}. There is nothing left to cancel.`);
}

/** Of a batch only what failed runs again, by an operation of its own. */
export function jobIsBatch(): AppError {
  return conflict(
    'job.is_batch',
    'The job is a batch, of which only what failed runs again: retry that by the batch.',
  );
}

/** What to do with a job that cannot be retried where it stands; a failed one is a batch's. */
const INSTEAD_OF_RETRY: Record<JobStatus, string> = {
  pending: 'It waits for a worker already.',
  processing: 'It is running; wait for its end.',
  blocked: 'It waits for the jobs that it depends on.',
  completed: 'It has completed; replay it to run its input again.',
  cancelled: 'It was cancelled; replay it to run its input again.',
  failed: 'Its batch has ended; retry what failed there by the batch.',
  scheduled: 'Its batch has ended.',
  retrying: 'Its batch has ended.',
};

/** Only what failed, or waits for its time, runs again. */
export function jobNotRetryable(status: JobStatus): AppError {
  return conflict('job.not_retryable', `The job is ${status}. ${INSTEAD_OF_RETRY[status]}`);
}

/** Its unique key has gone to another job that has not ended. */
export function jobUniqueKeyTaken(cause: unknown): AppError {
  const message =
    'Another job that has not ended has the uniqueKey of this one. Cancel that one, or wait for its end.';
  return conflict('job.unique_key_taken', message, cause);
}

/** It did not fail for good, so that there is nothing to lay aside. */
export function jobNotDeadLettered(status: JobStatus): AppError {
  const message = `The job is ${status} and no dead letter. Only a job that failed for good can be resolved.`;
  return conflict('job.not_dead_lettered', message);
}

/** Only what has come to its end is done again. */
export function jobNotEnded(cause: unknown): AppError {
  return conflict(
    'job.not_ended',
    'The job goes on. Wait for its end, or cancel it, before you replay it.',
    cause,
  );
}

/** There is no way to make a job like it. */
export function jobNotReplayable(cause: JobStateError): AppError {
  return conflict('job.not_replayable', `${cause.message} Create new jobs in its place.`, cause);
}

function conflict(code: string, message: string, cause?: unknown): AppError {
  return new AppError({ kind: 'conflict', code, message, cause });
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
