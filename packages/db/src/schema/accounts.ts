import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, updatedAt } from './columns.ts';
import { organisations } from './organisations.ts';
import { tenantPolicy } from './policies.ts';

/** Companies an organisation works with. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid('id').primaryKey(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    /** The organisation's own id for it; imports match by it. */
    externalId: text('external_id'),
    name: text('name').notNull(),
    /** Lower case; imports match by it. */
    domain: text('domain'),
    attributes: jsonb('attributes').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // Also serves the list, newest first.
    unique('accounts_org_id_id_key').on(table.orgId, table.id),
    // The keys of an import's upsert. Rows without a value never collide.
    unique('accounts_external_id_key').on(table.orgId, table.externalId),
    unique('accounts_domain_key').on(table.orgId, table.domain),
    // "C": the same answer on every server, whatever its locale.
    check('accounts_domain_check', sql`${table.domain} = lower(${table.domain} collate "C")`),
    tenantPolicy(),
  ],
);
