import { newId } from '@rota/db';
import type { Pool } from 'pg';

import { inEngineTransaction, onConnection } from '../engine-transaction.ts';
import { liveStatuses, sqlList } from '../moves/job-status.ts';
import type { Notifier } from '../notifications.ts';
import { insertJobMessages, type JobWithMessage } from '../queue/insert-job-messages.ts';
import type { Delivery, JobQueue } from '../queue/job-queue.ts';
import { queueOf, strandedQueueOf } from '../registry/user-queues.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import type { ServedQueue } from './served-queues.ts';

/** Of a job that is still being run here, past its time: long enough not to spin on it. */
const RETURNED_DELAY_SECONDS = 5;

const FIND_TYPES = 'SELECT DISTINCT type FROM jobs WHERE id = ANY ($1::uuid[])';

const RENEW_MESSAGES = `
  UPDATE jobs j SET message_id = n.new_id, queue = t.queue
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS n (job_id, message_id, new_id),
    unnest($4::text[], $5::text[]) AS t (type, queue)
  WHERE j.id = ANY ($1) AND j.id = n.job_id AND j.message_id = n.message_id AND t.type = j.type
    AND j.status IN (${sqlList(liveStatuses)})
  RETURNING j.id AS "jobId", j.org_id AS "orgId", j.type, j.message_id AS "messageId", j.queue, j.priority`;

type ReturnDeps = { pool: Pool; queue: JobQueue; registry: JobHandlerRegistry; notifier: Notifier };

/**
 * Ends messages that start nothing here. A job that still waits for its message gets a fresh one, on the queue where it
 * belongs: that of its type, or, if this process has no handler for it, the one that only processes with a handler serve.
 * One that is there already gets a delayed one. Messages of rows that are gone or have moved on are dropped.
 */
export async function returnDeliveries(
  deps: ReturnDeps,
  { deliveries, from }: { deliveries: readonly Delivery[]; from: ServedQueue },
): Promise<void> {
  const targets = await findTargets(deps, { deliveries, from });
  const moved = await inEngineTransaction(deps.pool, async (executor) => {
    const removed = await deps.queue.remove(executor, deliveries);
    const held = deliveries.filter((delivery) => delivery.jobId !== null && removed.has(delivery.messageId));
    const { rows } = await executor.executeSql<JobWithMessage>(RENEW_MESSAGES, [
      held.map((delivery) => delivery.jobId),
      held.map((delivery) => delivery.messageId),
      held.map(() => newId()),
      [...targets.keys()],
      [...targets.values()],
    ]);
    const { queue } = deps;
    const elsewhere = rows.filter((job) => job.queue !== from.name);
    const here = rows.filter((job) => job.queue === from.name);
    await insertJobMessages(executor, { queue, jobs: here, delaySeconds: RETURNED_DELAY_SECONDS });
    return insertJobMessages(executor, { queue, jobs: elsewhere });
  });
  for (const name of moved) deps.notifier.wake(name);
}

/** The queue of each type of these jobs; one for stranded jobs is made if there is none. */
async function findTargets(
  { pool, queue, registry }: ReturnDeps,
  { deliveries, from }: { deliveries: readonly Delivery[]; from: ServedQueue },
): Promise<Map<string, string>> {
  const { rows } = await onConnection(pool).executeSql<{ type: string }>(FIND_TYPES, [
    deliveries.flatMap(({ jobId }) => jobId ?? []),
  ]);
  const targets = new Map<string, string>();
  for (const { type } of rows) {
    const handler = registry.findUserJob(type);
    if (handler === undefined) await queue.createQueue(strandedQueueOf(type));
    const own = handler === undefined ? strandedQueueOf(type) : queueOf(handler);
    targets.set(type, from.types.includes(type) ? from.name : own);
  }
  return targets;
}
