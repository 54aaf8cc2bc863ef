import type { CsvRecord } from './csv/csv-reader.ts';
import type { ImportPlan } from './import-columns.ts';
import { importTargets, type ImportFieldName } from './import-fields.ts';

/** What a row says of its record. A field without text in its cell is left out, which leaves it as it is. */
export type ImportValues = Partial<Record<ImportFieldName, string>> & { attributes: Record<string, string> };

/** One thing that is wrong with a row. */
export interface RowFault {
  /** The header of the column, as in the file; empty when it is about the whole row. */
  column: string;
  /** A sentence. */
  message: string;
}

/** A row that can be written. */
export interface ReadRow {
  record: CsvRecord;
  values: ImportValues;
  /** The value of the field that rows are matched by. */
  matchValue: string;
}

/** A row that cannot. */
export interface FaultyRow {
  record: CsvRecord;
  faults: RowFault[];
}

const ATTRIBUTE_CHARS_MAX = 10_000;

/** Makes the reader of the rows of one file: cells in, checked values or every fault of the row out. */
export function createRowReader(plan: ImportPlan): (record: CsvRecord) => ReadRow | FaultyRow {
  const { columns, matchBy } = plan;
  const { fields } = importTargets[plan.collection];
  const matchHeader =
    columns.find((column) => column.kind === 'field' && column.field === matchBy)?.header ?? '';

  return (record) => {
    const shapeFault = findShapeFault(record, columns.length);
    if (shapeFault !== null) return { record, faults: [{ column: '', message: shapeFault }] };

    const values: ImportValues = { attributes: {} };
    const faults: RowFault[] = [];
    for (const [index, column] of columns.entries()) {
      if (column.kind === 'none') continue;
      const cell = record.cells[index] ?? '';
      const text = cell.trim();
      if (text === '') continue;

      if (cell.includes('\0')) {
        faults.push(toFault(column.header, 'holds a NUL character'));
      } else if (column.kind === 'attribute') {
        if (cell.length > ATTRIBUTE_CHARS_MAX) {
          faults.push(toFault(column.header, `is longer than ${ATTRIBUTE_CHARS_MAX} characters`));
        }
        values.attributes[column.name] = cell;
      } else {
        const value = fields[column.field]?.normalise(text) ?? text;
        const fault = fields[column.field]?.findFault(value) ?? null;
        if (fault !== null) faults.push(toFault(column.header, fault));
        values[column.field] = value;
      }
    }

    const matchValue = values[matchBy];
    if (matchValue === undefined && faults.every((fault) => fault.column !== matchHeader)) {
      faults.push(toFault(matchHeader, 'is empty, and rows are matched by it'));
    }
    return faults.length > 0 || matchValue === undefined
      ? { record, faults }
      : { record, values, matchValue };
  };
}

/** The fault of a record whose cells cannot be told apart safely. */
function findShapeFault(record: CsvRecord, columnCount: number): string | null {
  if (record.fault !== null) return `The row cannot be read: ${record.fault}.`;
  const cellCount = record.cells.length;
  if (cellCount === columnCount) return null;
  return `The row has ${cellCount} ${cellCount === 1 ? 'cell' : 'cells'}, the header has ${columnCount}.`;
}

function toFault(column: string, complaint: string): RowFault {
  return { column, message: `${column} ${complaint}.` };
}
