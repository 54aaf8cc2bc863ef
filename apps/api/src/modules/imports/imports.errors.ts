import { PermanentJobError } from '@rota/jobs';

/** Faults named in one error; a mapping with more is told how many. */
const FAULTS_SHOWN_MAX = 20;

/** The file is no CSV that can be read to its end. `reason` completes "The file cannot be read:". */
export function importCsvUnreadable(reason: string, cause?: unknown): PermanentJobError {
  return new PermanentJobError('import.csv_unreadable', `The file cannot be read as CSV: ${reason}.`, {
    cause,
  });
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
