import type { JobPriority, JobStatus, RetryPolicy } from '@rota/db';

import type { JobCreator } from './job-creator.ts';
import { insertJobMessages } from './queue/insert-job-messages.ts';
import type { JobQueue, SqlExecutor } from './queue/job-queue.ts';

/** A checked job with its ids, ready to be written. `messageId` is null for a job that waits for its time. */
export type NewJob = {
  id: string;
  messageId: string | null;
  orgId: string;
  type: string;
  status: Extract<JobStatus, 'pending' | 'scheduled'>;
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
};

const INSERT_JOBS = `
  INSERT INTO jobs (id, message_id, org_id, type, status, queue, priority, input, max_attempts, max_attempts_step, retry,
                    timeout_seconds, run_at, created_by_kind, created_by_id, subject_type, subject_id, unique_key)
  SELECT id, "messageId", "orgId", type, status, queue, priority, input, "maxAttempts", "maxAttempts", retry,
         "timeoutSeconds", "runAt", "createdBy" ->> 'kind', ("createdBy" ->> 'id')::uuid, subject ->> 'type', subject ->> 'id', "uniqueKey"
  FROM json_to_recordset($1::json) AS new (
    id uuid, "messageId" uuid, "orgId" uuid, type text, status text, queue text, priority text, input jsonb,
    "maxAttempts" int, retry jsonb, "timeoutSeconds" int, "runAt" timestamptz, "createdBy" jsonb, subject jsonb, "uniqueKey" text)
  ON CONFLICT DO NOTHING
  RETURNING id`;

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
