import { describe, expect, it } from 'vitest';
import { readCsvPreview } from './csv-preview.ts';

const preview = async (...parts: BlobPart[]) => await readCsvPreview(new Blob(parts));

describe('the preview of a file', () => {
  it('shows the trimmed header and five rows, without the byte-order mark', async () => {
    const rows = Array.from({ length: 9 }, (_, row) => `${row},x`).join('\r\n');
    const read = await preview('\uFEFFid , name\r\n', rows);
    expect(read).toEqual({
      headers: ['id', 'name'],
      rows: [0, 1, 2, 3, 4].map((row) => [String(row), 'x']),
    });
  });

  it('reads the beginning of a large file only, and never half a row or half a character', async () => {
    const long = 'ü'.repeat(20_000);
    const read = await preview('id,name\n', `1,${long}\n`, `2,${long}\n`);
    expect(read).toEqual({ headers: ['id', 'name'], rows: [['1', long]] });
  });

  it.each([
    ['is empty', [''], /empty/],
    ['holds blanks only', [' \n\n'], /no text/],
    ['is not UTF-8', [new Uint8Array([0x69, 0x64, 0x0a, 0xff, 0xfe])], /UTF-8/],
    ['is UTF-16', [new Uint8Array([0x69, 0x00, 0x64, 0x00])], /UTF-8/],
    ['has no end of its first row', ['x'.repeat(70_000)], /too long/],
  ])('says what is wrong with a file that %s', async (_what, parts, words) => {
    expect(await preview(...parts)).toEqual({ fault: expect.stringMatching(words) });
  });
});
