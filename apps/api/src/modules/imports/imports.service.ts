import type { JobHelpers, JobLogger, OrganisationDatabase } from '@rota/jobs';
import type { OpenedFile, OrganisationFiles } from '../files/index.ts';
import { readCsv, type CsvRecord } from './csv-reader.ts';
import { createErrorsFile, type ErrorsFile } from './errors-file.ts';
import { chunkRecords, mergeRows } from './import-chunks.ts';
import { planColumns, type ImportChoices, type ImportPlan } from './import-columns.ts';
import { createRowReader, type FaultyRow, type ReadRow } from './import-row.ts';
import { importColumnsInvalid, importCsvUnreadable, importFileEmpty } from './imports.errors.ts';
import { toFailure } from './row-failure.ts';
import { createRowWriter, type RowOutcome } from './row-writer.ts';

/** What came of an import; `rowsRead` is the sum of the other counts. */
export interface ImportResult {
  rowsRead: number;
  rowsCreated: number;
  rowsUpdated: number;
  rowsFailed: number;
  /** Public id of the CSV with the rows that failed; null when none did. */
  errorsFileId: string | null;
}

/** What the import works with: the members of a job's context that it needs. */
export interface ImportTools {
  db: OrganisationDatabase;
  files: Pick<OrganisationFiles, 'create'>;
  helpers: JobHelpers;
  logger: JobLogger;
}

/** Faults that are also written to the job's log, so that a look at it tells what kind they are. */
const FAULTS_LOGGED_MAX = 5;

/**
 * Imports a CSV file: reads it as it streams, writes in chunks, reports the rows that fail in a file of their own.
 * Run again with the same file it updates the records it made and makes none twice.
 *
 * @throws PermanentJobError `import.csv_unreadable`, `import.file_empty` or `import.columns_invalid` when no row can be
 *   imported, or none further
 */
export async function importCsv(
  tools: ImportTools,
  file: OpenedFile,
  choices: ImportChoices,
): Promise<ImportResult> {
  let bytesRead = 0;
  async function* metered(): AsyncGenerator<Uint8Array> {
    for await (const bytes of file.stream as AsyncIterable<Uint8Array>) {
      bytesRead += bytes.length;
      yield bytes;
    }
  }

  try {
    const records = readCsv(metered());
    const header = await readHeader(records);
    const plan = toPlan(header, choices);
    tools.logger.info('Columns planned', describePlan(plan, file));
    return await importRecords(tools, {
      file,
      plan,
      header,
      records,
      shareRead: () => bytesRead / file.sizeBytes,
    });
  } finally {
    file.stream.destroy();
  }
}

interface Source {
  file: OpenedFile;
  plan: ImportPlan;
  header: readonly string[];
  /** What follows the header. */
  records: AsyncIterable<CsvRecord>;
  /** From 0 to 1. */
  shareRead(): number;
}

async function importRecords(tools: ImportTools, source: Source): Promise<ImportResult> {
  const { plan } = source;
  const errorsFile = createErrorsFile(tools.files, { name: source.file.name, header: source.header });
  const importChunk = createChunkImport(tools, plan, errorsFile);
  const result: ImportResult = {
    rowsRead: 0,
    rowsCreated: 0,
    rowsUpdated: 0,
    rowsFailed: 0,
    errorsFileId: null,
  };
  try {
    // Chunks are bounded by characters too, so they come ready made, and are taken one by one.
    await tools.helpers.forEachChunk(chunkRecords(source.records), 1, async ([chunk = []]) => {
      const { created, updated, failed } = await importChunk(chunk);
      result.rowsRead += chunk.length;
      result.rowsCreated += created;
      result.rowsUpdated += updated;
      result.rowsFailed += failed;
      tools.helpers.updateProgress(99 * source.shareRead(), describeRows(result.rowsRead));
    });
    result.errorsFileId = await errorsFile.finish();
  } finally {
    await errorsFile.discard();
  }
  tools.helpers.updateProgress(100, describeRows(result.rowsRead));
  tools.logger[result.rowsFailed > 0 ? 'warn' : 'info']('Import finished', { ...result });
  return result;
}

/** Reads, writes and reports the rows of one chunk. */
function createChunkImport(tools: ImportTools, plan: ImportPlan, errorsFile: ErrorsFile) {
  const readRow = createRowReader(plan);
  const writeRows = createRowWriter(tools.db, plan);
  let faultsLogged = 0;

  return async (chunk: readonly CsvRecord[]) => {
    const failures: FaultyRow[] = [];
    const rows: ReadRow[] = [];
    for (const record of chunk) {
      const row = readRow(record);
      if ('faults' in row) failures.push(row);
      else rows.push(row);
    }

    const merged = mergeRows(rows);
    const outcomes = await writeRows(merged.map(({ values }) => values));
    let created = 0;
    for (const [index, { sources }] of merged.entries()) {
      const outcome: RowOutcome = outcomes[index] ?? 'refused';
      if (outcome === 'created') created += 1;
      if (outcome === 'created' || outcome === 'updated') continue;
      failures.push(...sources.map((row) => toFailure(plan, row, outcome)));
    }

    for (const failure of failures.toSorted((a, b) => a.record.row - b.record.row)) {
      await errorsFile.add(failure);
      if (faultsLogged < FAULTS_LOGGED_MAX) {
        tools.logger.warn('A row failed', {
          row: failure.record.row,
          faults: failure.faults.map(({ message }) => message),
        });
      }
      faultsLogged += 1;
    }
    return { created, updated: chunk.length - failures.length - created, failed: failures.length };
  };
}

async function readHeader(records: AsyncIterator<CsvRecord>): Promise<readonly string[]> {
  const first = await records.next();
  if (first.done === true) throw importFileEmpty();
  if (first.value.fault !== null) throw importCsvUnreadable(`in its header ${first.value.fault}`);
  return first.value.cells;
}

function toPlan(header: readonly string[], choices: ImportChoices): ImportPlan {
  const planned = planColumns(header, choices);
  if ('faults' in planned) throw importColumnsInvalid(planned.faults);
  return planned.plan;
}

/** How many there are in all is not known before the end. */
function describeRows(rows: number): string {
  return `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;
}

function describePlan(plan: ImportPlan, file: OpenedFile): Record<string, unknown> {
  const fields = plan.columns.flatMap((column) =>
    column.kind === 'field' ? [[column.header, column.field]] : [],
  );
  return {
    file: file.name,
    sizeBytes: file.sizeBytes,
    collection: plan.collection,
    matchBy: plan.matchBy,
    fields: Object.fromEntries(fields),
    attributes: plan.columns.filter((column) => column.kind === 'attribute').length,
  };
}
