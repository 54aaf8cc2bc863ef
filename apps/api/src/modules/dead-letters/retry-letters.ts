import type { JobControl } from '@rota/jobs';

import { moveSet } from '../jobs/index.ts';
import { findLetters, type Letter, type LetterSet } from './dead-letters.repository.ts';
import { advance, type RetryPosition } from './retry-position.ts';
import { savePosition, type RetryingJob } from './save-position.ts';

/** Retries sets of dead letters as they are, so that a run that is cut off anywhere is gone on with. */
export type LetterRetrier = {
  retry(letters: readonly Letter[], position: RetryPosition): Promise<RetryPosition>;
  /** Ends what the last run began. */
  finish(position: RetryPosition): Promise<RetryPosition>;
};

/**
 * @param deps the retrying job, and the engine, which moves
 * @param set the group
 */
export function createLetterRetrier(
  deps: RetryingJob & { jobControl: JobControl },
  set: LetterSet,
): LetterRetrier {
  const { orgId, db, jobControl } = deps;

  /** Those of the intended ones that are still dead letters: what ran again is none, also when it failed again. */
  async function findWaiting({ afterId, intended }: RetryPosition): Promise<string[]> {
    const letters = await db.transaction((tx) =>
      findLetters(tx, { ...set, afterId, limit: intended.length }),
    );
    return letters.map(({ id }) => id).filter((id) => intended.includes(id));
  }

  async function finish(position: RetryPosition): Promise<RetryPosition> {
    const { intended } = position;
    if (intended.length === 0) return position;
    const jobIds = await findWaiting(position);
    await moveSet(jobControl, { action: 'retry', orgId, jobIds, note: null });
    const skipped = new Set(await findWaiting(position));
    const ids = intended.filter((id) => !skipped.has(id));
    const next = advance(position, { ids, of: intended.length, afterId: intended.at(-1) ?? null });
    await savePosition(deps, next);
    return next;
  }

  return {
    async retry(letters, position) {
      const intending = { ...position, intended: letters.map(({ id }) => id) };
      await savePosition(deps, intending);
      return finish(intending);
    },
    finish,
  };
}
