import { customType, timestamp } from 'drizzle-orm/pg-core';

/**
 * A moment. Kept to the millisecond, which is what a JavaScript `Date` holds: a value read and written back, or compared
 * with `=`, is the same value.
 */
export function moment(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
}

/** Bytes as they are: text may not hold NUL. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** When the row was made, by the database's clock. */
export function createdAt() {
  return moment('created_at').notNull().defaultNow();
}

/** When the row was last changed, by the database's clock; whoever updates a row sets it. */
export function updatedAt() {
  return moment('updated_at').notNull().defaultNow();
}

/** A 64-bit transaction id, as text. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
