import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { type JobError, jobRunOutcomes } from './job-values.ts';
import { jobs } from './jobs.ts';
import { isOneOf } from './one-of.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/**
 * The runs that have ended, one row each: the primary key is what makes a run happen once. The run under way is on the
 * job's own row, so that a job costs one row of history, written with its end.
 */
export const jobRuns = pgTable(
  'job_runs',
  {
    jobId: uuid('job_id').notNull(),
    run: integer('run').notNull(),
    orgId: uuid('org_id').notNull(),
    attempt: integer('attempt').notNull(),
    workerId: text('worker_id').notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at').notNull(),
    outcome: text('outcome', { enum: jobRunOutcomes }).notNull(),
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
    tenantPolicy(),
    enginePolicy(),
  ],
);
