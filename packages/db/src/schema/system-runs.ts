import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { isOneOf } from './one-of.ts';

/** How a run of a system job ended. */
export const systemRunOutcomes = ['completed', 'failed'] as const;
/** One of {@link systemRunOutcomes}. */
export type SystemRunOutcome = (typeof systemRunOutcomes)[number];

/** The last runs of system jobs, which belong to no organisation and have no row in `jobs`. For the engine only. */
export const systemRuns = pgTable(
  'system_runs',
  {
    id: uuid('id').primaryKey(),
    type: text('type').notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
    outcome: text('outcome', { enum: systemRunOutcomes }),
    error: jsonb('error').$type<{ code: string; message: string }>(),
    workerId: text('worker_id').notNull(),
  },
  (table) => [
    // The last runs of a type, and what to prune.
    index('system_runs_type_idx').on(table.type, table.id),
    check('system_runs_outcome_check', isOneOf(table.outcome, systemRunOutcomes)),
    check('system_runs_ended_check', sql`(${table.endedAt} is not null) = (${table.outcome} is not null)`),
  ],
);
