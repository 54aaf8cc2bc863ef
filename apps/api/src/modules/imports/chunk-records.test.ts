import { expect, test } from 'vitest';
import type { CsvRecord } from './csv/csv-reader.ts';
import { CELL_CHARS, CHUNK_CHARS_MAX, CHUNK_ROWS_MAX, chunkRecords } from './chunk-records.ts';

async function* records(count: number, chars: number, columns = 0): AsyncGenerator<CsvRecord> {
  const cells = Array.from({ length: columns }, () => '');
  for (let row = 1; row <= count; row += 1) yield { row, cells, fault: null, chars };
}

async function lengthsOf(
  count: number,
  chars: number,
  { afterRow = 0, columns = 0 } = {},
): Promise<number[]> {
  const chunks = await Array.fromAsync(chunkRecords(records(count, chars, columns), { afterRow }));
  return chunks.map((chunk) => chunk.length);
}

test('a chunk is full at 1,000 rows, and none is empty', async () => {
  expect(await lengthsOf(0, 10)).toEqual([]);
  expect(await lengthsOf(CHUNK_ROWS_MAX, 10)).toEqual([1_000]);
  expect(await lengthsOf(CHUNK_ROWS_MAX + 1, 10)).toEqual([1_000, 1]);
});

test('a chunk of long rows is full at a million characters', async () => {
  expect(await lengthsOf(5, CHUNK_CHARS_MAX / 2)).toEqual([2, 2, 1]);
  expect(await lengthsOf(2, CHUNK_CHARS_MAX)).toEqual([1, 1]);
});

test('a chunk of many short cells is full as soon as one of as much text', async () => {
  const columns = CHUNK_CHARS_MAX / 4 / CELL_CHARS;
  expect(await lengthsOf(5, 0, { columns })).toEqual([4, 1]);
});

test('chunks hold what comes after a row, wherever the chunks before ended', async () => {
  expect(await lengthsOf(1_500, 10, { afterRow: 1 })).toEqual([1_000, 499]);
  expect(await lengthsOf(1_500, 10, { afterRow: 1_499 })).toEqual([1]);
  expect(await lengthsOf(1_500, 10, { afterRow: 1_500 })).toEqual([]);
});
