import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { createdAt, updatedAt } from './columns.ts';
import { organisations } from './organisations.ts';
import { tenantPolicy } from './policies.ts';

/** People an organisation works with, at most one account each. */
export const contacts = pgTable(
  'contacts',
  {
    id: uuid('id').primaryKey(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    /** The organisation's own id for them; imports match by it. */
    externalId: text('external_id'),
    /** Lower case; imports match by it. */
    email: text('email'),
    firstName: text('first_name'),
    lastName: text('last_name'),
    title: text('title'),
    accountId: uuid('account_id'),
    attributes: jsonb('attributes').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // Also serves the list, newest first.
    unique('contacts_org_id_id_key').on(table.orgId, table.id),
    // The keys of an import's upsert. Rows without a value never collide.
    unique('contacts_external_id_key').on(table.orgId, table.externalId),
    unique('contacts_email_key').on(table.orgId, table.email),
    foreignKey({
      name: 'contacts_account_fkey',
      columns: [table.orgId, table.accountId],
      foreignColumns: [accounts.orgId, accounts.id],
    }),
    // The contacts of an account, and the check when an account is deleted.
    index('contacts_account_idx')
      .on(table.orgId, table.accountId, table.id)
      .where(sql`${table.accountId} is not null`),
    // "C": the same answer on every server, whatever its locale.
    check('contacts_email_check', sql`${table.email} = lower(${table.email} collate "C")`),
    tenantPolicy(),
  ],
);
