import { describe, expect, test } from 'vitest';
import { planColumns } from './import-columns.ts';
import type { ImportCollection } from './import-fields.ts';
import { createRowReader, type FaultyRow, type ReadRow } from './import-row.ts';

const record = (cells: string[], fault: string | null = null) => ({ row: 2, cells, fault, chars: 0 });

function read(collection: ImportCollection, row: Record<string, string>): ReadRow | FaultyRow {
  const planned = planColumns(Object.keys(row), { collection });
  if ('faults' in planned) throw new Error(planned.faults.join('; '));
  return createRowReader(planned.plan)(record(Object.values(row)));
}

function valuesOf(row: ReadRow | FaultyRow): unknown {
  return 'values' in row ? row.values : row.faults;
}

function faultsOf(row: ReadRow | FaultyRow): string[] {
  return 'faults' in row ? row.faults.map((fault) => fault.message) : [];
}

describe('values', () => {
  test('lose outer white space, attributes keep it', () => {
    expect(valuesOf(read('accounts', { 'external id': ' 7 ', name: ' A\n', note: ' x ' }))).toEqual({
      externalId: '7',
      name: 'A',
      attributes: { note: ' x ' },
    });
  });

  test('are left out where the cell holds no text', () => {
    expect(valuesOf(read('accounts', { externalId: '7', name: ' ', domain: '', note: '\t' }))).toEqual({
      externalId: '7',
      attributes: {},
    });
  });

  test.each([
    ['Example.COM', 'example.com'],
    ['https://www.Example.com/about?a=b', 'www.example.com'],
    ['http://example.com#top', 'example.com'],
    ['münchen.example', 'xn--mnchen-3ya.example'],
    ['a_b.example.com', 'a_b.example.com'],
  ])('of a domain: %j is %j', (cell, domain) => {
    expect(valuesOf(read('accounts', { domain: cell }))).toMatchObject({ domain });
  });

  test('of an e-mail address are lower case', () => {
    expect(valuesOf(read('contacts', { email: 'Ada.Lovelace+x@Example.COM' }))).toMatchObject({
      email: 'ada.lovelace+x@example.com',
    });
  });
});

describe('faults', () => {
  test.each([
    'localhost',
    'a b.com',
    'exa_mple',
    '-a.com',
    'a..com',
    'a.com-',
    `${'a'.repeat(64)}.com`,
    'x'.repeat(300),
  ])('%j is no domain', (domain) => {
    expect(faultsOf(read('accounts', { domain }))).toEqual([
      'domain is not a domain name such as example.com.',
    ]);
  });

  test.each([
    'ada',
    'ada@',
    '@example.com',
    'a da@example.com',
    'ada@example',
    'a@b@c.de',
    `${'a'.repeat(310)}@example.com`,
  ])('%j is no e-mail address', (email) => {
    expect(faultsOf(read('contacts', { email }))).toEqual([
      'email is not an e-mail address such as ada@example.com.',
    ]);
  });

  test('a name has at most 500 characters', () => {
    const row = (length: number) => read('accounts', { externalId: '1', name: 'x'.repeat(length) });
    expect(faultsOf(row(500))).toEqual([]);
    expect(faultsOf(row(501))).toEqual(['name is longer than 500 characters.']);
  });

  test('an attribute has at most 10,000 characters', () => {
    const row = (length: number) => read('accounts', { externalId: '1', note: 'x'.repeat(length) });
    expect(faultsOf(row(10_000))).toEqual([]);
    expect(faultsOf(row(10_001))).toEqual(['note is longer than 10000 characters.']);
  });

  test('all of a row are told, each with its column', () => {
    expect(read('contacts', { 'E-Mail': 'x', title: 'a\0b', 'First name': 'y'.repeat(256) })).toMatchObject({
      faults: [
        { column: 'E-Mail', message: 'E-Mail is not an e-mail address such as ada@example.com.' },
        { column: 'title', message: 'title holds a NUL character.' },
        { column: 'First name', message: 'First name is longer than 255 characters.' },
      ],
    });
  });

  test('a row without the value that rows are matched by is one', () => {
    expect(faultsOf(read('accounts', { externalId: ' ', domain: 'example.com' }))).toEqual([
      'externalId is empty, and rows are matched by it.',
    ]);
  });

  test('a row with more or fewer cells than the header is one, and nothing else is said of it', () => {
    const planned = planColumns(['domain', 'name'], { collection: 'accounts' });
    if ('faults' in planned) throw new Error('unexpected');
    const readRow = createRowReader(planned.plan);
    expect(readRow(record(['x']))).toMatchObject({
      faults: [{ column: '', message: 'The row has 1 cell, the header has 2.' }],
    });
    expect(readRow(record(['x', 'y'], 'a quotation mark is not closed'))).toMatchObject({
      faults: [{ column: '', message: 'The row cannot be read: a quotation mark is not closed.' }],
    });
  });
});
