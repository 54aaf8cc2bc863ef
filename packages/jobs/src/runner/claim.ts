import type { RetryPolicy } from '@rota/db';
import type { Pool } from 'pg';

import type { JobCreator } from '../job-creator.ts';
import { movingFrom } from '../job-status.ts';
import type { Delivery } from '../queue/job-queue.ts';
import { onConnection } from '../queue/sql-executors.ts';

/** A run of a job that this process has in hand. Ids are uuids. */
export type ClaimedJob = {
  id: string;
  orgId: string;
  type: string;
  input: unknown;
  createdBy: JobCreator;
  run: number;
  attempt: number;
  maxAttempts: number;
  retry: RetryPolicy;
  timeoutSeconds: number;
  /** Workers this job has lost in a row. */
  losses: number;
  delivery: Delivery;
};

type ClaimedRow = Omit<ClaimedJob, 'delivery'> & { messageId: string };

/**
 * Moves the delivered jobs to `processing` and opens a run for each, in one statement.
 *
 * A row that is `processing` already has lost its worker: its open run ends as `lost`, and the next one
 * spends no attempt. A delivery whose row names another message, or has ended, claims nothing.
 *
 * The lock is the weaker one, here and elsewhere: foreign keys that look at the row (log lines do) need not wait.
 * Rows are found by `id = ANY`, here and wherever the engine moves a set: a join would leave the planner free to
 * read every waiting row instead, which it does when its statistics are old.
 */
const CLAIM = `
  WITH locked AS (
    SELECT id, run, status = 'processing' AS lost
    FROM jobs
    WHERE id = ANY ($1::uuid[]) AND message_id = ANY ($2::uuid[])
      AND status IN (${movingFrom<'processing'>(['pending', 'processing'])}) AND type = ANY ($3::text[])
    ORDER BY id
    FOR NO KEY UPDATE
  ), lost_runs AS (
    UPDATE job_runs r SET ended_at = now(), outcome = 'lost'
    FROM locked l WHERE l.lost AND r.job_id = ANY ($1) AND r.job_id = l.id AND r.run = l.run AND r.ended_at IS NULL
  ), claimed AS (
    UPDATE jobs j SET
      status = 'processing', run = j.run + 1, worker_id = $4, started_at = now(), updated_at = now(),
      attempt = CASE WHEN l.lost THEN j.attempt ELSE j.attempt + 1 END,
      losses = CASE WHEN l.lost THEN j.losses + 1 ELSE j.losses END,
      progress_percent = 0, progress_message = NULL
    FROM locked l WHERE j.id = l.id
    RETURNING j.*
  ), runs AS (
    INSERT INTO job_runs (job_id, run, org_id, attempt, worker_id, message_id, started_at)
    SELECT id, run, org_id, attempt, worker_id, message_id, started_at FROM claimed
  )
  SELECT id, org_id AS "orgId", type, input, run, attempt, max_attempts AS "maxAttempts", retry, losses,
         timeout_seconds AS "timeoutSeconds", message_id AS "messageId",
         json_build_object('kind', created_by_kind, 'id', created_by_id) AS "createdBy"
  FROM claimed`;

/** Claims what of the deliveries can be run here; the rest is for `returnDeliveries`. */
export async function claim(
  deps: { pool: Pool; workerId: string; types: readonly string[] },
  deliveries: readonly Delivery[],
): Promise<ClaimedJob[]> {
  const byMessage = new Map(deliveries.map((delivery) => [delivery.messageId, delivery]));
  const { rows } = await onConnection(deps.pool).executeSql<ClaimedRow>(CLAIM, [
    deliveries.map((delivery) => delivery.jobId),
    deliveries.map((delivery) => delivery.messageId),
    deps.types,
    deps.workerId,
  ]);
  return rows.map(({ messageId, ...job }) => {
    const delivery = byMessage.get(messageId);
    if (delivery === undefined) throw new Error(`${job.id} was claimed by a message that was not delivered`);
    return { ...job, delivery };
  });
}
