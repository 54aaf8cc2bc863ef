import type { ImportValues, ReadRow } from './import-row.ts';

/** What one or more rows of a chunk say of one record. */
export interface MergedRow {
  values: ImportValues;
  /** The rows, in the order of the file; never empty. */
  sources: ReadRow[];
}

/**
 * Makes one of the rows that name the same record, as a set-wise write takes each record once. Later rows win
 * field by field, just as they would in a later chunk.
 */
export function mergeRows(rows: readonly ReadRow[]): MergedRow[] {
  const merged = new Map<string, MergedRow>();
  for (const row of rows) {
    const earlier = merged.get(row.matchValue);
    if (earlier === undefined) {
      merged.set(row.matchValue, { values: row.values, sources: [row] });
    } else {
      const attributes = { ...earlier.values.attributes, ...row.values.attributes };
      earlier.values = { ...earlier.values, ...row.values, attributes };
      earlier.sources.push(row);
    }
  }
  return [...merged.values()];
}
