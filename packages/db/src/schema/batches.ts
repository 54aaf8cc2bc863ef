import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { batchFollowUps, type FailurePolicy } from './job-values.ts';
import { jobs } from './jobs.ts';
import { isOneOf } from './one-of.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

/**
 * What a batch's parent has beside its row in `jobs`, whose id it shares: the counters of its children, moved by the
 * statements that move the children, so that reading a batch costs one row however many children it has.
 */
export const batches = pgTable(
  'batches',
  {
    id: uuid('id').primaryKey(),
    orgId: uuid('org_id').notNull(),
    /** The children's job type. */
    type: text('type').notNull(),
    failurePolicy: jsonb('failure_policy').$type<FailurePolicy>().notNull(),
    total: integer('total').notNull(),
    /** Everything not started, children that are not made yet among it. */
    pending: integer('pending').notNull(),
    processing: integer('processing').notNull().default(0),
    completed: integer('completed').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    cancelled: integer('cancelled').notNull().default(0),
    /** Nothing of it starts any more; its children follow in chunks. */
    cancelledAt: moment('cancelled_at'),
    /** What has been decided for the whole batch and is still to be done to its children, in chunks, by a worker. */
    followUp: text('follow_up', { enum: batchFollowUps }),
    /** A retry of failures has been through the children up to this one: each is looked at once. */
    followedUpTo: uuid('followed_up_to'),
  },
  (table) => [
    foreignKey({
      name: 'batches_job_fkey',
      columns: [table.orgId, table.id],
      foreignColumns: [jobs.orgId, jobs.id],
    }).onDelete('cascade'),
    // The workers' look-out. The counters move all the time and are in no index: their updates stay on the page.
    index('batches_follow_up_idx')
      .on(table.id)
      .where(sql`${table.followUp} is not null`),
    check('batches_follow_up_check', isOneOf(table.followUp, batchFollowUps)),
    check(
      'batches_counts_check',
      sql`${table.total} >= 1 and ${table.total} = ${table.pending} + ${table.processing} + ${table.completed} + ${table.failed} + ${table.cancelled}
        and least(${table.pending}, ${table.processing}, ${table.completed}, ${table.failed}, ${table.cancelled}) >= 0`,
    ),
    tenantPolicy(),
    enginePolicy(),
  ],
);
