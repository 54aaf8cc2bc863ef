import type { JobError, JobPriority, JobStatus, ParentFailureEffect, RetryPolicy } from '@rota/db';

import type { JobCreator } from './created-by.ts';
import { insertJobMessages } from '../queue/insert-job-messages.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { plainColumn, sparseColumn, uuidColumn } from '../sql-columns.ts';

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

/**
 * What jobs have in common is read once, as JSON; what each has of its own comes in columns. Reading all of it from JSON,
 * job by job, costs more than writing it.
 */
const INSERT_JOBS = `
  WITH templates AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS t (
      n int, "orgId" uuid, type text, status text, queue text, priority text, "maxAttempts" int, retry jsonb,
      "timeoutSeconds" int, "runAt" timestamptz, "createdBy" jsonb, "replayOf" uuid, "batchId" uuid, "workflowId" uuid,
      "nodeKey" text, "inputFrom" jsonb, "scheduleId" uuid, "openParents" int, "onParentFailure" text, "hasDependents" bool,
      error jsonb)
  ), written AS (
    INSERT INTO jobs (id, message_id, org_id, type, status, queue, priority, input, max_attempts, max_attempts_step, retry,
                      timeout_seconds, run_at, created_by_kind, created_by_id, subject_type, subject_id, unique_key, replay_of,
                      batch_id, batch_index, workflow_id, node_key, input_from, schedule_id, open_parents, on_parent_failure,
                      has_dependents, error, finished_at)
    SELECT own.id, own.message_id, t."orgId", t.type, t.status, t.queue, t.priority, own.input, t."maxAttempts", t."maxAttempts",
           t.retry, t."timeoutSeconds", t."runAt", t."createdBy" ->> 'kind', (t."createdBy" ->> 'id')::uuid,
           own.subject_type, own.subject_id, own.unique_key, t."replayOf", t."batchId", own.batch_index, t."workflowId",
           t."nodeKey", t."inputFrom", t."scheduleId", coalesce(t."openParents", 0), coalesce(t."onParentFailure", 'fail'),
           coalesce(t."hasDependents", false), t.error,
           CASE WHEN t.status IN ('failed', 'cancelled') THEN now() END
    FROM unnest($2::int[], $3::uuid[], $4::uuid[], $5::jsonb[], $6::text[], $7::text[], $8::text[], $9::int[])
      WITH ORDINALITY AS own (n, id, message_id, input, subject_type, subject_id, unique_key, batch_index, place)
    JOIN templates t ON t.n = own.n
    ORDER BY own.place
    ON CONFLICT DO NOTHING
    RETURNING id, org_id, created_at
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM written GROUP BY org_id
  )
  SELECT id, (extract(epoch FROM created_at) * 1000)::float8 AS "createdAtMs" FROM written`;

/**
 * Writes jobs and their messages in the caller's transaction: both or neither.
 * @returns when each was made, by its id; a job is left out when its unique key is taken
 */
export async function enqueue(
  executor: SqlExecutor,
  { queue, jobs }: { queue: JobQueue; jobs: readonly NewJob[] },
): Promise<Map<string, Date>> {
  type Row = { id: string; createdAtMs: number };
  const { rows } = await executor.executeSql<Row>(INSERT_JOBS, toColumns(jobs));
  const written = new Map(rows.map(({ id, createdAtMs }) => [id, new Date(createdAtMs)]));
  const due = jobs.flatMap(({ id, messageId, ...job }) =>
    messageId !== null && written.has(id) ? [{ ...job, jobId: id, messageId }] : [],
  );
  await insertJobMessages(executor, { queue, jobs: due });
  return written;
}

/** The parameters of {@link INSERT_JOBS}. */
function toColumns(jobs: readonly NewJob[]): unknown[] {
  const templates = new Map<string, number>();
  const numbers = jobs.map(({ id, messageId, input, subject, uniqueKey, batchIndex, ...template }) => {
    const text = JSON.stringify(template);
    const number = templates.get(text) ?? templates.size;
    templates.set(text, number);
    return number;
  });
  return [
    `[${[...templates].map(([text, n]) => `{"n":${n},${text.slice(1)}`).join()}]`,
    plainColumn(numbers),
    uuidColumn(jobs.map(({ id }) => id)),
    uuidColumn(jobs.map(({ messageId }) => messageId)),
    jobs.map(({ input }) => JSON.stringify(input) ?? 'null'),
    sparseColumn(jobs.map(({ subject }) => subject?.type ?? null)),
    sparseColumn(jobs.map(({ subject }) => subject?.id ?? null)),
    sparseColumn(jobs.map(({ uniqueKey }) => uniqueKey)),
    sparseColumn(jobs.map(({ batchIndex }) => batchIndex ?? null)),
  ];
}
