import { assert, dictionary, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { AppError } from '../errors/app-error.ts';
import { NUMBER_KEY, readPage, SMALL_NUMBER_KEY, toPage, type CursorScope } from './page.ts';

const scope: CursorScope = {
  list: 'things',
  orgId: 'org',
  filters: { status: ['a'], search: undefined },
  keyPattern: /^\S*$/,
};

/** The cursor that leads behind a key. */
function cursorAfter(key: string, of: CursorScope): string {
  const page = { limit: 1, after: null };
  const { nextCursor } = toPage([key, 'more'], {
    page,
    scope: of,
    keyOf: (row) => row,
    toItem: (row) => row,
  });
  return nextCursor ?? '';
}

const read = (cursor: string, of: CursorScope) => readPage({ limit: 10, cursor }, of);

describe('a cursor', () => {
  test('leads behind the last item of its page, whatever the filters are', () => {
    assert(
      property(integer(), dictionary(string(), string()), (key, filters) => {
        const of = { ...scope, filters };
        expect(read(cursorAfter(String(key), of), of)).toEqual({ limit: 10, after: String(key) });
      }),
    );
  });

  test('is the same however the filters are ordered, and with those left out that are undefined', () => {
    const ordered = { ...scope, filters: { a: 1, b: 2 } };
    const other = { ...scope, filters: { b: 2, c: undefined, a: 1 } };
    expect(read(cursorAfter('k', ordered), other).after).toBe('k');
  });

  test.each<[string, CursorScope]>([
    ['of another list', { ...scope, list: 'others' }],
    ['of another organisation', { ...scope, orgId: 'other' }],
    ['of another filter', { ...scope, filters: { status: ['b'] } }],
    ['of no filter', { list: scope.list, orgId: scope.orgId }],
  ])('%s is refused', (_what, other) => {
    expect(() => read(cursorAfter('k', other), scope)).toThrow(AppError);
  });

  test.each([
    ['64', NUMBER_KEY, '1'.repeat(15), '1'.repeat(16)],
    ['32', SMALL_NUMBER_KEY, '1'.repeat(9), '1'.repeat(10)],
  ])('made up of a number that %s bits may not hold is refused', (_bits, keyPattern, good, bad) => {
    const of = { ...scope, keyPattern };
    expect(read(cursorAfter(good, of), of).after).toBe(good);
    expect(() => read(cursorAfter(bad, of), of)).toThrow(AppError);
  });

  test('that anybody made up is refused', () => {
    assert(
      property(string({ minLength: 1 }), (text) => {
        expect(() => read(text, scope)).toThrow(AppError);
      }),
    );
  });
});

describe('a page', () => {
  const page = { limit: 2, after: null };
  const of = (rows: number[]) =>
    toPage(rows, { page, scope, keyOf: (row) => String(row), toItem: (row) => row * 10 });

  test('shows as many items as were asked for, and leads on when one more was found', () => {
    expect(of([3, 2, 1])).toEqual({ data: [30, 20], nextCursor: cursorAfter('2', scope) });
  });

  test('is the last one when no more was found', () => {
    expect(of([3, 2])).toEqual({ data: [30, 20], nextCursor: null });
    expect(of([])).toEqual({ data: [], nextCursor: null });
  });
});

test('a cursor with a right checksum around what is no key of the list is refused', () => {
  const ids: CursorScope = { list: 'things', orgId: 'org' };
  expect(() => read(cursorAfter('no-uuid', ids), ids)).toThrow(AppError);
  const id = '01a20123-5a4f-701f-b0a2-816fd08db9d7';
  expect(read(cursorAfter(id, ids), ids).after).toBe(id);
});
