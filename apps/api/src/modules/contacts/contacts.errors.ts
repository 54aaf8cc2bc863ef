import type { AppError } from '../../errors/app-error.ts';
import { notFound } from '../../errors/not-found.ts';

/** Missing, or another organisation's. */
export function contactNotFound(): AppError {
  return notFound('contact');
}
