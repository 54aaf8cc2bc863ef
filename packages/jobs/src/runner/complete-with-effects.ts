import { asOrganisation, isDatabaseUnavailable, isTransactionConflict, toDatabaseError } from '@rota/db';

import { onConnection } from '../engine-transaction.ts';
import { moveJobsJoined, type MoveDeps } from '../moves/move-jobs.ts';
import type { MovedJob } from '../moves/moved-job.ts';
import type { ClaimedJob } from './claim.ts';
import type { CompletingOutcome, WritableOutcome } from './outcome.ts';
import { writeEnds } from './write-ends.ts';

/** The job's row is locked while its handler's work goes on in its end: a cancel waits for it. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** PostgreSQL's code for a statement that was ended by its timeout. */
const QUERY_CANCELED = '57014';

/** The run is still this process's to end, and nobody cancelled it: whoever wants to now, waits. */
const LOCK_RUN = `
  SELECT FROM jobs
  WHERE id = $1 AND cancel_requested_at IS NULL AND message_id = $3
    AND CASE WHEN $4::boolean THEN status = 'pending' AND run = $2::int - 1 ELSE status = 'processing' AND run = $2 END
  FOR NO KEY UPDATE`;

type EffectsDeps = MoveDeps & {
  onSettled(moved: readonly MovedJob[]): void;
  onMovedOn(runs: number): void;
  onError(error: unknown, fields: Record<string, unknown>): void;
};

/** What is tried again is the whole of it: nothing was committed, or the fence says that it was. */
const TRIES_MAX = 5;
const LOOK_MS = 500;

/**
 * Ends a run together with what its handler wants to have happened with it: the fence of the message, the work on the
 * organisation's role, and the row, in one transaction. Exactly once, therefore: whoever lost the job commits nothing.
 *
 * A database that goes away meanwhile is no failure of the handler's: it is waited for, as with every other end.
 *
 * @returns null when the end is written or was not this process's to write; else how the run is to be written instead
 */
export async function completeWithEffects(
  deps: EffectsDeps,
  run: { job: ClaimedJob; result: CompletingOutcome },
): Promise<WritableOutcome | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      await endWithEffects(deps, run);
      return null;
    } catch (error) {
      if (!isDatabaseGone(error) || tries === TRIES_MAX) return run.result.failed(error);
      deps.onError(error, { jobs: 1 });
      await untilDatabaseAnswers(deps);
    }
  }
}

async function endWithEffects(
  deps: EffectsDeps,
  { job, result: { complete } }: { job: ClaimedJob; result: CompletingOutcome },
): Promise<void> {
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
}

/** A statement that took too long, and a conflict that came back each time, are the work's own. */
function isDatabaseGone(error: unknown): boolean {
  const isOfWork = isTransactionConflict(error) || toDatabaseError(error)?.code === QUERY_CANCELED;
  return !isOfWork && isDatabaseUnavailable(error);
}

/** Without a bound of its own, as for the ends of others: a shutdown ends the process over its head. */
async function untilDatabaseAnswers({ pool }: Pick<EffectsDeps, 'pool'>): Promise<void> {
  for (;;) {
    await new Promise((resume) => setTimeout(resume, LOOK_MS));
    const answers = await onConnection(pool)
      .executeSql('SELECT')
      .then(
        () => true,
        (error: unknown) => !isDatabaseUnavailable(error),
      );
    if (answers) return;
  }
}
