import { createHash } from 'node:crypto';

import type { PageRequest } from '@rota/db';

import { invalidRequest } from '../errors/invalid-request.ts';

/** Which list a cursor belongs to. One of another organisation, list or filter is refused. */
export type CursorScope = {
  /** The list's name: `jobs`. */
  list: string;
  orgId: string;
  /** What the list is narrowed by; the order of members does not matter, undefined ones do not count. */
  filters?: Readonly<Record<string, unknown>>;
  /** What the list's sort key looks like. Default: a uuid. Anything else in a cursor was made up. */
  keyPattern?: RegExp;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The sort key of lists by a running number of 64 bits, as far as JavaScript can count. */
export const NUMBER_KEY = /^\d{1,15}$/;
/** That of lists by a number of 32 bits. */
export const SMALL_NUMBER_KEY = /^\d{1,9}$/;

/**
 * Reads `limit` and `cursor` of a list.
 * @throws AppError of kind `invalid` for a cursor that this list did not hand out
 */
export function readPage(
  query: { limit: number; cursor?: string | undefined },
  scope: CursorScope,
): PageRequest {
  if (query.cursor === undefined) return { limit: query.limit, after: null };
  const [key, checksum] = Buffer.from(query.cursor, 'base64url').toString('utf8').split(' ');
  const isKey = key !== undefined && (scope.keyPattern ?? UUID).test(key);
  if (!isKey || encodeCursor(key, scope) !== query.cursor || checksum === undefined) {
    throw invalidRequest([
      { in: 'query', pointer: '/cursor', message: 'is not a cursor of this list and filter' },
    ]);
  }
  return { limit: query.limit, after: key };
}

/**
 * A page of the contract.
 *
 * @param rows up to `page.limit + 1`, in the list's order
 * @param keyOf the sort key of a row; unique in the list and without spaces
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  {
    page,
    scope,
    keyOf,
    toItem,
  }: { page: PageRequest; scope: CursorScope; keyOf: (row: Row) => string; toItem: (row: Row) => Item },
): { data: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const isLastPage = rows.length <= page.limit || last === undefined;
  return {
    data: shown.map(toItem),
    nextCursor: isLastPage ? null : encodeCursor(keyOf(last), scope),
  };
}

/** The checksum is no secret: it catches mix-ups. What a cursor may show is decided by the organisation filter. */
function encodeCursor(key: string, { list, orgId, filters = {} }: CursorScope): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  const sorted = given.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const checksum = createHash('sha256')
    .update(JSON.stringify([list, orgId, sorted, key]))
    .digest('base64url')
    .slice(0, 12);
  return Buffer.from(`${key} ${checksum}`).toString('base64url');
}
