import { sql } from 'drizzle-orm';
import { check, pgTable, real, text } from 'drizzle-orm/pg-core';
import { updatedAt } from './columns.ts';

/** How long a run of each type usually takes: what a job costs its organisation in the line. For the engine only. */
export const jobTypeCosts = pgTable(
  'job_type_costs',
  {
    type: text('type').primaryKey(),
    /** Moving average of the runs' milliseconds. */
    averageMs: real('average_ms').notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [check('job_type_costs_average_check', sql`${table.averageMs} >= 0`)],
);
