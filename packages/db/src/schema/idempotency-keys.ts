import { check, index, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { createdAt } from './columns.ts';
import { organisations } from './organisations.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** For so long a key stands for the request that it came with; after that it is removed, and may be used again. */
export const IDEMPOTENCY_KEY_HOURS = 24;

/** Answers of requests that carried an `Idempotency-Key`, kept for {@link IDEMPOTENCY_KEY_HOURS}; written in the transaction that did the work. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    /** Who asked, as `kind:id`. */
    principal: text('principal').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of what was asked: path, query and body. */
    requestHash: text('request_hash').notNull(),
    /** Null while the request is under way, which no other transaction sees. */
    status: smallint('status'),
    headers: jsonb('headers').$type<Record<string, string>>(),
    body: jsonb('body').$type<unknown>(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({
      name: 'idempotency_keys_pkey',
      columns: [table.orgId, table.principal, table.operation, table.key],
    }),
    // What is old enough to be removed.
    index('idempotency_keys_created_idx').on(table.createdAt),
    check('idempotency_keys_key_check', sql`char_length(${table.key}) between 1 and 255`),
    tenantPolicy(),
    enginePolicy(),
  ],
);
