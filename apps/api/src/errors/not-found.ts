import { AppError } from './app-error.ts';

/**
 * A thing that is missing, belongs to another organisation, or whose id is malformed: one answer for all three, so that
 * nobody learns what other organisations have.
 *
 * @param thing as it stands in paths, without `Id`: `job`, `file`, `account` — the code becomes `job.not_found`
 */
export function notFound(thing: string): AppError {
  return new AppError({
    kind: 'not_found',
    code: `${thing}.not_found`,
    message: `There is no such ${thing}.`,
  });
}

/** Missing, or none that the caller belongs to. */
export function organisationNotFound(): AppError {
  return notFound('organisation');
}
