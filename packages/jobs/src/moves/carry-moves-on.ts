import { countBatchMoves } from '../batches/count-moves.ts';
import { releaseDependents } from '../dependencies/release-dependents.ts';
import type { MovedJob } from './moved-job.ts';
import type { JobChange } from '../notifications.ts';
import type { SqlExecutor } from '../queue/job-queue.ts';

const TELL = `
  INSERT INTO job_events (org_id, job_ids)
  SELECT org_id, array_agg(job_id) FROM unnest($1::uuid[], $2::uuid[]) AS moved (org_id, job_id) GROUP BY org_id`;

/**
 * Does what follows from moves, in their transaction: counts them in their batches, ends batches, lets go of jobs that
 * waited, and again what follows from that. Ends because graphs of jobs have no cycles.
 *
 * @param moved jobs that were moved to where they are, with their events written
 * @returns the jobs that moved in turn, with their events written; their messages are the caller's to insert
 */
export async function carryMovesOn(executor: SqlExecutor, moved: readonly MovedJob[]): Promise<MovedJob[]> {
  const followed: MovedJob[] = [];
  for (let moves = moved; moves.length > 0;) {
    // Parents last: counters are locked after rows, here as at the claim.
    const released = await releaseDependents(executor, moves);
    const endedBatches = await countBatchMoves(executor, moves);
    moves = [...released, ...endedBatches];
    followed.push(...moves);
  }
  await recordEvents(executor, followed);
  return followed;
}

/** Notes that jobs have changed, for streams that come back. */
export async function recordEvents(executor: SqlExecutor, changes: readonly JobChange[]): Promise<void> {
  if (changes.length === 0) return;
  await executor.executeSql(TELL, [changes.map(({ orgId }) => orgId), changes.map(({ jobId }) => jobId)]);
}
