import { expect, test } from 'vitest';
import type { ImportValues, ReadRow } from './import-row.ts';
import { mergeRows } from './merge-rows.ts';

const row = (number: number, matchValue: string, values: Partial<ImportValues>): ReadRow => ({
  record: { row: number, cells: [], fault: null, chars: 0 },
  values: { attributes: {}, ...values },
  matchValue,
});

test('rows of one record become one, later values before earlier ones, and nothing said only once is lost', () => {
  const merged = mergeRows([
    row(2, 'a', { externalId: 'a', name: 'first', domain: 'a.com', attributes: { x: '1', y: '1' } }),
    row(3, 'b', { externalId: 'b' }),
    row(4, 'a', { externalId: 'a', name: 'second', attributes: { y: '2' } }),
  ]);
  expect(merged.map(({ values, sources }) => [values, sources.map(({ record }) => record.row)])).toEqual([
    [{ externalId: 'a', name: 'second', domain: 'a.com', attributes: { x: '1', y: '2' } }, [2, 4]],
    [{ externalId: 'b', attributes: {} }, [3]],
  ]);
});
