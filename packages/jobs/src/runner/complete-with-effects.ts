import { asOrganisation } from '@rota/db';

import { moveJobsJoined, type MoveDeps } from '../moves/move-jobs.ts';
import type { MovedJob } from '../moves/moved-job.ts';
import type { ClaimedJob } from './claim.ts';
import type { CompletingOutcome, WritableOutcome } from './outcome.ts';
import { writeEnds } from './write-ends.ts';

/** The job's row is locked while its handler's work goes on in its end: a cancel waits for it. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** The run is still this process's to end, and nobody cancelled it: whoever wants to now, waits. */
const LOCK_RUN = `
  SELECT FROM jobs
  WHERE id = $1 AND cancel_requested_at IS NULL AND message_id = $3
    AND CASE WHEN $4::boolean THEN status = 'pending' AND run = $2::int - 1 ELSE status = 'processing' AND run = $2 END
  FOR NO KEY UPDATE`;

type EffectsDeps = MoveDeps & {
  onSettled(moved: readonly MovedJob[]): void;
  onMovedOn(runs: number): void;
};

/**
 * Ends a run together with what its handler wants to have happened with it: the fence of the message, the work on the
 * organisation's role, and the row, in one transaction. Exactly once, therefore: whoever lost the job commits nothing.
 *
 * @returns null when the end is written or was not this process's to write; else how the run is to be written instead
 */
export async function completeWithEffects(
  deps: EffectsDeps,
  { job, result: { complete, failed } }: { job: ClaimedJob; result: CompletingOutcome },
): Promise<WritableOutcome | null> {
  try {
    const moved = await moveJobsJoined(deps, async (executor, tx) => {
      const held = await deps.queue.remove(executor, [job.delivery]);
      if (held.size === 0) return [];
      const { rows } = await executor.executeSql(LOCK_RUN, [
        job.id,
        job.run,
        job.delivery.messageId,
        job.short,
      ]);
      if (rows.length === 0) return writeEnds(executor, [{ job, result: { outcome: 'cancelled' } }]);
      const scope = { orgId: job.orgId, statementTimeoutMs: STATEMENT_TIMEOUT_MS };
      const output = await asOrganisation(tx, scope, (own) => complete(own, job.orgId));
      return writeEnds(executor, [{ job, result: { outcome: 'completed', output } }]);
    });
    deps.onSettled(moved);
    if (moved.length === 0) deps.onMovedOn(1);
    return null;
  } catch (error) {
    return failed(error);
  }
}
