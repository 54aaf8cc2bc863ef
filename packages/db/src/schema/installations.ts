import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';

/**
 * Which installation this database is of: one row, made by whoever asks first, and restored with a backup. What lies
 * outside of the database, as files do, names it.
 */
export const installations = pgTable(
  'installations',
  {
    id: uuid('id').primaryKey(),
    /** True, and unique: there is no second row. */
    isOnly: boolean('is_only').notNull().default(true).unique('installations_is_only_key'),
    createdAt: createdAt(),
  },
  (table) => [check('installations_is_only_check', sql`${table.isOnly}`)],
);
