import { createHash } from 'node:crypto';

import type { JobRow } from './jobs.repository.ts';

/** What of a job has changed: its state (whatever else did), its progress alone, or nothing. */
export type JobDifference = 'state' | 'progress' | 'none';

/** A job as it was last told, small enough to remember thousands of in each stream. */
export type ToldJob = { state: string; progress: string };

/** What to remember of a job that is told. */
export function toToldJob({ progressPercent, progressMessage, ...state }: JobRow): ToldJob {
  return {
    state: createHash('sha1')
      .update(JSON.stringify({ ...state, input: null, output: null }))
      .digest('base64'),
    progress: JSON.stringify([progressPercent, progressMessage]),
  };
}

/** Compares a job with what was last told of it. */
export function compareJobStates(told: ToldJob | undefined, now: ToldJob): JobDifference {
  if (told?.state !== now.state) return 'state';
  return told.progress === now.progress ? 'none' : 'progress';
}
