import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { fromNeutralised, toCsvLine } from './csv-writer.ts';

const cell = oneof(
  string({ unit: 'grapheme', maxLength: 8 }),
  array(constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', ';', '＝', 'a', '1'), {
    maxLength: 5,
  }).map((parts) => parts.join('')),
);

describe('toCsvLine', () => {
  test('writes what another reader reads as the same cells, but for the neutralising mark', () => {
    assert(
      property(array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const [read = []] = Papa.parse<string[]>(toCsvLine(cells), { delimiter: ',', newline: '\r\n' }).data;
        expect(read.map(fromNeutralised)).toEqual(cells);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\n=1', ' =1', '＝1', '＋1', "'=1"])(
    'puts a mark before %j, which would start a formula',
    (formula) => {
      const [[read] = []] = Papa.parse<string[]>(toCsvLine([formula]), {
        delimiter: ',',
        newline: '\r\n',
      }).data;
      expect(read).toBe(`'${formula}`);
    },
  );

  test.each(['a=1', '1-1', "it's", "'quoted'", '', 'a@b.c'])('leaves %j as it is', (harmless) => {
    expect(toCsvLine([harmless])).toBe(`${harmless}\r\n`);
  });

  test('quotes what holds a separator, a quotation mark, a line end or outer white space', () => {
    expect(toCsvLine(['a,b', 'a;b', '"', 'a\nb', ' a', 'plain'])).toBe(
      '"a,b","a;b","""","a\nb"," a",plain\r\n',
    );
  });
});
