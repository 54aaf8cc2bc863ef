import { countBatchMoves } from '../batches/count-moves.ts';
import { releaseDependents } from '../dependencies/release-dependents.ts';
import type { MovedJob } from './moved-job.ts';
import { recordEvents } from './record-events.ts';
import type { SqlExecutor } from '../sql-executor.ts';

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
