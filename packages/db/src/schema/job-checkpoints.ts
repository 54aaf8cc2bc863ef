import { foreignKey, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { updatedAt } from './columns.ts';
import { jobs } from './jobs.ts';
import { tenantPolicy } from './policies.ts';

/**
 * How far a job's work has come that takes many transactions: what its next run goes on from when this one is snoozed,
 * or its worker dies. One row a job, whose handler alone knows what it says.
 */
export const jobCheckpoints = pgTable(
  'job_checkpoints',
  {
    jobId: uuid('job_id').primaryKey(),
    orgId: uuid('org_id').notNull(),
    state: jsonb('state').$type<unknown>().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      name: 'job_checkpoints_job_fkey',
      columns: [table.orgId, table.jobId],
      foreignColumns: [jobs.orgId, jobs.id],
    }).onDelete('cascade'),
    tenantPolicy(),
  ],
);
