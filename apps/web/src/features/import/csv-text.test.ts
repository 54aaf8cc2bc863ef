import { array, assert, boolean, constantFrom, integer, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './csv-text.ts';

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('a CSV text', () => {
  it('gives back every cell that was quoted, whatever it holds, whichever the delimiter and line end', () => {
    const cell = string({ unit: constantFrom('a', ' ', ',', ';', '\t', '"', '\n', '\r', 'ü') });
    const grid = integer({ min: 2, max: 5 }).chain((width) =>
      array(array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
    );
    const marks = tuple(constantFrom(',', ';', '\t'), constantFrom('\n', '\r\n', '\r'), boolean());
    assert(
      property(grid, marks, (rows, [delimiter, lineEnd, endsWithLineEnd]) => {
        // The header decides the delimiter: its cells hold none of them.
        const all = [(rows[0] ?? []).map((_cell, index) => `h${index}`), ...rows];
        const text =
          all.map((row) => row.map(quote).join(delimiter)).join(lineEnd) + (endsWithLineEnd ? lineEnd : '');
        const withText = all.filter((row) => row.some((each) => each.trim() !== ''));
        expect(parseCsv(text)).toEqual({ records: withText, isLastComplete: endsWithLineEnd });
      }),
    );
  });

  it('keeps quotation marks inside a cell that does not begin with one', () => {
    expect(parseCsv('a,b\n5" pipe,x').records).toEqual([
      ['a', 'b'],
      ['5" pipe', 'x'],
    ]);
  });

  it('is not whole while a quotation mark is open', () => {
    expect(parseCsv('a,b\n"c,d\n').isLastComplete).toBe(false);
  });

  it('of one column is read by the comma', () => {
    expect(parseCsv('domain\na.example\n')).toEqual({
      records: [['domain'], ['a.example']],
      isLastComplete: true,
    });
  });
});
