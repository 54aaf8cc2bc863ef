import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { moment, xid8 } from './columns.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/**
 * Which jobs each writing statement changed: what a stream that was cut off looks through when it comes back. A row for a
 * set of jobs, not for a job. Kept for an hour. No foreign key: rows outlive the jobs they tell of.
 */
export const jobEvents = pgTable(
  'job_events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: uuid('org_id').notNull(),
    jobIds: uuid('job_ids').array().notNull(),
    /** A reader goes by this: all below the oldest open transaction is there, which ids do not promise. */
    tx: xid8('tx')
      .notNull()
      .default(sql`pg_current_xact_id()`),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    // What an organisation's stream has missed.
    index('job_events_org_idx').on(table.orgId, table.tx),
    tenantPolicy(),
    enginePolicy(),
  ],
);
