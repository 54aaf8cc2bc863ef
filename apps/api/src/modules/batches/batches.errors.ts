import type { JobStatus } from '@rota/db';
import type { JobStateError } from '@rota/jobs';

import { AppError } from '../../errors/app-error.ts';
import { notFound } from '../../errors/not-found.ts';

/** Missing, another organisation's, or a job that is no batch. */
export function batchNotFound(): AppError {
  return notFound('batch');
}

/** It has come to an end that a cancel cannot change. */
export function batchEnded(status: JobStatus): AppError {
  const message = `The batch has ${status}. There is nothing left to cancel.`;
  return new AppError({ kind: 'conflict', code: 'batch.ended', message });
}

/** Its failures cannot be retried: the engine says why, with a code of the batch's. */
export function batchNotRetryable(cause: JobStateError): AppError {
  return new AppError({ kind: 'conflict', code: cause.code, message: cause.message, cause });
}
