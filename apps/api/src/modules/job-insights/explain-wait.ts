import { isEnded, PLACES_MAX, type PlaceInLine } from '@rota/jobs';

import type { WaitingJob } from './job-waiting.repository.ts';

/** Why a job does not run yet. */
export type WaitingReason =
  | 'scheduled'
  | 'blocked'
  | 'line'
  | 'organisationCap'
  | 'typeCap'
  | 'paused'
  | 'backoff'
  | 'noWorker'
  | 'none';

/** What a job waits for. */
export type WaitExplanation = {
  reason: WaitingReason;
  detail: string;
  /** From 1, up to `PLACES_MAX` + 1, which stands for all behind; 0: not in line. */
  position: number;
  estimatedStartAt: Date | null;
};

/** What else is known of it. */
type Surroundings = {
  place: PlaceInLine;
  /** Whether this installation has a handler for the type. */
  isRunnable: boolean;
  now: Date;
};

/**
 * The one reason that binds. A pause binds before a missing worker and that before the line: who resumes work that nobody
 * would run wants to know that next, not at once.
 */
export function explainWait(job: WaitingJob, surroundings: Surroundings): WaitExplanation {
  if (isEnded(job.status)) return none('The job has ended.');
  switch (job.status) {
    case 'processing':
      return none('The job is run.');
    case 'scheduled':
      return { ...none('Its time has not come.'), reason: 'scheduled', estimatedStartAt: job.runAt };
    case 'retrying':
      return {
        ...none('Its last attempt failed; the next one has to wait.'),
        reason: 'backoff',
        estimatedStartAt: job.nextRetryAt,
      };
    case 'blocked':
      return { ...none(`It waits for ${count(job.openParents, 'job')} to end.`), reason: 'blocked' };
    default:
      return explainPending(job, surroundings);
  }
}

function explainPending(job: WaitingJob, { place, isRunnable, now }: Surroundings): WaitExplanation {
  if (job.parkedReason === 'organisation_cap') {
    const detail = "As many of the organisation's jobs run as may.";
    return { ...none(detail), reason: 'organisationCap' };
  }
  if (job.parkedReason === 'type_cap') {
    return { ...none(`As many jobs of ${job.type} run as may.`), reason: 'typeCap' };
  }
  if (job.parkedReason === 'paused' || job.pausedBy !== null) {
    const what = job.pausedBy === 'type' ? `Jobs of ${job.type} are` : "The organisation's work is";
    return { ...none(`${what} paused.`), reason: 'paused' };
  }
  if (!isRunnable) return { ...none(`Nobody here can run ${job.type}.`), reason: 'noWorker' };
  if (place.position === null) return none('A worker has it in hand.');
  if (place.slots === 0) {
    return { ...none('No worker is there.'), reason: 'noWorker', position: place.position };
  }
  return explainLine({ ...place, position: place.position }, now);
}

function explainLine(place: PlaceInLine & { position: number }, now: Date): WaitExplanation {
  const before = place.position - 1;
  const isCounted = place.position <= PLACES_MAX;
  const detail = isCounted
    ? before === 0
      ? 'It is the next that a worker takes.'
      : `${count(before, 'job')} ${before === 1 ? 'comes' : 'come'} first.`
    : `More than ${PLACES_MAX} jobs come first.`;
  const isKnown = isCounted && place.averageMs !== null;
  const waitMs = isKnown ? (before / place.slots) * (place.averageMs ?? 0) : null;
  return {
    reason: 'line',
    detail,
    position: place.position,
    estimatedStartAt: waitMs === null ? null : new Date(now.getTime() + waitMs),
  };
}

const none = (detail: string): WaitExplanation => ({
  reason: 'none',
  detail,
  position: 0,
  estimatedStartAt: null,
});

const count = (jobs: number, noun: string): string => `${jobs} ${noun}${jobs === 1 ? '' : 's'}`;
