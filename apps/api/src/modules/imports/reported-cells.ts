import { fromNeutralised } from './csv/csv-writer.ts';
import type { ImportChoices } from './import-columns.ts';

/** The columns that an errors file has before those of the file it reports on. */
export const ERRORS_FILE_HEADER = ['row', 'column', 'message'] as const;

/** Whether a header is that of an errors file: a file with exactly these names at its front is one. */
export function isErrorsFileHeader(header: readonly string[]): boolean {
  return ERRORS_FILE_HEADER.every((name, index) => header[index]?.trim() === name);
}

/** The cells of the file that an errors file reports on, as they were there, from a record of the errors file. */
export function toReportedCells(cells: readonly string[]): string[] {
  return cells.slice(ERRORS_FILE_HEADER.length).map(fromNeutralised);
}

/** What was chosen for the columns of an errors file, for those of the file it reports on: the others are left out anyway. */
export function toReportedChoices(choices: ImportChoices, header: readonly string[]): ImportChoices {
  if (choices.mapping === undefined) return choices;
  const added: ReadonlySet<string> = new Set(ERRORS_FILE_HEADER);
  const reported = new Set(header.map((name) => name.trim()));
  const mapping = Object.entries(choices.mapping)
    .map(([name, target]): [string, string] => [fromNeutralised(name.trim()), target])
    .filter(([name]) => reported.has(name) || !added.has(name));
  return { ...choices, mapping: Object.fromEntries(mapping) };
}
