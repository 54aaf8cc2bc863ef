import {
  importTargets,
  type ImportCollection,
  type ImportFieldName,
  type ImportMatchField,
} from './import-fields.ts';

/** What a column of the file fills. */
export type ImportColumn =
  | { kind: 'field'; header: string; field: ImportFieldName }
  | { kind: 'attribute'; header: string; name: string }
  | { kind: 'none'; header: string };

/** How the rows of one file are read. */
export interface ImportPlan {
  collection: ImportCollection;
  matchBy: ImportMatchField;
  columns: readonly ImportColumn[];
}

/** What the creator of the job says of the columns. */
export interface ImportChoices {
  collection: ImportCollection;
  /** Header → field, `attributes.<name>`, or `ignore`. */
  mapping?: Readonly<Record<string, string>> | undefined;
  matchBy?: ImportMatchField | undefined;
}

const COLUMNS_MAX = 500;
const HEADER_CHARS_MAX = 255;
const ATTRIBUTE_PREFIX = 'attributes.';
/** The target of a column that is to be left out. */
const IGNORE = 'ignore';
/** Would change the prototype, not a member, of the objects that JavaScript callers make of attributes. */
const ATTRIBUTE_REFUSED = '__proto__';

/**
 * Decides what each column fills. A mapping counts alone when there is one; else a header that is the name of a field
 * fills it, whatever its case, spaces, dashes and underscores. Columns that fill no field become attributes under their
 * header. Left out are columns that the mapping ignores, and columns without a header that it does not name (`""`).
 *
 * @returns the plan, or every fault there is, as parts of a sentence
 */
export function planColumns(
  headerCells: readonly string[],
  choices: ImportChoices,
): { plan: ImportPlan } | { faults: string[] } {
  const { collection } = choices;
  const mapping =
    choices.mapping && new Map(Object.entries(choices.mapping).map(([key, value]) => [key.trim(), value]));
  const headers = headerCells.map((cell) => cell.trim());
  const columns = headers.map((header) => toColumn(header, { collection, mapping }));
  const matchBy = choices.matchBy ?? findMatchField(columns, collection);
  const faults = [
    ...findHeaderFaults(headers, { isNamed: (header) => header !== '' || mapping?.has('') === true }),
    ...repeated(Object.keys(choices.mapping ?? {}).map((key) => key.trim())).map(
      (header) => `the mapping names the column ${show(header)} more than once`,
    ),
    ...findMappingFaults(headers, { collection, mapping }),
    ...findDoubledFields(columns),
    ...findMatchFaults(columns, { collection, matchBy }),
  ];
  if (faults.length > 0 || matchBy === undefined) return { faults };
  return { plan: { collection, matchBy, columns } };
}

/** {@link ImportChoices} of the columns; the mapping as header → target. */
type Targets = { collection: ImportCollection; mapping: ReadonlyMap<string, string> | undefined };

function toColumn(header: string, { collection, mapping }: Targets): ImportColumn {
  const target = mapping === undefined ? findFieldNamed(header, collection) : mapping.get(header);
  if (target === undefined) {
    return header === '' ? { kind: 'none', header } : { kind: 'attribute', header, name: header };
  }
  if (target.startsWith(ATTRIBUTE_PREFIX)) {
    return { kind: 'attribute', header, name: target.slice(ATTRIBUTE_PREFIX.length) };
  }
  return isField(target, collection) ? { kind: 'field', header, field: target } : { kind: 'none', header };
}

function findFieldNamed(header: string, collection: ImportCollection): ImportFieldName | undefined {
  const name = toComparable(header);
  return fieldsOf(collection).find((field) => toComparable(field) === name);
}

function toComparable(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

function findMatchField(
  columns: readonly ImportColumn[],
  collection: ImportCollection,
): ImportMatchField | undefined {
  return importTargets[collection].matchFields.find((field) => isFilled(columns, field));
}

function findHeaderFaults(
  headers: readonly string[],
  { isNamed }: { isNamed(header: string): boolean },
): string[] {
  const faults: string[] = [];
  if (headers.length > COLUMNS_MAX) faults.push(`there are more than ${COLUMNS_MAX} columns`);
  for (const header of repeated(headers.filter(isNamed))) {
    faults.push(`more than one column is called ${show(header)}`);
  }
  for (const header of headers) {
    if (header.length > HEADER_CHARS_MAX) {
      faults.push(`the header ${show(header)} is longer than ${HEADER_CHARS_MAX} characters`);
    }
    if (header === ATTRIBUTE_REFUSED || header.includes('\0')) {
      faults.push(`the header ${show(header)} cannot be the name of an attribute`);
    }
  }
  return faults;
}

function findMappingFaults(
  headers: readonly string[],
  { collection, mapping = new Map() }: Targets,
): string[] {
  const faults: string[] = [];
  for (const [header, target] of mapping) {
    if (!headers.includes(header))
      faults.push(`the mapping names a column ${show(header)}, which the file does not have`);
    if (target === `${ATTRIBUTE_PREFIX}${ATTRIBUTE_REFUSED}`) {
      faults.push(`${show(target)} cannot be the name of an attribute`);
    }
    if (target !== IGNORE && !target.startsWith(ATTRIBUTE_PREFIX) && !isField(target, collection)) {
      faults.push(
        `${show(header)} is mapped to ${show(target)}, which is no field of ${collection} (${fieldsOf(collection).join(', ')}, attributes.<name> or ignore)`,
      );
    }
  }
  return faults;
}

function findDoubledFields(columns: readonly ImportColumn[]): string[] {
  // Columns that share a header are reported by that.
  const byHeader = new Map(columns.map((column) => [column.header, column]));
  const targets = [...byHeader.values()].flatMap((column) => {
    if (column.kind === 'field') return [column.field];
    return column.kind === 'attribute' ? [`${ATTRIBUTE_PREFIX}${column.name}`] : [];
  });
  return repeated(targets).map((target) => `more than one column fills ${target}`);
}

function findMatchFaults(
  columns: readonly ImportColumn[],
  { collection, matchBy }: { collection: ImportCollection; matchBy: ImportMatchField | undefined },
): string[] {
  const { matchFields } = importTargets[collection];
  if (matchBy === undefined)
    return [`no column fills ${matchFields.join(' or ')}, by which rows are matched`];
  if (!matchFields.includes(matchBy)) {
    return [`${collection} cannot be matched by ${matchBy}, only by ${matchFields.join(' or ')}`];
  }
  return isFilled(columns, matchBy) ? [] : [`no column fills ${matchBy}, by which rows are matched`];
}

function isFilled(columns: readonly ImportColumn[], field: ImportFieldName): boolean {
  return columns.some((column) => column.kind === 'field' && column.field === field);
}

function fieldsOf(collection: ImportCollection): ImportFieldName[] {
  return Object.keys(importTargets[collection].fields).filter((name) => isField(name, collection));
}

function isField(name: string, collection: ImportCollection): name is ImportFieldName {
  return Object.hasOwn(importTargets[collection].fields, name);
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.has(value) || !seen.add(value)))];
}

/** As a person reads it in a sentence, at a length a sentence bears. */
function show(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`.replaceAll('\0', '␀');
}
