import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { OrganisationFiles } from '../files/index.ts';
import { toCsvLine } from './csv-writer.ts';
import { ERRORS_FILE_HEADER } from './import-columns.ts';
import type { FaultyRow } from './import-row.ts';

/** An errors file is for looking at soon after the import. */
const ERRORS_FILE_EXPIRES_IN_SECONDS = 30 * 24 * 3_600;

/** Without it, spreadsheets take UTF-8 for the code page of their machine. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The rows that failed, as a file on its way to the storage. */
export interface ErrorsFile {
  /** Appends a row; waits while the storage is slower. */
  add(row: FaultyRow): Promise<void>;
  /** Completes the file and answers its public id; `null` when no row was added, and then there is no file. */
  finish(): Promise<string | null>;
  /** Gives up; nothing is left behind. Harmless after `finish`. */
  discard(): Promise<void>;
}

/**
 * A CSV of the rows that failed: row number, columns at fault, what is wrong, and the cells as they were, so that they
 * can be corrected and imported again. Begun with the first row.
 * @param file.name of the file that is imported, @param file.header its header row
 */
export function createErrorsFile(
  files: Pick<OrganisationFiles, 'create'>,
  file: { name: string; header: readonly string[] },
): ErrorsFile {
  let started: { stream: PassThrough; created: Promise<{ id: string }> } | undefined;

  function start() {
    const stream = new PassThrough();
    // The same failure comes out of `created`.
    stream.on('error', () => {});
    const created = files.create({
      name: `${file.name.replace(/\.csv$/i, '')} (errors).csv`,
      contentType: 'text/csv',
      stream,
      expiresInSeconds: ERRORS_FILE_EXPIRES_IN_SECONDS,
    });
    // Awaited when there is something to wait for; until then a failure must not count as unhandled.
    created.catch(() => {});
    stream.write(BYTE_ORDER_MARK + toCsvLine([...ERRORS_FILE_HEADER, ...file.header]));
    return { stream, created };
  }

  return {
    async add({ record, faults }) {
      started ??= start();
      const columns = [...new Set(faults.map((fault) => fault.column))].filter((column) => column !== '');
      const messages = faults.map((fault) => fault.message);
      const line = toCsvLine([String(record.row), columns.join(', '), messages.join(' '), ...record.cells]);
      if (started.stream.write(line)) return;
      // A storage that fails cuts the stream off; why, it says in `created`.
      const { stream, created } = started;
      await Promise.race([once(stream, 'drain').catch(() => created), created]);
    },

    async finish() {
      if (started === undefined) return null;
      started.stream.end();
      return (await started.created).id;
    },

    async discard() {
      if (started === undefined) return;
      started.stream.destroy();
      await started.created.catch(() => undefined);
    },
  };
}
