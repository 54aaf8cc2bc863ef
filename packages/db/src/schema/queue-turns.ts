import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** How far each queue's turns have come: the highest start tag whose job has started (`V`). For the engine only. */
export const queueClocks = pgTable('queue_clocks', {
  queue: text('queue').primaryKey(),
  virtualTime: bigint('virtual_time', { mode: 'number' }).notNull().default(0),
});

/** Where each organisation's line in a queue ends: the tag behind its last job (`F`). */
export const queueLines = pgTable(
  'queue_lines',
  {
    queue: text('queue').notNull(),
    orgId: uuid('org_id').notNull(),
    finishTag: bigint('finish_tag', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'queue_lines_pkey', columns: [table.queue, table.orgId] }),
    tenantPolicy(),
    enginePolicy(),
  ],
);
