import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { type JobError, jobRunOutcomes } from './job-values.ts';
import { jobs } from './jobs.ts';
import { isOneOf } from './one-of.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** One row per claim: the primary key is what makes a run happen once. */
export const jobRuns = pgTable(
  'job_runs',
  {
    jobId: uuid('job_id').notNull(),
    run: integer('run').notNull(),
    orgId: uuid('org_id').notNull(),
    attempt: integer('attempt').notNull(),
    workerId: text('worker_id').notNull(),
    /** The message the run was claimed with. */
    messageId: uuid('message_id').notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
    outcome: text('outcome', { enum: jobRunOutcomes }),
    error: jsonb('error').$type<JobError>(),
    errorStack: text('error_stack'),
  },
  (table) => [
    primaryKey({ name: 'job_runs_pkey', columns: [table.jobId, table.run] }),
    foreignKey({
      name: 'job_runs_job_fkey',
      columns: [table.orgId, table.jobId],
      foreignColumns: [jobs.orgId, jobs.id],
    }).onDelete('cascade'),
    check('job_runs_outcome_check', isOneOf(table.outcome, jobRunOutcomes)),
    check('job_runs_ended_check', sql`(${table.endedAt} is not null) = (${table.outcome} is not null)`),
    tenantPolicy(),
    enginePolicy(),
  ],
);
