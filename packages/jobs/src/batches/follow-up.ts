import { encodeId, type BatchFollowUp } from '@rota/db';

import { cancelSet } from '../by-hand/cancel.ts';
import { onConnection } from '../engine-transaction.ts';
import { moveJobs, type MoveDeps } from '../moves/move-jobs.ts';
import type { MovedJob } from '../moves/moved-job.ts';
import { recordEvents } from '../moves/record-events.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { RETRY_OF_BATCH } from '../by-hand/retry.ts';
import { stopRunningChildren } from './cancel-batches.ts';
import { moveCounters } from './count-moves.ts';

/** A chunk is one transaction, of some 100 ms. */
const CHUNK_SIZE = 1_000;
const BATCHES_PER_TURN = 100;
/** Any constant of our own: the class of the advisory locks that give a batch to one worker, for a chunk. */
const BATCH_LOCKS = 7_305_212;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const FIND_DUE = `
  SELECT id, org_id AS "orgId", follow_up AS "followUp", pending FROM batches
  WHERE follow_up IS NOT NULL ORDER BY id LIMIT ${BATCHES_PER_TURN}`;

const LOCK = 'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine';

type DueBatch = { id: string; orgId: string; followUp: BatchFollowUp; pending: number };
type FollowDeps = MoveDeps & { onError(error: unknown, fields: Record<string, unknown>): void };

/** Does to the children of batches what was decided for the batches as wholes. */
export type BatchFollower = {
  /** Goes on until the signal, or until nothing more can be done now: a cancelled batch waits for its running jobs. */
  followUp(signal: AbortSignal): Promise<void>;
};

/** A follower that begins with the first child of every batch. Any number of processes may follow at once. */
export function createBatchFollower(deps: FollowDeps): BatchFollower {
  /** How far a cancel has come, here; a retry's place is kept in the row, because it must not come by twice. */
  const cancelledTo = new Map<string, string>();

  async function followBatch(batch: DueBatch): Promise<boolean> {
    if (batch.followUp === 'retry_failed') return retryChunk(deps, batch);
    const after = cancelledTo.get(batch.id) ?? FIRST_ID;
    const last = await cancelChunk(deps, { batch, after });
    if (last === undefined) cancelledTo.delete(batch.id);
    else cancelledTo.set(batch.id, last);
    return last !== undefined;
  }

  return {
    async followUp(signal) {
      for (let more = true; more && !signal.aborted;) {
        more = false;
        const { rows } = await onConnection(deps.pool).executeSql<DueBatch>(FIND_DUE, []);
        for (const batch of rows) {
          const goesOn = await followBatch(batch).catch((error: unknown) => {
            // One batch that cannot go on does not stop the others.
            deps.onError(error, { batchId: encodeId('job', batch.id) });
            return false;
          });
          more ||= goesOn;
        }
      }
    },
  };
}

const DROP_UNMADE =
  'DELETE FROM batch_items WHERE batch_id = $1 RETURNING jsonb_array_length(inputs) AS items';

const FIND_WAITING = `
  SELECT id FROM jobs
  WHERE org_id = $1 AND batch_id = $2 AND id > $3 AND status IN ('scheduled', 'blocked', 'pending', 'retrying')
  ORDER BY id LIMIT ${CHUNK_SIZE}`;

/** Not before the end: what slipped through just before the cancel may still come back to wait. */
const CANCEL_DONE = `
  UPDATE batches SET follow_up = NULL WHERE id = $1 AND follow_up = 'cancel' AND pending + processing = 0`;

/**
 * Ends a thousand of the jobs that wait, and all of what was not made yet.
 * @returns the last one's id; undefined when no more were found
 */
async function cancelChunk(
  deps: MoveDeps,
  { batch, after }: { batch: DueBatch; after: string },
): Promise<string | undefined> {
  await dropUnmade(deps, batch);
  await stopRunningChildren(deps, { orgId: batch.orgId, batchIds: [batch.id] });
  const last = batch.pending > 0 ? await cancelWaiting(deps, { batch, after }) : undefined;
  await onConnection(deps.pool).executeSql(CANCEL_DONE, [batch.id]);
  return last;
}

/** Waits for a worker that is making a chunk: what it has made is there afterwards, to be cancelled as a job. */
async function dropUnmade(deps: MoveDeps, { id }: DueBatch): Promise<void> {
  await moveJobs(deps, async (executor) => {
    const { rows } = await executor.executeSql<{ items: number }>(DROP_UNMADE, [id]);
    const items = rows.reduce((sum, row) => sum + row.items, 0);
    if (items === 0) return [];
    const parents = await moveCounters(executor, [{ id, pending: -items, cancelled: items }]);
    await recordEvents(executor, parents);
    return parents;
  });
}

async function cancelWaiting(
  deps: MoveDeps,
  { batch, after }: { batch: DueBatch; after: string },
): Promise<string | undefined> {
  let last: string | undefined;
  let touched: MovedJob[] = [];
  await moveJobs(deps, async (executor) => {
    if (!(await lock(executor, batch))) return [];
    const jobIds = await findIds(executor, { statement: FIND_WAITING, batch, after });
    last = jobIds.length === CHUNK_SIZE ? jobIds.at(-1) : undefined;
    touched = await cancelSet(executor, { queue: deps.queue, set: { orgId: batch.orgId, jobIds } });
    return touched.filter(({ status }) => status === 'cancelled');
  });
  deps.notifier.cancel(touched.map(({ jobId }) => jobId));
  return last;
}

const READ_RETRY = `SELECT followed_up_to AS "after" FROM batches WHERE id = $1 AND follow_up = 'retry_failed'`;

const FIND_FAILED = `
  SELECT id FROM jobs WHERE org_id = $1 AND batch_id = $2 AND id > $3 AND status = 'failed'
  ORDER BY id LIMIT ${CHUNK_SIZE}`;

const RETRY_COMES_ON = 'UPDATE batches SET followed_up_to = $2 WHERE id = $1';
/** A cancel that came meanwhile is next. */
const RETRY_DONE = `
  UPDATE batches SET followed_up_to = NULL, follow_up = CASE WHEN cancelled_at IS NOT NULL THEN 'cancel' END WHERE id = $1`;

/**
 * Makes a thousand failures pending. They are gone through in the order of their ids, and the place is kept with the
 * rows: one that fails again is behind it, and is not retried twice.
 * @returns whether there may be more
 */
async function retryChunk(deps: MoveDeps, batch: DueBatch): Promise<boolean> {
  let more = false;
  await moveJobs(deps, async (executor) => {
    if (!(await lock(executor, batch))) return [];
    const { rows: places } = await executor.executeSql<{ after: string | null }>(READ_RETRY, [batch.id]);
    const [place] = places;
    if (place === undefined) return [];
    const jobIds = await findIds(executor, {
      statement: FIND_FAILED,
      batch,
      after: place.after ?? FIRST_ID,
    });
    const { rows } = await executor.executeSql<MovedJob>(RETRY_OF_BATCH, [batch.orgId, jobIds]);
    if (rows.length < jobIds.length) throw new Error(`${jobIds.length - rows.length} failures have moved`);
    more = jobIds.length === CHUNK_SIZE;
    if (more) await executor.executeSql(RETRY_COMES_ON, [batch.id, jobIds.at(-1)]);
    else await executor.executeSql(RETRY_DONE, [batch.id]);
    return rows;
  });
  return more;
}

async function lock(executor: SqlExecutor, { id }: DueBatch): Promise<boolean> {
  const { rows } = await executor.executeSql<{ mine: boolean }>(LOCK, [BATCH_LOCKS, id]);
  return rows[0]?.mine === true;
}

async function findIds(
  executor: SqlExecutor,
  { statement, batch, after }: { statement: string; batch: DueBatch; after: string },
): Promise<string[]> {
  const { rows } = await executor.executeSql<{ id: string }>(statement, [batch.orgId, batch.id, after]);
  return rows.map(({ id }) => id);
}
