import { foreignKey, integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { batches } from './batches.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** Children that are not made yet: written with their batch, in chunks, each of which a worker turns into jobs and deletes. */
export const batchItems = pgTable(
  'batch_items',
  {
    batchId: uuid('batch_id').notNull(),
    orgId: uuid('org_id').notNull(),
    /** The place of the chunk's first item in the request, from 0. */
    firstIndex: integer('first_index').notNull(),
    inputs: jsonb('inputs').$type<unknown[]>().notNull(),
    /** What all children have in common, as the engine writes a job. */
    template: jsonb('template').$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ name: 'batch_items_pkey', columns: [table.batchId, table.firstIndex] }),
    foreignKey({
      name: 'batch_items_batch_fkey',
      columns: [table.batchId],
      foreignColumns: [batches.id],
    }).onDelete('cascade'),
    tenantPolicy(),
    enginePolicy(),
  ],
);
