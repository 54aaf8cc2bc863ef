import { toDatabaseError } from '@rota/db';
import { PermanentJobError } from '@rota/jobs';

/** Faults named in one error; a mapping with more is told how many. */
const FAULTS_SHOWN_MAX = 20;

/** The file is no CSV that can be read to its end. `reason` completes "The file cannot be read as CSV:". */
export function importCsvUnreadable(reason: string, cause?: unknown): PermanentJobError {
  const message =
    `The file cannot be read as CSV: ${reason}. Rows before it may be there already; mend the file and import it ` +
    'again: no row is doubled.';
  return new PermanentJobError('import.csv_unreadable', message, { cause });
}

/** The file has no header row. */
export function importFileEmpty(): PermanentJobError {
  return new PermanentJobError(
    'import.file_empty',
    'The file is empty: its first row must name the columns.',
  );
}

/** The header, the mapping and `matchBy` do not fit together; names every fault at once. */
export function importColumnsInvalid(faults: readonly string[]): PermanentJobError {
  const shown = faults.slice(0, FAULTS_SHOWN_MAX);
  const more = faults.length - shown.length;
  if (more > 0) shown.push(`and ${more} more`);
  return new PermanentJobError(
    'import.columns_invalid',
    `The columns cannot be imported: ${shown.join('; ')}.`,
  );
}

/**
 * A statement failed for no row's sake; another attempt may do better. Says nothing of the statement: errors of the
 * database's client hold its parameters, which are other people's data, and a job's error is shown.
 */
export function importWriteFailed(cause: unknown): Error {
  const reason = toDatabaseError(cause)?.code ?? 'no answer';
  const error = new Error(`The rows could not be written to the database (${reason}).`, { cause });
  return Object.assign(error, { code: 'import.write_failed' });
}

/**
 * Another run of the job goes on with the import, as this one's worker was given up while it was slow. What this one has
 * written stays and is counted; its end is nobody's.
 */
export class ImportTakenOverError extends Error {
  override readonly name = 'ImportTakenOverError';
  readonly code = 'import.taken_over';

  constructor() {
    super('Another run of the job goes on with the import.');
  }
}
