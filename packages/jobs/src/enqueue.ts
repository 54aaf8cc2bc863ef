import type { JobError, JobPriority, JobStatus, ParentFailureEffect, RetryPolicy } from '@rota/db';

import type { JobCreator } from './created-by.ts';
import { insertJobMessages } from './queue/insert-job-messages.ts';
import type { JobQueue, SqlExecutor } from './queue/job-queue.ts';

/**
 * A checked job with its ids, ready to be written. `messageId` is null for one that does not run at once: it waits, or has
 * ended with a job that it was to wait for.
 */
export type NewJob = {
  id: string;
  messageId: string | null;
  orgId: string;
  type: string;
  status: Extract<JobStatus, 'pending' | 'scheduled' | 'blocked' | 'failed' | 'cancelled'>;
  queue: string;
  priority: JobPriority;
  input: unknown;
  maxAttempts: number;
  retry: RetryPolicy;
  timeoutSeconds: number;
  runAt: string | null;
  createdBy: JobCreator;
  subject: { type: string; id: string } | null;
  uniqueKey: string | null;
  replayOf?: string | null;
  batchId?: string | null;
  batchIndex?: number | null;
  workflowId?: string | null;
  nodeKey?: string | null;
  inputFrom?: Record<string, { jobId: string; path: string }> | null;
  scheduleId?: string | null;
  /** How many of the jobs it waits for have not ended. */
  openParents?: number;
  onParentFailure?: ParentFailureEffect;
  /** A job that is made in the same transaction waits for it. */
  hasDependents?: boolean;
  /** Why it has failed before it began. */
  error?: JobError | null;
};

const INSERT_JOBS = `
  WITH written AS (
    INSERT INTO jobs (id, message_id, org_id, type, status, queue, priority, input, max_attempts, max_attempts_step, retry,
                      timeout_seconds, run_at, created_by_kind, created_by_id, subject_type, subject_id, unique_key, replay_of,
                      batch_id, batch_index, workflow_id, node_key, input_from, schedule_id, open_parents, on_parent_failure,
                      has_dependents, error, finished_at)
    SELECT id, "messageId", "orgId", type, status, queue, priority, coalesce(input, 'null'), "maxAttempts", "maxAttempts", retry,
           "timeoutSeconds", "runAt", "createdBy" ->> 'kind', ("createdBy" ->> 'id')::uuid, subject ->> 'type', subject ->> 'id',
           "uniqueKey", "replayOf", "batchId", "batchIndex", "workflowId", "nodeKey", "inputFrom", "scheduleId",
           coalesce("openParents", 0), coalesce("onParentFailure", 'fail'), coalesce("hasDependents", false),
           error, CASE WHEN status IN ('failed', 'cancelled') THEN now() END
    FROM json_to_recordset($1::json) AS new (
      id uuid, "messageId" uuid, "orgId" uuid, type text, status text, queue text, priority text, input jsonb,
      "maxAttempts" int, retry jsonb, "timeoutSeconds" int, "runAt" timestamptz, "createdBy" jsonb, subject jsonb, "uniqueKey" text,
      "replayOf" uuid, "batchId" uuid, "batchIndex" int, "workflowId" uuid, "nodeKey" text, "inputFrom" jsonb, "scheduleId" uuid,
      "openParents" int, "onParentFailure" text, "hasDependents" bool, error jsonb)
    ON CONFLICT DO NOTHING
    RETURNING id, org_id
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM written GROUP BY org_id
  )
  SELECT id FROM written`;

/**
 * Writes jobs and their messages in the caller's transaction: both or neither.
 * @returns the ids of the jobs that were written; a job is left out when its unique key is taken
 */
export async function enqueue(
  executor: SqlExecutor,
  { queue, jobs }: { queue: JobQueue; jobs: readonly NewJob[] },
): Promise<Set<string>> {
  const { rows } = await executor.executeSql<{ id: string }>(INSERT_JOBS, [JSON.stringify(jobs)]);
  const written = new Set(rows.map((row) => row.id));
  const due = jobs.flatMap(({ id, messageId, ...job }) =>
    messageId !== null && written.has(id) ? [{ ...job, jobId: id, messageId }] : [],
  );
  await insertJobMessages(executor, { queue, jobs: due });
  return written;
}
