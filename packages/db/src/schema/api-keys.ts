import { sql } from 'drizzle-orm';
import { check, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { organisations } from './organisations.ts';
import { presentedKeyPolicy, tenantPolicy } from './policies.ts';

/** Keys of an organisation. The plain key is shown once at creation and kept nowhere. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    name: text('name').notNull(),
    /** The first 12 characters of the key, so that people can tell their keys apart. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the whole key, lower-case hex. */
    keyHash: text('key_hash').notNull().unique('api_keys_key_hash_key'),
    createdAt: createdAt(),
    lastUsedAt: moment('last_used_at'),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
  },
  (table) => [
    // Also serves the list of an organisation's keys, newest first.
    unique('api_keys_org_id_id_key').on(table.orgId, table.id),
    check('api_keys_key_hash_check', sql`${table.keyHash} ~ '^[0-9a-f]{64}$'`),
    tenantPolicy(),
    presentedKeyPolicy(),
  ],
);
