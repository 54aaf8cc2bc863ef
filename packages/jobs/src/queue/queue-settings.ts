import type { PgBoss, QueueOptions } from 'pg-boss';

import { toQueueName } from './queue-name.ts';

/** The queue that user jobs share. */
export const DEFAULT_QUEUE = 'default';

/** A worker that is silent for so long has lost its messages (the queue's minimum). */
const HEARTBEAT_SECONDS = 10;
const TEN_YEARS_SECONDS = 10 * 365 * 86_400;

const EVERY_QUEUE: QueueOptions = {
  // The attempt's timeout is ours; after this time the queue takes a message back even from a live worker.
  expireInSeconds: 86_400,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // A waiting message must never be deleted for its age.
  retentionSeconds: TEN_YEARS_SECONDS,
  deleteAfterSeconds: 3_600,
};

/** Attempts are counted on the row: a message may be delivered as often as workers are lost. */
const USER_QUEUE: QueueOptions = { ...EVERY_QUEUE, retryLimit: 1_000_000, retryDelay: 0 };

const SYSTEM_QUEUE: QueueOptions = {
  ...EVERY_QUEUE,
  retryLimit: 3,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
};

/**
 * Makes the queues of the catalogue, and brings the settings of existing ones up to date.
 * A system job's queue is exclusive: a run that is due while the last one waits or goes on is left out.
 */
export async function createQueues(boss: PgBoss, systemJobTypes: readonly string[]): Promise<void> {
  await createOrUpdate(boss, { name: DEFAULT_QUEUE, settings: USER_QUEUE, policy: 'standard' });
  for (const type of systemJobTypes) {
    await createOrUpdate(boss, { name: toQueueName(type), settings: SYSTEM_QUEUE, policy: 'exclusive' });
  }
}

async function createOrUpdate(
  boss: PgBoss,
  { name, settings, policy }: { name: string; settings: QueueOptions; policy: 'standard' | 'exclusive' },
): Promise<void> {
  // createQueue leaves an existing queue as it is.
  await boss.createQueue(name, { ...settings, policy });
  await boss.updateQueue(name, settings);
}
