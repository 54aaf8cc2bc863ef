import { bigint, check, foreignKey, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { jobLogLevels } from './job-values.ts';
import { jobs } from './jobs.ts';
import { isOneOf } from './one-of.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** What handlers wrote. Lines are added and read, never changed; they go when their job goes. */
export const jobLogs = pgTable(
  'job_logs',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: uuid('org_id').notNull(),
    jobId: uuid('job_id').notNull(),
    run: integer('run').notNull(),
    at: moment('at').notNull(),
    level: text('level', { enum: jobLogLevels }).notNull(),
    message: text('message').notNull(),
    fields: jsonb('fields').$type<Record<string, unknown>>(),
  },
  (table) => [
    foreignKey({
      name: 'job_logs_job_fkey',
      columns: [table.orgId, table.jobId],
      foreignColumns: [jobs.orgId, jobs.id],
    }).onDelete('cascade'),
    // A job's log in order, and the cascade.
    index('job_logs_job_idx').on(table.jobId, table.id),
    check('job_logs_level_check', isOneOf(table.level, jobLogLevels)),
    tenantPolicy(),
    enginePolicy(),
  ],
);
