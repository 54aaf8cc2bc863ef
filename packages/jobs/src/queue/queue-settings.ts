import type { PgBoss, QueueOptions } from 'pg-boss';

import type { JobHandlerRegistry } from '../registry/registry.ts';
import { toQueueName } from '../registry/queue-name.ts';
import type { UserQueue } from '../registry/user-queues.ts';

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

/** The queues of an installation. */
export type QueueCatalogue = Pick<JobHandlerRegistry, 'systemJobTypes' | 'userQueues'>;

/**
 * Makes the queues of the catalogue, and brings the settings of existing ones up to date.
 * A system job's queue is exclusive: a run that is due while the last one waits or goes on is left out.
 */
export async function createQueues(boss: PgBoss, catalogue: QueueCatalogue): Promise<void> {
  for (const { name, hot } of catalogue.userQueues()) await createUserQueue(boss, { name, hot });
  for (const type of catalogue.systemJobTypes()) {
    await createOrUpdate(boss, { name: toQueueName(type), settings: SYSTEM_QUEUE, policy: 'exclusive' });
  }
}

/** Makes a queue of user jobs, or brings its settings up to date; a table of its own it gets at its birth or never. */
export async function createUserQueue(
  boss: PgBoss,
  { name, hot }: Pick<UserQueue, 'name' | 'hot'>,
): Promise<void> {
  await createOrUpdate(boss, { name, settings: USER_QUEUE, policy: 'standard', partition: hot });
}

async function createOrUpdate(
  boss: PgBoss,
  queue: {
    name: string;
    settings: QueueOptions;
    policy: 'standard' | 'exclusive';
    partition?: boolean;
  },
): Promise<void> {
  const { name, settings, policy, partition = false } = queue;
  // createQueue leaves an existing queue as it is.
  await boss.createQueue(name, { ...settings, policy, partition });
  await boss.updateQueue(name, settings);
}
