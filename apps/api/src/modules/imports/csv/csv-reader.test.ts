import { array, assert, asyncProperty, boolean, constantFrom, nat, oneof, string } from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { readCsv, RECORD_CHARS_MAX, type CsvRecord } from './csv-reader.ts';

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}

async function readAll(content: string | Uint8Array, pieceLength = 65_536): Promise<CsvRecord[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return await Array.fromAsync(readCsv(pieces(bytes, pieceLength)));
}

async function readCells(content: string | Uint8Array, pieceLength?: number): Promise<string[][]> {
  return (await readAll(content, pieceLength)).map((record) => record.cells);
}

const cell = oneof(
  string({ unit: 'grapheme', maxLength: 6 }),
  array(constantFrom('"', '""', ',', ';', '\t', '\r', '\n', '\r\n', ' ', 'ä', '日', '👩‍👧', 'a', '\0'), {
    maxLength: 6,
  }).map((parts) => parts.join('')),
);
// Every column has a name, so that no record is one without text.
const table = nat({ max: 4 }).chain((extra) =>
  array(array(cell, { minLength: extra + 1, maxLength: extra + 1 }), { maxLength: 5 }).map((rows) =>
    rows.map((row) => ['x', ...row]),
  ),
);

test('whatever a table holds and wherever its bytes are cut, it is read as it was written', async () => {
  await assert(
    asyncProperty(
      table,
      constantFrom(',', ';', '\t'),
      constantFrom('\r\n', '\n', '\r'),
      boolean(),
      boolean(),
      nat({ max: 12 }),
      async (rows, delimiter, newline, hasMark, endsWithNewline, cut) => {
        const header = ['x', ...(rows[0] ?? ['y', 'z']).slice(1).map((_, index) => `column ${index}`)];
        const csv = Papa.unparse([header, ...rows], { delimiter, newline });
        const content = `${hasMark ? '\uFEFF' : ''}${csv}${endsWithNewline ? newline : ''}`;
        expect(await readCells(content, cut + 1)).toEqual([header, ...rows]);
      },
    ),
    { numRuns: 500 },
  );
});

describe('records', () => {
  test('have the row number that a spreadsheet shows: empty records and the header count, quoted lines do not', async () => {
    const records = await readAll('a,b\n\n"1\n2",3\n , \n4,5\n');
    expect(records.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, '1\n2', '3'],
      [5, '4', '5'],
    ]);
  });

  test('may have more or fewer cells than the header', async () => {
    expect(await readCells('a,b\n1\n1,2,3')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
  });

  test('keep a quotation mark in the middle of an unquoted cell', async () => {
    expect(await readAll('a,5" pipe\n')).toMatchObject([{ cells: ['a', '5" pipe'], fault: null }]);
  });

  test('say when text follows a closing quotation mark, and lose nothing', async () => {
    const [first, second] = await readAll('"a"b,c\nd,e\n');
    expect(first).toMatchObject({ cells: ['ab', 'c'], fault: 'text follows a closing quotation mark' });
    expect(second).toMatchObject({ cells: ['d', 'e'], fault: null });
  });

  test('say when the file ends inside quotation marks', async () => {
    expect(await readAll('a,b\n1,"2\n3')).toMatchObject([
      { fault: null },
      { cells: ['1', '2\n3'], fault: 'a quotation mark is not closed' },
    ]);
  });

  test('are none in an empty file, nor in one of a byte-order mark and empty lines', async () => {
    expect(await readAll('')).toEqual([]);
    expect(await readAll('\uFEFF\r\n\n,,\n')).toEqual([]);
  });
});

describe('the delimiter', () => {
  test('is a comma in a file of one column', async () => {
    expect(await readCells('name\nA; B\n')).toEqual([['name'], ['A; B']]);
  });

  test('is what the header has most of, not what the rows have', async () => {
    expect(await readCells('a;b\n1,5;2,5\n')).toEqual([
      ['a', 'b'],
      ['1,5', '2,5'],
    ]);
  });
});

describe('a file that cannot be read', () => {
  test('is refused at the line whose bytes are not UTF-8', async () => {
    const latin1 = Buffer.concat([Buffer.from('name\nÄpfel\n'), Buffer.from('Bücher\n', 'latin1')]);
    for (const pieceLength of [1, 4, 1_000]) {
      await expect(readAll(latin1, pieceLength)).rejects.toMatchObject({
        code: 'import.csv_unreadable',
        message: expect.stringContaining('The file cannot be read as CSV: line 3 is not UTF-8 text.'),
      });
    }
  });

  test('is refused when it ends within a character', async () => {
    const cut = Buffer.from('name\nü').subarray(0, -1);
    await expect(readAll(cut)).rejects.toMatchObject({ code: 'import.csv_unreadable' });
  });

  test('is refused when it is UTF-16', async () => {
    const utf16 = Buffer.from('\uFEFFname\nA\n', 'utf16le');
    await expect(readAll(utf16)).rejects.toMatchObject({ code: 'import.csv_unreadable' });
  });

  test('is refused as soon as one record is longer than its limit, and not a character before', async () => {
    const longest = 'a'.repeat(RECORD_CHARS_MAX - 1);
    expect(await readCells(`${longest}\nb\n`)).toEqual([[longest], ['b']]);

    let read = 0;
    async function* endlessQuote(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b\n1,"');
      for (;;) {
        read += 65_536;
        yield Buffer.alloc(65_536, 'x');
      }
    }
    await expect(Array.fromAsync(readCsv(endlessQuote()))).rejects.toThrow(
      /the record that begins in line 2 is longer/,
    );
    expect(read).toBeLessThan(RECORD_CHARS_MAX + 2 * 65_536);
  });
});
