import { sql } from 'drizzle-orm';
import {
  boolean,
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
  parentFailureEffects,
  parkedReasons,
  type RetryPolicy,
} from './job-values.ts';
import { isOneOf, quotedList } from './one-of.ts';
import { organisations } from './organisations.ts';
import { enginePolicy, tenantPolicy } from './policies.ts';

const ended = quotedList(endedJobStatuses);
const live = quotedList(['pending', 'processing']);

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
    parkedReason: text('parked_reason', { enum: parkedReasons }),
    priority: text('priority', { enum: jobPriorities }).notNull().default('normal'),
    /** Null for batch parents only. */
    input: jsonb('input').$type<unknown>(),
    output: jsonb('output').$type<unknown>(),
    error: jsonb('error').$type<JobError>(),
    /** Groups dead letters of one cause: a digest of the error's code and its message without ids and numbers. */
    errorFingerprint: text('error_fingerprint'),
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
    /** The run in hand has its worker to itself: the job is suspected of killing workers. */
    alone: boolean('alone').notNull().default(false),
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
    /** A batch's child: its place in the request, from 0. */
    batchIndex: integer('batch_index'),
    workflowId: uuid('workflow_id'),
    /** A workflow's node: its name in the graph. */
    nodeKey: text('node_key'),
    /** Members of the input that are outputs of other nodes: JSON pointer in the input → job and pointer in its output. */
    inputFrom: jsonb('input_from').$type<Record<string, { jobId: string; path: string }>>(),
    /** Jobs it depends on that have not ended. */
    openParents: integer('open_parents').notNull().default(0),
    /** Some job depends on it: its end has to be counted. Set under the row's lock, so that an end that races sees it. */
    hasDependents: boolean('has_dependents').notNull().default(false),
    onParentFailure: text('on_parent_failure', { enum: parentFailureEffects }).notNull().default('fail'),
    scheduleId: uuid('schedule_id'),
    replayOf: uuid('replay_of'),
    workerId: text('worker_id'),
    cancelRequestedAt: moment('cancel_requested_at'),
    deadLetteredAt: moment('dead_lettered_at'),
    resolvedAt: moment('resolved_at'),
    /** What whoever resolved the dead letter wrote. */
    resolvedNote: text('resolved_note'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    // Target of the composite foreign keys; read backwards it serves the list of an organisation, newest first. The
    // indexes below are ascending for the same reason: UUIDv7 rises, so inserts append, and scans run backwards.
    unique('jobs_org_id_id_key').on(table.orgId, table.id),
    // Lists filtered by status, and the engine's walk over live rows, organisation by organisation. Completed rows, most
    // of a table, are left out: a list of them goes by type.
    index('jobs_status_idx')
      .on(table.orgId, table.status, table.id)
      .where(sql`${table.status} <> 'completed'`),
    // Lists of some types or of all, newest first. Jobs of batches, which no such list shows, are left out.
    index('jobs_type_idx')
      .on(table.orgId, table.type, table.id)
      .where(sql`${table.batchId} is null`),
    // Lists filtered by subject, batch, schedule; newest first.
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
    // Dead letters of one cause.
    index('jobs_fingerprint_idx')
      .on(table.orgId, table.errorFingerprint, table.id)
      .where(sql`${table.errorFingerprint} is not null and ${table.status} = 'failed'`),
    // Reconcile: the rows that must have a live message, small beside millions of ended ones.
    index('jobs_live_idx')
      .on(table.id)
      .where(sql`${table.status} in ('pending', 'processing')`),
    // Parked jobs, to be released oldest first.
    index('jobs_parked_idx')
      .on(table.orgId, table.type, table.id)
      .where(sql`${table.parkedReason} is not null`),
    // The nodes of a workflow.
    index('jobs_workflow_idx')
      .on(table.orgId, table.workflowId)
      .where(sql`${table.workflowId} is not null`),
    // What was replayed from a job that is removed.
    index('jobs_replay_of_idx')
      .on(table.replayOf)
      .where(sql`${table.replayOf} is not null`),
    // Ended jobs by their end: an organisation's statistics, newest first, and its retention, oldest first.
    index('jobs_finished_idx')
      .on(table.orgId, table.finishedAt)
      .where(sql`${table.finishedAt} is not null`),
    // Failures by their end: their share in an organisation's statistics, few beside all that ended.
    index('jobs_failed_idx')
      .on(table.orgId, table.finishedAt)
      .where(sql`${table.status} = 'failed'`),
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
    check('jobs_parked_reason_check', isOneOf(table.parkedReason, parkedReasons)),
    check('jobs_blocked_check', sql`(${table.openParents} > 0) = (${table.status} = 'blocked')`),
    check('jobs_on_parent_failure_check', isOneOf(table.onParentFailure, parentFailureEffects)),
    check('jobs_batch_input_check', sql`(${table.input} is null) = (${table.type} = 'batch')`),
    // Exactly the jobs that may run, or do, have a message: parked ones and batch parents run nothing.
    check(
      'jobs_message_check',
      sql`(${table.messageId} is not null) = (${table.status} in (${live}) and ${table.parkedReason} is null and ${table.type} <> 'batch')`,
    ),
    check('jobs_resolved_check', sql`${table.resolvedAt} is null or ${table.status} = 'failed'`),
    tenantPolicy(),
    enginePolicy(),
  ],
);
