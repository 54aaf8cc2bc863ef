import { newId } from '@rota/db';
import type { Pool } from 'pg';

import { liveStatuses, sqlList } from '../job-status.ts';
import { insertJobMessages, type JobWithMessage } from '../queue/insert-job-messages.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import { inEngineTransaction } from '../engine-transaction.ts';

/** Long enough not to spin on a job that only a newer version can run, short enough for its start. */
const RETURNED_DELAY_SECONDS = 5;

const RENEW_MESSAGES = `
  UPDATE jobs j SET message_id = n.new_id
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS n (job_id, message_id, new_id)
  WHERE j.id = ANY ($1) AND j.id = n.job_id AND j.message_id = n.message_id
    AND j.status IN (${sqlList(liveStatuses)})
  RETURNING j.id AS "jobId", j.org_id AS "orgId", j.type, j.message_id AS "messageId", j.queue, j.priority`;

/**
 * Ends messages that start nothing here. A job that still waits for its message (its type has no handler in
 * this process) gets a fresh, delayed one; messages of rows that are gone or have moved on are dropped.
 */
export async function returnDeliveries(
  { pool, queue }: { pool: Pool; queue: JobQueue },
  deliveries: readonly Delivery[],
): Promise<void> {
  await inEngineTransaction(pool, async (executor) => {
    const removed = await queue.remove(executor, deliveries);
    const held = deliveries.filter((delivery) => delivery.jobId !== null && removed.has(delivery.messageId));
    const { rows: jobs } = await executor.executeSql<JobWithMessage>(RENEW_MESSAGES, [
      held.map((delivery) => delivery.jobId),
      held.map((delivery) => delivery.messageId),
      held.map(() => newId()),
    ]);
    await insertJobMessages(executor, { queue, jobs, delaySeconds: RETURNED_DELAY_SECONDS });
  });
}
