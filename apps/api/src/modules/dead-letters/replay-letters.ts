import { encodeId, type Transaction } from '@rota/db';
import { JobRequestError, type JobControl, type JobLogger, type JobsService } from '@rota/jobs';

import type { Letter } from './dead-letters.repository.ts';
import { applyPatch, PatchError, type PatchStep } from './json-patch.ts';
import { advance, type RetryPosition } from './retry-position.ts';
import { savePosition, savePositionIn, type RetryingJob } from './save-position.ts';

/** The retrying job, and the engine, which makes jobs and resolves those that they stand for. */
export type ReplayDeps = RetryingJob & { jobControl: JobControl; jobsService: JobsService };

/** Makes sets of dead letters anew with patched inputs, so that a run that is cut off anywhere is gone on with. */
export type LetterReplayer = {
  /** All of the set, and that it was done, in one transaction. */
  replay(
    set: { letters: readonly Letter[]; patch: readonly PatchStep[] },
    position: RetryPosition,
  ): Promise<RetryPosition>;
  /** Ends what the last run began. */
  finish(position: RetryPosition): Promise<RetryPosition>;
};

/** @param logger told of letters that are skipped, because the patched input does not fit */
export function createLetterReplayer(deps: ReplayDeps, logger: JobLogger): LetterReplayer {
  const { orgId, jobId, db, jobControl } = deps;

  async function finish(position: RetryPosition): Promise<RetryPosition> {
    if (position.unresolved.length === 0) return position;
    const note = `Replayed with a changed input by ${encodeId('job', jobId)}.`;
    await jobControl.resolveJobs({ orgId, jobIds: position.unresolved, note });
    const next = { ...position, unresolved: [] };
    await savePosition(deps, next);
    return next;
  }

  return {
    async replay({ letters, patch }, position) {
      const replayed = await db.transaction(async (tx) => {
        const unresolved: string[] = [];
        const ids: string[] = [];
        for (const letter of letters) {
          const id = await replayLetter(deps, { letter, patch, logger, tx });
          if (id === null) continue;
          unresolved.push(letter.id);
          ids.push(id);
        }
        const afterId = letters.at(-1)?.id ?? position.afterId;
        const next = { ...advance(position, { ids, of: letters.length, afterId }), unresolved };
        await savePositionIn(tx, { orgId, jobId, position: next });
        return next;
      });
      return finish(replayed);
    },
    finish,
  };
}

async function replayLetter(
  { orgId, jobId, jobsService }: ReplayDeps,
  given: { letter: Letter; patch: readonly PatchStep[]; logger: JobLogger; tx: Transaction },
): Promise<string | null> {
  const { id, subject, ...same } = given.letter;
  try {
    const request = {
      ...same,
      orgId,
      input: applyPatch(given.letter.input, given.patch),
      createdBy: { kind: 'job', id: jobId } as const,
      subject: subject ?? undefined,
      replayOf: id,
    };
    return (await jobsService.createAndEnqueueJob(request, given.tx)).id;
  } catch (error) {
    // Both come before anything is written.
    if (!(error instanceof PatchError) && !(error instanceof JobRequestError)) throw error;
    const fields = { skippedJobId: encodeId('job', id), reason: error.message };
    given.logger.warn('Skipped: the changed input does not fit', fields);
    return null;
  }
}
