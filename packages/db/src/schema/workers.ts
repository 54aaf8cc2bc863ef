import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** The worker processes, each of which keeps its row fresh; a silent one is gone. For the engine only. */
export const workers = pgTable('workers', {
  id: text('id').primaryKey(),
  host: text('host').notNull(),
  region: text('region'),
  pid: integer('pid').notNull(),
  version: text('version').notNull(),
  roles: text('roles').array().notNull(),
  queues: text('queues').array().notNull(),
  slots: integer('slots').notNull(),
  slotsInUse: integer('slots_in_use').notNull(),
  startedAt: moment('started_at').notNull(),
  lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
});
