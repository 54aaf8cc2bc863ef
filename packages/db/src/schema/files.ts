import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { organisations } from './organisations.ts';
import { engineReadPolicy, tenantPolicy } from './policies.ts';

/** Uploads and the files jobs make; the bytes are in the storage, under `storage_key`. */
export const files = pgTable(
  'files',
  {
    id: uuid('id').primaryKey(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** Of the content, lower-case hex. */
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull().unique('files_storage_key_key'),
    expiresAt: moment('expires_at'),
    createdAt: createdAt(),
  },
  (table) => [
    // Also serves the list, newest first.
    unique('files_org_id_id_key').on(table.orgId, table.id),
    // The hourly clean-up.
    index('files_expires_at_idx')
      .on(table.expiresAt)
      .where(sql`${table.expiresAt} is not null`),
    check('files_size_bytes_check', sql`${table.sizeBytes} >= 0`),
    check('files_sha256_check', sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    tenantPolicy(),
    // For expired_files(), which runs as the engine.
    engineReadPolicy(),
  ],
);
