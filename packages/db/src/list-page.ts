import { and, desc, eq, ilike, lt, or, type SQL } from 'drizzle-orm';
import type { AnyPgColumn, PgSelect } from 'drizzle-orm/pg-core';

/** The part of a list that is asked for. */
export interface PageRequest {
  /** Items of the page. One row more is read, which tells whether there is a next page. */
  limit: number;
  /** The sort key of the last item of the page before; null for the first page. */
  after: string | null;
}

/**
 * Bounds a select of one table to a page of an organisation's rows, newest first; one row more than `page.limit`. Ids are
 * UUIDv7 and rise, so the key `(org_id, id)` that every table has serves it, read backwards.
 *
 * A filter that no index serves reads the organisation's rows from the newest until the page is full: quick where it hits
 * often, and as long as the list where it hits nothing.
 *
 * @param query `tx.select().from(table).$dynamic()`
 * @param list.table the same table
 * @param list.filter what else must hold of a row
 */
export function newestFirst<Query extends PgSelect>(
  query: Query,
  {
    table,
    orgId,
    page,
    filter,
  }: {
    table: { id: AnyPgColumn; orgId: AnyPgColumn };
    orgId: string;
    page: PageRequest;
    filter?: SQL | undefined;
  },
): Query {
  const isAfter = page.after === null ? undefined : lt(table.id, page.after);
  return query
    .where(and(eq(table.orgId, orgId), isAfter, filter))
    .orderBy(desc(table.id))
    .limit(page.limit + 1);
}

/** Whether one of the texts contains what is searched for, as it is typed, whatever the case. */
export function containsText(search: string, texts: readonly (AnyPgColumn | SQL)[]): SQL | undefined {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return or(...texts.map((text) => ilike(text, pattern)));
}
