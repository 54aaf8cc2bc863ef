import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { xid8 } from './columns.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/**
 * How far each queue's turns have come. Times are in ticks of 10 µs of work at weight 1, and only ever rise. For the engine
 * only.
 */
export const queueClocks = pgTable('queue_clocks', {
  queue: text('queue').primaryKey(),
  /** The highest start tag whose job has started (`V`). */
  virtualTime: bigint('virtual_time', { mode: 'number' }).notNull().default(0),
  /** What is taken off a tag to make it fit into the priority of a message. */
  base: bigint('base', { mode: 'number' }).notNull().default(0),
  /** The transaction that last raised `base`, until no message with a priority of before is left. */
  rebaseTx: xid8('rebase_tx'),
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
