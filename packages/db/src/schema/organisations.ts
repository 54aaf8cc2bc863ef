import { sql } from 'drizzle-orm';
import { check, integer, pgTable, real, text, uuid } from 'drizzle-orm/pg-core';
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
    /** Its share of a contended queue beside the other organisations'. */
    weight: real('weight').notNull().default(1),
    /** Most jobs it may have running at once, over all processes; null: no cap. */
    runningMax: integer('running_max'),
    createdAt: createdAt(),
  },
  (table) => [
    check('organisations_slug_check', sql`${table.slug} ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'`),
    check('organisations_weight_check', sql`${table.weight} between 0.01 and 100`),
    check('organisations_running_max_check', sql`${table.runningMax} >= 1`),
    ownOrganisationPolicy(),
    engineReadPolicy(),
  ],
);
