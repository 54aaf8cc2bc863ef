import { Readable } from 'node:stream';
import type { OrganisationFiles } from '../files/index.ts';
import { toCsvLine } from './csv/csv-writer.ts';
import type { FaultyRow } from './import-row.ts';
import { ERRORS_FILE_HEADER } from './reported-cells.ts';

/** An errors file is for looking at soon after the import. */
const ERRORS_FILE_EXPIRES_IN_SECONDS = 30 * 24 * 3_600;

/** Without it, spreadsheets take UTF-8 for the code page of their machine. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Faults told of one row, which bounds its line: a row of 500 columns can have 500. */
const FAULTS_TOLD_MAX = 20;

/**
 * A row that failed, as a line of CSV: its number, the columns at fault, what is wrong, and the cells as they were, so
 * that they can be corrected and imported again.
 */
export function toErrorLine({ record, faults }: FaultyRow): string {
  const told = faults.slice(0, FAULTS_TOLD_MAX);
  const columns = [...new Set(told.map((fault) => fault.column))].filter((column) => column !== '');
  const messages = told.map((fault) => fault.message);
  if (told.length < faults.length) messages.push(`And ${faults.length - told.length} more.`);
  return toCsvLine([String(record.row), columns.join(', '), messages.join(' '), ...record.cells]);
}

/**
 * Stores the rows that failed as a CSV, and answers its public id. When the lines fail to come nothing is left behind.
 *
 * @param file.name of the file that is imported, @param file.header its header row
 * @param file.lines what {@link toErrorLine} made, in pieces of any size
 */
export async function createErrorsFile(
  files: Pick<OrganisationFiles, 'create'>,
  { name, header, lines }: { name: string; header: readonly string[]; lines: AsyncIterable<Buffer> },
): Promise<string> {
  async function* content(): AsyncGenerator<Buffer | string> {
    yield BYTE_ORDER_MARK + toCsvLine([...ERRORS_FILE_HEADER, ...header]);
    yield* lines;
  }
  const { id } = await files.create({
    name: `${name.replace(/\.csv$/i, '')} (errors).csv`,
    contentType: 'text/csv',
    stream: Readable.from(content()),
    expiresInSeconds: ERRORS_FILE_EXPIRES_IN_SECONDS,
  });
  return id;
}
