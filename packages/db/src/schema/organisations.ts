import { sql } from 'drizzle-orm';
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { engineReadPolicy, ownOrganisationPolicy } from './policies.ts';

/** A tenant: everything else belongs to one of these. */
export const organisations = pgTable(
  'organisations',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** Lower-case letters, digits and inner hyphens; at most 63 characters, unique over all organisations. */
    slug: text('slug').notNull().unique('organisations_slug_key'),
    createdAt: createdAt(),
  },
  (table) => [
    check('organisations_slug_check', sql`${table.slug} ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'`),
    ownOrganisationPolicy(),
    engineReadPolicy(),
  ],
);
