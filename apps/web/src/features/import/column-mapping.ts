import type {
  DataImportInput,
  ImportCollection,
  ImportField,
  ImportMatchField,
} from '@rota/contracts/client';
import type { CsvPreview } from './csv-preview.ts';
import { importFields, labelOf, matchFields } from './import-fields.ts';

/** What becomes of a column: it fills a field, is kept as an attribute of that name, or is left out. */
type ColumnTarget =
  | { kind: 'field'; field: ImportField }
  | { kind: 'attribute'; name: string }
  | { kind: 'ignore' };

/** What somebody chooses for a column; an attribute gets its name by its header. */
export type TargetChoice = Exclude<ColumnTarget, { kind: 'attribute' }> | { kind: 'attribute' };

/** A column of the file. `target` is undefined for one without a header, which an import leaves out. */
export interface MappedColumn {
  header: string;
  samples: string[];
  target: ColumnTarget | undefined;
}

const attributeNameMax = 64;

/** The columns that an import puts before those of the file when it reports rows that failed. */
const errorsFileHeaders = ['row', 'column', 'message'];

/** Suggests what each column is, by its header; what is not recognised is kept as an attribute. */
export function suggestMapping(collection: ImportCollection, { headers, rows }: CsvPreview): MappedColumn[] {
  const taken = new Set<string>();
  const isErrorsFile = errorsFileHeaders.every((name, index) => headers[index] === name);
  return headers.map((header, index) => {
    const samples = rows.map((row) => row[index] ?? '');
    if (header === '') return { header, samples, target: undefined };
    if (isErrorsFile && index < errorsFileHeaders.length)
      return { header, samples, target: { kind: 'ignore' } };
    const known = importFields[collection].find(
      (choice) => !taken.has(choice.field) && choice.headers.includes(toComparable(header)),
    );
    if (!known)
      return { header, samples, target: { kind: 'attribute', name: toAttributeName(header, taken) } };
    taken.add(known.field);
    return { header, samples, target: { kind: 'field', field: known.field } };
  });
}

/** The columns after something else was chosen for the one at `index`. */
export function changeTarget(
  columns: MappedColumn[],
  { index, choice }: { index: number; choice: TargetChoice },
): MappedColumn[] {
  const others = columns.filter((_column, at) => at !== index);
  const taken = new Set(others.flatMap(({ target }) => (target?.kind === 'attribute' ? [target.name] : [])));
  return columns.map((column, at) => {
    if (at !== index) return column;
    const target =
      choice.kind === 'attribute' ? { ...choice, name: toAttributeName(column.header, taken) } : choice;
    return { ...column, target };
  });
}

/** The fields by which rows can be matched with these columns, the default first. */
export function possibleMatches(collection: ImportCollection, columns: MappedColumn[]): ImportMatchField[] {
  return matchFields[collection].filter((field) =>
    columns.some(({ target }) => target?.kind === 'field' && target.field === field),
  );
}

/** Everything that keeps the import from starting, for people. */
export function mappingFaults(collection: ImportCollection, columns: MappedColumn[]): string[] {
  const faults = repeated(columns.map(({ header }) => header).filter((header) => header !== '')).map(
    (header) => `More than one column is called “${header}”. Rename one in the file.`,
  );
  const fields = columns.flatMap(({ target }) => (target?.kind === 'field' ? [target.field] : []));
  for (const field of repeated(fields)) {
    faults.push(`More than one column fills “${labelOf(collection, field)}”.`);
  }
  if (possibleMatches(collection, columns).length === 0) {
    const labels = matchFields[collection].map((field) => labelOf(collection, field));
    faults.push(
      `One column must fill “${labels.join('” or “')}”: by it a row finds the record that it updates.`,
    );
  }
  return faults;
}

/** The mapping as the API takes it. */
export function toMapping(columns: MappedColumn[]): NonNullable<DataImportInput['mapping']> {
  const named = columns.flatMap(({ header, target }): [string, ImportField][] =>
    target ? [[header, toImportField(target)]] : [],
  );
  return Object.fromEntries(named);
}

function toImportField(target: ColumnTarget): ImportField {
  if (target.kind === 'ignore') return 'ignore';
  return target.kind === 'field' ? target.field : `attributes.${target.name}`;
}

/** `Employee count` → `employee_count`, with a number behind it when that is taken. Adds it to `taken`. */
function toAttributeName(header: string, taken: Set<string>): string {
  const plain = header
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '');
  const base = (plain === '' ? 'column' : plain).slice(0, attributeNameMax);
  let name = base;
  for (let number = 2; taken.has(name); number += 1) {
    const suffix = `_${number}`;
    name = `${base.slice(0, attributeNameMax - suffix.length)}${suffix}`;
  }
  taken.add(name);
  return name;
}

function toComparable(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
