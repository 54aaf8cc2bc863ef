import { isEnded, SnoozeJob } from '@rota/jobs';

import {
  findCheckpoint,
  findCreatedAt,
  jobNotFound,
  type DeadLetterRetryResult,
  type DeadLetterRetryService,
} from '../jobs/index.ts';
import { countLetters, findLetters, findStatuses, type LetterSet } from './dead-letters.repository.ts';
import { createLetterReplayer, type ReplayDeps } from './replay-letters.ts';
import { createLetterRetrier } from './retry-letters.ts';
import { doneOf, failureShare, newPosition, type RetryPosition } from './retry-position.ts';
import { savePosition } from './save-position.ts';

/** Jobs of one transaction: each has an input. */
const SET_SIZE = 100;
/** The first ones, where the request only says that it wants some. */
const FIRST_DEFAULT = 10;
/** Between two looks at the first ones: a tenth of the time that they have taken so far. */
const LOOK_SECONDS_MIN = 1;
const LOOK_SECONDS_MAX = 60;

/** The retry of one job. */
export function createDeadLetterRetryService(deps: ReplayDeps & { now(): Date }): DeadLetterRetryService {
  const { orgId, jobId, db, now } = deps;

  async function begin({ fingerprint, watches }: { fingerprint: string; watches: boolean }) {
    return db.transaction(async (tx): Promise<{ set: LetterSet; saved: RetryPosition }> => {
      const asOf = await findCreatedAt(tx, { orgId, jobId });
      if (asOf === undefined) throw jobNotFound();
      const set = { orgId, fingerprint, asOf };
      // Written by this service alone.
      const saved = (await findCheckpoint(tx, { orgId, jobId })) as RetryPosition | undefined;
      const nowMs = now().getTime();
      return { set, saved: saved ?? newPosition({ total: await countLetters(tx, set), watches, nowMs }) };
    });
  }

  /** Looks whether the first ones have ended, and how. */
  async function judge(position: RetryPosition): Promise<RetryPosition> {
    const jobIds = position.watched ?? [];
    const statuses = await db.transaction((tx) => findStatuses(tx, { orgId, jobIds }));
    if (!statuses.every(isEnded)) {
      const seconds = (now().getTime() - position.watchedSinceMs) / 1_000;
      throw new SnoozeJob(Math.min(Math.max(seconds / 10, LOOK_SECONDS_MIN), LOOK_SECONDS_MAX));
    }
    return { ...position, firstFailed: statuses.filter((status) => status !== 'completed').length };
  }

  return {
    async retryGroup({ fingerprint, first, stopAtFailureShare, patch }, { signal, logger, onProgress }) {
      const watches = stopAtFailureShare !== undefined;
      const { set, saved } = await begin({ fingerprint, watches });
      const retrier = createLetterRetrier(deps, set);
      const replayer = createLetterReplayer(deps, logger);

      async function repeatUntil(from: RetryPosition, max: number): Promise<RetryPosition> {
        let position = from;
        while (doneOf(position) < max) {
          signal.throwIfAborted();
          const { afterId } = position;
          const limit = Math.min(SET_SIZE, max - doneOf(position));
          const letters = await db.transaction((tx) => findLetters(tx, { ...set, afterId, limit }));
          if (letters.length === 0) break;
          position =
            patch === undefined
              ? await retrier.retry(letters, position)
              : await replayer.replay({ letters, patch }, position);
          const percent = (doneOf(position) / Math.max(position.total, 1)) * 100;
          onProgress(percent, `${position.retried} jobs run again`);
        }
        return position;
      }

      const resumed = await replayer.finish(await retrier.finish(saved));
      let position = await repeatUntil(resumed, first ?? (watches ? FIRST_DEFAULT : Infinity));
      if (!watches) return toResult(position, false);
      if (position.firstFailed === null) {
        position = await judge(position);
        await savePosition(deps, position);
      }
      if (position.firstFailed !== 0 && failureShare(position) >= stopAtFailureShare) {
        return toResult(position, true);
      }
      return toResult(await repeatUntil(position, Infinity), false);
    },
  };
}

function toResult({ retried, skipped, firstFailed }: RetryPosition, stopped: boolean): DeadLetterRetryResult {
  return { retried, skipped, firstFailed, stopped };
}
