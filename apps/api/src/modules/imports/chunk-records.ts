import type { CsvRecord } from './csv/csv-reader.ts';

/** Rows written in one transaction: enough that the round trip costs little, few enough that locks are short. */
export const CHUNK_ROWS_MAX = 1_000;

/** Bounds the memory of a chunk where rows are long; the record that goes over it is still part of the chunk. */
export const CHUNK_CHARS_MAX = 1024 * 1024;

/** What a cell takes beside its text, in characters: a row of many short cells is small in the file alone. */
export const CELL_CHARS = 32;

/**
 * Collects the records after a row into chunks of at most {@link CHUNK_ROWS_MAX} and about
 * {@link CHUNK_CHARS_MAX}, with {@link CELL_CHARS} for each cell.
 * Reading again what is dealt with costs a twentieth of importing it, and needs no place in the file to be kept.
 */
export async function* chunkRecords(
  records: AsyncIterable<CsvRecord>,
  { afterRow }: { afterRow: number },
): AsyncGenerator<CsvRecord[]> {
  let chunk: CsvRecord[] = [];
  let chars = 0;
  for await (const record of records) {
    if (record.row <= afterRow) continue;
    chunk.push(record);
    chars += record.chars + record.cells.length * CELL_CHARS;
    if (chunk.length < CHUNK_ROWS_MAX && chars < CHUNK_CHARS_MAX) continue;
    yield chunk;
    chunk = [];
    chars = 0;
  }
  if (chunk.length > 0) yield chunk;
}
