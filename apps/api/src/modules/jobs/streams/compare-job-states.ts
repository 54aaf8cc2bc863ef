import { createHash } from 'node:crypto';

import type { JobState } from './job-states.repository.ts';

/** What of a job is told: its whole state, its progress alone, the counters of a batch. */
export type JobTelling = 'updated' | 'progress' | 'batch';

/** A job as it was last told, small enough to remember thousands of in each stream. */
export type ToldState = { state: string; progress: string; counters: string };

/** What to remember of a job that is told. */
export function toToldState({ job, batch }: Pick<JobState, 'job' | 'batch'>): ToldState {
  const { progressPercent, progressMessage, ...state } = job;
  return {
    state: createHash('sha1')
      .update(JSON.stringify({ ...state, input: null, output: null }))
      .digest('base64'),
    progress: JSON.stringify([progressPercent, progressMessage]),
    counters: JSON.stringify(batch),
  };
}

/**
 * What there is to tell of a job after what was told last: its state, whatever else of it changed, or its progress; and
 * of a batch its counters, which also say how it stands. Empty when nothing has changed.
 */
export function compareJobStates(
  told: ToldState | undefined,
  { now, isBatch }: { now: ToldState; isBatch: boolean },
): JobTelling[] {
  const hasMoved = told?.state !== now.state;
  const ofJob: JobTelling[] = hasMoved ? ['updated'] : told.progress === now.progress ? [] : ['progress'];
  return isBatch && (hasMoved || told.counters !== now.counters) ? [...ofJob, 'batch'] : ofJob;
}
