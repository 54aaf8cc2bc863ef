import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import type { ClaimedJob } from './claim.ts';
import type { Slots } from './slots.ts';

/** After so many lost workers in a row a job is suspected of killing them. */
const LOSSES_TO_SUSPECT = 2;
/** How long a suspect may hold up a process whose other jobs take their time, before it tries its luck elsewhere. */
const WAIT_FOR_OTHERS_MAX_MS = 60_000;

const MARK_ALONE = `UPDATE jobs SET alone = true WHERE id = $1 AND run = $2 AND status = 'processing'`;

/** Whether a job must not run beside others. */
export function isSuspect({ losses, lostAlone, cancelRequested }: ClaimedJob): boolean {
  return losses >= LOSSES_TO_SUSPECT && !lostAlone && !cancelRequested;
}

/** What a suspect waits for and does. */
export type Suspect = {
  job: ClaimedJob;
  /** Ends the wait. */
  signal: AbortSignal;
  /** Resolves when no other job runs in this process. */
  othersEnded: Promise<unknown>;
  run(): Promise<void>;
  handBack(): void;
};

/**
 * Lets suspects run one by one, with nothing beside them: what kills its worker then has shown itself, and its
 * neighbours do not pay. While one waits, the process takes no other job.
 */
export function createIsolation({ pool, slots }: { pool: Pool; slots: Slots }) {
  let last: Promise<void> = Promise.resolve();

  async function runAlone({ job, signal, othersEnded, run, handBack }: Suspect): Promise<void> {
    const stopWaiting = AbortSignal.any([signal, AbortSignal.timeout(WAIT_FOR_OTHERS_MAX_MS)]);
    await Promise.race([othersEnded, aborted(stopWaiting)]);
    if (stopWaiting.aborted) return handBack();
    await onConnection(pool).executeSql(MARK_ALONE, [job.id, job.run]);
    await run();
  }

  return {
    /** Resolves when the suspect has run, or was handed back. Rejects when it could not be marked as running alone. */
    enter(suspect: Suspect): Promise<void> {
      const release = slots.hold();
      const turn = last.then(() => runAlone(suspect)).finally(release);
      last = turn.catch(() => undefined);
      return turn;
    },

    /** Resolves when no suspect runs here, or waits to. */
    async free(): Promise<void> {
      for (let seen; seen !== last;) {
        seen = last;
        await seen;
      }
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
