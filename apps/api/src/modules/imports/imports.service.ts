import type { JobHelpers, JobLogger, OrganisationDatabase } from '@rota/jobs';
import type { OpenedFile, OrganisationFiles } from '../files/index.ts';
import { chunkRecords } from './chunk-records.ts';
import { readCsv, type CsvRecord } from './csv/csv-reader.ts';
import { createErrorsFile } from './errors-file.ts';
import { createChunkWriter } from './chunk-writer.ts';
import { planColumns, type ImportChoices, type ImportColumn, type ImportPlan } from './import-columns.ts';
import { inImportTransaction } from './import-transaction.ts';
import {
  importColumnsInvalid,
  importCsvUnreadable,
  importFileEmpty,
  ImportTakenOverError,
} from './imports.errors.ts';
import { listErrorLines, takeOverImport, type ImportState, type RowCounts } from './imports.repository.ts';
import { isErrorsFileHeader, toReportedCells, toReportedChoices } from './reported-cells.ts';

/** What came of an import, all runs of its job together. */
export type ImportResult = RowCounts & {
  /** Public id of the CSV with the rows that failed; null when none did. */
  errorsFileId: string | null;
};

/** An import, as a run of a job asks for it. */
export type ImportRequest = {
  /** The same file at every run of the job. Is read to its end or destroyed. */
  file: OpenedFile;
  choices: ImportChoices;
  helpers: JobHelpers;
  logger: JobLogger;
};

/** The imports of one job. */
export type ImportsService = {
  /**
   * Imports a CSV file: reads it as it streams, writes in chunks, reports the rows that fail in a file of their own. Goes
   * on where the runs of the job before it have stopped, whatever ended them: every row is dealt with once, and counts
   * and errors file are those of all runs. Another job with the same file updates the records and makes none twice.
   *
   * @throws PermanentJobError `import.csv_unreadable`, `import.file_empty` or `import.columns_invalid` when no row can be
   *   imported, or none further
   */
  importCsv(request: ImportRequest): Promise<ImportResult>;
};

/** A run that is slow to learn that it was given up can be in the way as often; each time it has moved on a chunk. */
const TAKEOVER_TRIES_MAX = 10;

/** Chunks whose failed rows are in memory at once while the errors file is written. */
const ERROR_LINES_CHUNKS_MAX = 5;

/** The service on the database and the files of the job's organisation. */
export function createImportsService({
  db,
  files,
  jobId,
}: {
  db: OrganisationDatabase;
  files: Pick<OrganisationFiles, 'create'>;
  /** The uuid. */
  jobId: string;
}): ImportsService {
  /** Imports what the runs before this one have left; answers the counts of all. */
  async function importRest(source: Source, { helpers, logger }: ImportRequest): Promise<RowCounts> {
    const { plan, records, shareRead } = source;
    const state = await takeOver(db, jobId);
    if (state.lastRow > 0) logger.info('Import resumed', { afterRow: state.lastRow });
    const importChunk = createChunkWriter({ db, logger, plan, jobId });
    // Chunks are bounded by characters too, so they come ready made, and are taken one by one.
    const chunks = chunkRecords(records, { afterRow: state.lastRow });
    await helpers.forEachChunk(chunks, 1, async ([chunk = []]) => {
      state.number += 1;
      const counts = await importChunk(state.number, chunk);
      state.rowsRead += counts.rowsRead;
      state.rowsCreated += counts.rowsCreated;
      state.rowsUpdated += counts.rowsUpdated;
      state.rowsFailed += counts.rowsFailed;
      helpers.updateProgress(99 * shareRead(), describeRows(state.rowsRead));
    });
    const { rowsRead, rowsCreated, rowsUpdated, rowsFailed } = state;
    return { rowsRead, rowsCreated, rowsUpdated, rowsFailed };
  }

  return {
    async importCsv(request) {
      const { file, helpers, logger } = request;
      try {
        const source = await openSource(request);
        logger.info('Columns planned', describePlan(source.plan, file));
        const counts = await importRest(source, request);
        const errors = { name: file.name, header: source.header, lines: readErrorLines(db, jobId) };
        const errorsFileId = counts.rowsFailed === 0 ? null : await createErrorsFile(files, errors);
        helpers.updateProgress(100, describeRows(counts.rowsRead));
        logger[counts.rowsFailed > 0 ? 'warn' : 'info']('Import finished', { ...counts, errorsFileId });
        return { ...counts, errorsFileId };
      } finally {
        file.stream.destroy();
      }
    },
  };
}

/** Makes this the run that writes; answers what the others have done. */
async function takeOver(db: OrganisationDatabase, jobId: string): Promise<ImportState> {
  for (let tries = 1; tries <= TAKEOVER_TRIES_MAX; tries += 1) {
    const state = await inImportTransaction(db, (tx, orgId) => takeOverImport(tx, { orgId, jobId }));
    if (state !== null) return state;
  }
  throw new ImportTakenOverError();
}

/** What {@link createErrorsFile} is made of, in the order of the file. */
async function* readErrorLines(db: OrganisationDatabase, jobId: string): AsyncGenerator<Buffer> {
  let after = 0;
  for (;;) {
    const limit = ERROR_LINES_CHUNKS_MAX;
    const chunks = await db.transaction((tx, orgId) => listErrorLines(tx, { orgId, jobId, after, limit }));
    for (const { errorLines } of chunks) if (errorLines !== null) yield errorLines;
    after = chunks.at(-1)?.number ?? after;
    if (chunks.length < limit) return;
  }
}

/** A file whose header is read; of an errors file, which somebody has corrected, it is what that reports on. */
type Source = {
  header: readonly string[];
  plan: ImportPlan;
  /** What follows the header. */
  records: AsyncIterable<CsvRecord>;
  /** From 0 to 1. */
  shareRead(): number;
};

async function openSource({ file, choices }: ImportRequest): Promise<Source> {
  let bytesRead = 0;
  async function* metered(): AsyncGenerator<Uint8Array> {
    for await (const bytes of file.stream as AsyncIterable<Uint8Array>) {
      bytesRead += bytes.length;
      yield bytes;
    }
  }
  const records = readCsv(metered());
  const first = await records.next();
  if (first.done === true) throw importFileEmpty();
  const { cells, fault } = first.value;
  if (fault !== null) throw importCsvUnreadable(`in its header ${fault}`);
  const isErrorsFile = isErrorsFileHeader(cells);
  const header = isErrorsFile ? toReportedCells(cells) : cells;
  const planned = planColumns(header, isErrorsFile ? toReportedChoices(choices, header) : choices);
  if ('faults' in planned) throw importColumnsInvalid(planned.faults);
  return {
    header,
    plan: planned.plan,
    records: isErrorsFile ? toReported(records) : records,
    shareRead: () => bytesRead / file.sizeBytes,
  };
}

/** The rows that an errors file reports, as they were, under their numbers in the errors file. */
async function* toReported(records: AsyncIterable<CsvRecord>): AsyncGenerator<CsvRecord> {
  for await (const record of records) yield { ...record, cells: toReportedCells(record.cells) };
}

/** How many there are in all is not known before the end. */
function describeRows(rows: number): string {
  return `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;
}

function describePlan(plan: ImportPlan, file: OpenedFile): Record<string, unknown> {
  const fields = plan.columns.flatMap((column) =>
    column.kind === 'field' ? [[column.header, column.field]] : [],
  );
  const countOf = (kind: ImportColumn['kind']) =>
    plan.columns.filter((column) => column.kind === kind).length;
  return {
    file: file.name,
    sizeBytes: file.sizeBytes,
    collection: plan.collection,
    matchBy: plan.matchBy,
    fields: Object.fromEntries(fields),
    attributes: countOf('attribute'),
    leftOut: countOf('none'),
  };
}
