import type { AppError } from '../../errors/app-error.ts';
import { notFound } from '../../errors/not-found.ts';

/** Nobody has dead letters of this cause here, or all of them are dealt with. */
export function deadLetterGroupNotFound(): AppError {
  return notFound('fingerprint');
}
