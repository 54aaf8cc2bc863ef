import { encodeId, type Transaction } from '@rota/db';
import {
  JobRequestError,
  type JobControl,
  type JobLogger,
  type JobsService,
  type OrganisationDatabase,
} from '@rota/jobs';

import { moveSet, saveCheckpoint } from '../jobs/index.ts';
import { findLetters, type Letter, type LetterSet } from './dead-letters.repository.ts';
import { applyPatch, PatchError, type PatchStep } from './json-patch.ts';
import { advance, type RetryPosition } from './retry-position.ts';

/** The retrying job, its organisation's database, and the engine, which moves and makes jobs. */
export type RepeatDeps = {
  orgId: string;
  jobId: string;
  db: OrganisationDatabase;
  jobControl: JobControl;
  jobsService: JobsService;
};

/** Runs sets of dead letters again, so that a run that is cut off anywhere is gone on with. */
export function createLetterRepeater(
  deps: RepeatDeps,
  { set, logger }: { set: LetterSet; logger: JobLogger },
) {
  const { orgId, jobId, db, jobControl } = deps;
  const save = (position: RetryPosition, tx?: Transaction): Promise<void> => {
    const write = (own: Transaction) => saveCheckpoint(own, { orgId, jobId, state: position });
    return tx === undefined ? db.transaction(write) : write(tx);
  };

  /** Those of the intended ones that are still dead letters: what ran again is none, also when it failed again. */
  async function findWaiting({ afterId, intended }: RetryPosition): Promise<string[]> {
    const letters = await db.transaction((tx) =>
      findLetters(tx, { ...set, afterId, limit: intended.length }),
    );
    return letters.map(({ id }) => id).filter((id) => intended.includes(id));
  }

  async function finishIntended(position: RetryPosition): Promise<RetryPosition> {
    const { intended } = position;
    if (intended.length === 0) return position;
    const jobIds = await findWaiting(position);
    await moveSet(jobControl, { action: 'retry', orgId, jobIds, note: null });
    const skipped = new Set(await findWaiting(position));
    const ids = intended.filter((id) => !skipped.has(id));
    const next = advance(position, { ids, of: intended.length, afterId: intended.at(-1) ?? null });
    await save(next);
    return next;
  }

  async function resolveReplayed(position: RetryPosition): Promise<RetryPosition> {
    if (position.unresolved.length === 0) return position;
    const note = `Replayed with a changed input by ${encodeId('job', jobId)}.`;
    await jobControl.resolveJobs({ orgId, jobIds: position.unresolved, note });
    const next = { ...position, unresolved: [] };
    await save(next);
    return next;
  }

  return {
    save,

    /** Ends what the last run began. */
    async resume(position: RetryPosition): Promise<RetryPosition> {
      return resolveReplayed(await finishIntended(position));
    },

    /** Retries the jobs as they are. */
    async retry(letters: readonly Letter[], position: RetryPosition): Promise<RetryPosition> {
      const intending = { ...position, intended: letters.map(({ id }) => id) };
      await save(intending);
      return finishIntended(intending);
    },

    /** Makes the jobs anew with patched inputs: all of the set, and that it was done, in one transaction. */
    async replay(
      { letters, patch }: { letters: readonly Letter[]; patch: readonly PatchStep[] },
      position: RetryPosition,
    ): Promise<RetryPosition> {
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
        await save(next, tx);
        return next;
      });
      return resolveReplayed(replayed);
    },
  };
}

async function replayLetter(
  { orgId, jobId, jobsService }: RepeatDeps,
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
