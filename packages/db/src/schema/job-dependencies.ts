import { boolean, foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { jobs } from './jobs.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/** A job waits for another one's end. The edges of a graph without cycles: both ends are older than the edge. */
export const jobDependencies = pgTable(
  'job_dependencies',
  {
    /** The job that waits. */
    jobId: uuid('job_id').notNull(),
    /** The job that it waits for. */
    parentId: uuid('parent_id').notNull(),
    orgId: uuid('org_id').notNull(),
    /** The parent's end has not been counted yet. It is once: a retry of the parent does not close the edge a second time. */
    open: boolean('open').notNull().default(true),
  },
  (table) => [
    primaryKey({ name: 'job_dependencies_pkey', columns: [table.jobId, table.parentId] }),
    foreignKey({
      name: 'job_dependencies_job_fkey',
      columns: [table.orgId, table.jobId],
      foreignColumns: [jobs.orgId, jobs.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'job_dependencies_parent_fkey',
      columns: [table.orgId, table.parentId],
      foreignColumns: [jobs.orgId, jobs.id],
    }).onDelete('cascade'),
    // Who waits for a job that has ended.
    index('job_dependencies_parent_idx').on(table.parentId),
    tenantPolicy(),
    enginePolicy(),
  ],
);
