import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toContentType, toFileName } from './file-name.ts';

describe('toFileName', () => {
  test.each([
    ['accounts.csv', 'accounts.csv'],
    ['Übersicht 2025.csv', 'Übersicht 2025.csv'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\list.csv', 'list.csv'],
    ['a\r\nSet-Cookie: b.csv', 'aSet-Cookie: b.csv'],
    ['invoice\u202Evsc.exe', 'invoicevsc.exe'],
    ['  a.csv ', 'a.csv'],
    ['a\0.csv', 'a.csv'],
    ['', 'file'],
    ['..', 'file'],
    ['folder/', 'file'],
    ['\u200B', 'file'],
    ['u\u0308.csv', 'ü.csv'],
  ])('of %j is %j', (given, name) => {
    expect(toFileName(given)).toBe(name);
  });

  test('has at most 255 bytes, whole characters, and its extension', () => {
    expect(toFileName('a'.repeat(255))).toHaveLength(255);
    expect(toFileName(`${'a'.repeat(300)}.csv`)).toBe(`${'a'.repeat(251)}.csv`);
    const emoji = toFileName(`${'👩'.repeat(100)}.csv`);
    expect(emoji).toBe(`${'👩'.repeat(62)}.csv`);
  });

  test('is always a name that may be kept and sent', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = toFileName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(toFileName(name)).toBe(name);
      }),
      { numRuns: 1_000 },
    );
  });
});

test.each([
  ['text/csv', 'text/csv'],
  ['Text/CSV; charset=utf-8', 'text/csv'],
  ['application/vnd.ms-excel', 'application/vnd.ms-excel'],
  ['', 'application/octet-stream'],
  ['nonsense', 'application/octet-stream'],
  ['text/html\r\nX: y', 'application/octet-stream'],
  [`text/${'a'.repeat(251)}`, 'application/octet-stream'],
])('toContentType of %j is %j', (given, contentType) => {
  expect(toContentType(given)).toBe(contentType);
});
