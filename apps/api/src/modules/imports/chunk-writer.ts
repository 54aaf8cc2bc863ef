import type { JobLogger, OrganisationDatabase } from '@rota/jobs';
import type { CsvRecord } from './csv/csv-reader.ts';
import { toErrorLine } from './errors-file.ts';
import type { ImportPlan } from './import-columns.ts';
import { createRowReader, type FaultyRow, type ReadRow } from './import-row.ts';
import { inImportTransaction } from './import-transaction.ts';
import { ImportTakenOverError } from './imports.errors.ts';
import { createChunk, type RowCounts } from './imports.repository.ts';
import { mergeRows, type MergedRow } from './merge-rows.ts';
import { toFailure } from './row-failure.ts';
import { createRowWriter, type RowOutcome } from './row-writer.ts';

/** Faults of a run that are also written to the job's log, so that a look at it tells what kind they are. */
const FAULTS_LOGGED_MAX = 5;

/**
 * Makes what imports the chunks of one file. It reads the rows of a chunk, writes those that can be written, and notes
 * the chunk with its counts and the lines of its failures, all in one transaction: a chunk is done and counted, or
 * neither.
 *
 * @returns takes records and the number of their chunk, answers the counts; throws `import.write_failed` when the
 *   database is away, ImportTakenOverError when the number is taken
 */
export function createChunkWriter({
  db,
  logger,
  plan,
  jobId,
}: {
  db: OrganisationDatabase;
  logger: JobLogger;
  plan: ImportPlan;
  /** The uuid. */
  jobId: string;
}): (number: number, records: readonly CsvRecord[]) => Promise<RowCounts> {
  const readRow = createRowReader(plan);
  const writeRows = createRowWriter(plan);
  let faultsLogged = 0;

  function logFailures(failures: readonly FaultyRow[]): void {
    for (const { record, faults } of failures.slice(0, FAULTS_LOGGED_MAX - faultsLogged)) {
      logger.warn('A row failed', { row: record.row, faults: faults.map(({ message }) => message) });
      faultsLogged += 1;
    }
  }

  return async (number, records) => {
    const { rows, faulty } = divide(records.map(readRow));
    const merged = mergeRows(rows);
    const settled = await inImportTransaction(db, async (tx, orgId) => {
      const outcomes = await writeRows(tx, { orgId, rows: merged.map(({ values }) => values) });
      const { counts, failures } = settleRows(plan, { faulty, merged, outcomes });
      const errorLines = failures.length === 0 ? null : Buffer.from(failures.map(toErrorLine).join(''));
      const lastRow = records.at(-1)?.row ?? 0;
      const isOurs = await createChunk(tx, { orgId, jobId, number, lastRow, ...counts, errorLines });
      if (!isOurs) throw new ImportTakenOverError();
      return { counts, failures };
    });
    logFailures(settled.failures);
    return settled.counts;
  };
}

/** Those that can be written and those that cannot. */
function divide(read: readonly (ReadRow | FaultyRow)[]): { rows: ReadRow[]; faulty: FaultyRow[] } {
  const rows: ReadRow[] = [];
  const faulty: FaultyRow[] = [];
  for (const row of read) {
    if ('faults' in row) faulty.push(row);
    else rows.push(row);
  }
  return { rows, faulty };
}

/** What became of the rows of a chunk; the failures in the order of the file. */
function settleRows(
  plan: ImportPlan,
  chunk: { faulty: readonly FaultyRow[]; merged: readonly MergedRow[]; outcomes: readonly RowOutcome[] },
): { counts: RowCounts; failures: FaultyRow[] } {
  const failures = [...chunk.faulty];
  let rowsRead = chunk.faulty.length;
  let rowsCreated = 0;
  for (const [index, { sources }] of chunk.merged.entries()) {
    const outcome = chunk.outcomes[index] ?? 'refused';
    rowsRead += sources.length;
    if (outcome === 'created') rowsCreated += 1;
    if (outcome === 'created' || outcome === 'updated') continue;
    failures.push(...sources.map((row) => toFailure(plan, { row, outcome })));
  }
  const rowsFailed = failures.length;
  return {
    counts: { rowsRead, rowsCreated, rowsUpdated: rowsRead - rowsCreated - rowsFailed, rowsFailed },
    failures: failures.toSorted((a, b) => a.record.row - b.record.row),
  };
}
