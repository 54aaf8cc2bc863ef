import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, moment, updatedAt } from './columns.ts';
import {
  endedJobStatuses,
  jobCreatorKinds,
  type JobError,
  jobPriorities,
  jobStatuses,
  type RetryPolicy,
} from './job-values.ts';
import { isOneOf, quotedList } from './one-of.ts';
import { organisations } from './organisations.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

const ended = quotedList(endedJobStatuses);

/**
 * The truth about every job; the queue's messages carry an id and nothing else. Rows change status only by the engine's
 * guarded updates. `batch_id`, `workflow_id`, `schedule_id` and `replay_of` are no foreign keys: what they name may be
 * pruned before the job is.
 */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid('id').primaryKey(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organisations.id),
    type: text('type').notNull(),
    status: text('status', { enum: jobStatuses }).notNull(),
    /** Set while a pending job has no message because its organisation or type is paused or at its cap. */
    parkedReason: text('parked_reason'),
    priority: text('priority', { enum: jobPriorities }).notNull().default('normal'),
    /** Null for batch parents only. */
    input: jsonb('input').$type<unknown>(),
    output: jsonb('output').$type<unknown>(),
    error: jsonb('error').$type<JobError>(),
    /** For operators; never shown to the organisation. */
    errorStack: text('error_stack'),
    progressPercent: smallint('progress_percent').notNull().default(0),
    progressMessage: text('progress_message'),
    /** Attempts spent or in hand: rises at a claim, given back by hand-back and snooze; a lost run does not raise it. */
    attempt: integer('attempt').notNull().default(0),
    maxAttempts: integer('max_attempts').notNull().default(5),
    /** The original `max_attempts`; a retry by hand adds it once more. */
    maxAttemptsStep: integer('max_attempts_step').notNull().default(5),
    /** Claims, never reused: the guard of every write of a run. */
    run: integer('run').notNull().default(0),
    /** Lost workers in a row. */
    losses: smallint('losses').notNull().default(0),
    /** The live queue message. */
    messageId: uuid('message_id'),
    queue: text('queue').notNull().default('default'),
    retry: jsonb('retry').$type<RetryPolicy>().notNull(),
    timeoutSeconds: integer('timeout_seconds').notNull().default(3600),
    runAt: moment('run_at'),
    nextRetryAt: moment('next_retry_at'),
    createdByKind: text('created_by_kind', { enum: jobCreatorKinds }).notNull(),
    createdById: uuid('created_by_id'),
    subjectType: text('subject_type'),
    subjectId: text('subject_id'),
    uniqueKey: text('unique_key'),
    batchId: uuid('batch_id'),
    workflowId: uuid('workflow_id'),
    scheduleId: uuid('schedule_id'),
    replayOf: uuid('replay_of'),
    workerId: text('worker_id'),
    cancelRequestedAt: moment('cancel_requested_at'),
    deadLetteredAt: moment('dead_lettered_at'),
    resolvedAt: moment('resolved_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    // Target of the composite foreign keys; read backwards it serves the list of an organisation, newest first. The
    // indexes below are ascending for the same reason: UUIDv7 rises, so inserts append, and scans run backwards.
    unique('jobs_org_id_id_key').on(table.orgId, table.id),
    // Lists filtered by status, type, subject, batch, schedule; newest first.
    index('jobs_status_idx').on(table.orgId, table.status, table.id),
    index('jobs_type_idx').on(table.orgId, table.type, table.id),
    index('jobs_subject_idx')
      .on(table.orgId, table.subjectType, table.subjectId, table.id)
      .where(sql`${table.subjectId} is not null`),
    index('jobs_batch_idx')
      .on(table.orgId, table.batchId, table.id)
      .where(sql`${table.batchId} is not null`),
    index('jobs_schedule_idx')
      .on(table.orgId, table.scheduleId, table.id)
      .where(sql`${table.scheduleId} is not null`),
    // The promoter: scheduled and retrying jobs that are due.
    index('jobs_due_idx')
      .on(sql`coalesce(${table.nextRetryAt}, ${table.runAt})`)
      .where(sql`${table.status} in ('scheduled', 'retrying')`),
    // Dead letters nobody has resolved.
    index('jobs_dead_letter_idx')
      .on(table.orgId, table.deadLetteredAt)
      .where(sql`${table.deadLetteredAt} is not null and ${table.resolvedAt} is null`),
    // Reconcile: the rows that must have a live message, small beside millions of ended ones.
    index('jobs_live_idx')
      .on(table.id)
      .where(sql`${table.status} in ('pending', 'processing')`),
    // At most one job not ended per organisation, type and key.
    uniqueIndex('jobs_unique_key')
      .on(table.orgId, table.type, table.uniqueKey)
      .where(sql`${table.uniqueKey} is not null and ${table.status} not in (${ended})`),
    check('jobs_status_check', isOneOf(table.status, jobStatuses)),
    check('jobs_priority_check', isOneOf(table.priority, jobPriorities)),
    check('jobs_created_by_kind_check', isOneOf(table.createdByKind, jobCreatorKinds)),
    check('jobs_progress_percent_check', sql`${table.progressPercent} between 0 and 100`),
    check('jobs_timeout_seconds_check', sql`${table.timeoutSeconds} between 1 and 82800`),
    check(
      'jobs_counters_check',
      sql`${table.attempt} >= 0 and ${table.maxAttempts} >= 1 and ${table.maxAttemptsStep} >= 1 and ${table.run} >= 0 and ${table.losses} >= 0`,
    ),
    check('jobs_unique_key_check', sql`char_length(${table.uniqueKey}) between 1 and 255`),
    check('jobs_subject_check', sql`(${table.subjectType} is null) = (${table.subjectId} is null)`),
    // Times and values that belong to a status.
    check('jobs_ended_check', sql`(${table.finishedAt} is not null) = (${table.status} in (${ended}))`),
    check('jobs_processing_check', sql`${table.status} <> 'processing' or ${table.startedAt} is not null`),
    check('jobs_retrying_check', sql`(${table.nextRetryAt} is not null) = (${table.status} = 'retrying')`),
    check('jobs_scheduled_check', sql`${table.status} <> 'scheduled' or ${table.runAt} is not null`),
    check('jobs_failed_check', sql`${table.status} <> 'failed' or ${table.error} is not null`),
    check('jobs_parked_check', sql`${table.parkedReason} is null or ${table.status} = 'pending'`),
    tenantPolicy(),
    enginePolicy(),
  ],
);
