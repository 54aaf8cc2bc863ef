import type { Pool } from 'pg';

import { createSet } from '../create/create-set.ts';
import type { NewJob } from '../create/enqueue.ts';
import { inEngineTransaction } from '../engine-transaction.ts';
import { JobStateError } from '../errors.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { claimOn, type ClaimedJob } from '../runner/claim.ts';
import { lockPlaces } from '../runner/fetch-within-cap.ts';
import { returnTurns } from '../turns/return-turns.ts';

const FIND_CAP = 'SELECT FROM organisations WHERE id = $1 AND running_max IS NOT NULL';

type InHandDeps = {
  /** The engine role's. */
  pool: Pool;
  queue: JobQueue;
  registry: Pick<JobHandlerRegistry, 'findUserJob' | 'userQueues'>;
  workerId: string;
};

/**
 * Makes a job that this process has in hand from the first moment that anybody sees it: its row, its message and the claim
 * of its first run are one transaction, so that no worker can take it in between, and a crash leaves either nothing or a
 * run whose heartbeat will be missed.
 *
 * It does not wait in line, and where it would have to it is refused, so that caps stay exact and pauses hold.
 *
 * @throws JobStateError `job.unique_key_taken`, `job.paused`, `job.at_cap`; nothing is made then
 */
export async function createInHand(deps: InHandDeps, job: NewJob): Promise<ClaimedJob> {
  return inEngineTransaction(deps.pool, async (executor) => {
    await requirePlace(executor, deps, job);
    const { rows: capped } = await executor.executeSql(FIND_CAP, [job.orgId]);
    await create(executor, deps, job);
    const deliveries = await deps.queue.take(executor, [
      { queue: job.queue, messageId: job.messageId ?? '' },
    ]);
    const isShort = deps.registry.findUserJob(job.type)?.options.short === true;
    const claimed = await claimOn(executor, {
      workerId: deps.workerId,
      types: [job.type],
      shortTypes: isShort ? [job.type] : [],
      deliveries,
      capped: capped.length > 0 ? [job.orgId] : [],
    });
    // It has had no turn of the line. Lines are locked last.
    await returnTurns(executor, [job]);
    const [inHand] = claimed.jobs;
    if (inHand === undefined) throw await whyParked(executor, job);
    return inHand;
  });
}

/** A queue with a cap is counted by messages in hand: this one would be one of them. */
async function requirePlace(executor: SqlExecutor, deps: InHandDeps, job: NewJob): Promise<void> {
  const { hardCap = null } = deps.registry.userQueues().find(({ name }) => name === job.queue) ?? {};
  if (hardCap === null) return;
  const places = await lockPlaces(executor, { queue: deps.queue, queueName: job.queue, hardCap });
  if (places <= 0) throw atCap(`As many jobs of the type ${job.type} run as may.`);
}

async function create(executor: SqlExecutor, { queue }: InHandDeps, job: NewJob): Promise<void> {
  const [created] = await createSet(executor, { queue, drafts: [{ job, dependsOn: [], pointer: '' }] });
  if (created?.alreadyExisted !== false) {
    throw new JobStateError('job.unique_key_taken', 'A job that has not ended has this unique key.');
  }
}

async function whyParked(executor: SqlExecutor, { id }: NewJob): Promise<JobStateError> {
  const { rows } = await executor.executeSql<{ reason: string | null }>(
    'SELECT parked_reason AS reason FROM jobs WHERE id = $1',
    [id],
  );
  return rows[0]?.reason === 'organisation_cap'
    ? atCap('The organisation runs as many jobs as it may.')
    : new JobStateError('job.paused', 'Jobs of this type or organisation are paused.');
}

function atCap(message: string): JobStateError {
  return new JobStateError('job.at_cap', message);
}
