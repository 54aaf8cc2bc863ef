import type { MovedJob } from '../moves/moved-job.ts';

/** What a worker has done since it started, in runs of user jobs. */
export type WorkerTally = {
  /** Taken in hand. */
  claimed: number;
  /** Ended, and written as such. The rest of what was claimed was cancelled, snoozed, handed back or lost. */
  completed: number;
  failed: number;
  retrying: number;
};

/** Counts what becomes of a worker's runs. */
export type RunTally = {
  claimed(jobs: number): void;
  ended(moved: readonly MovedJob[]): void;
  read(): WorkerTally;
};

/** A tally that begins at 0. */
export function createRunTally(): RunTally {
  const counts: WorkerTally = { claimed: 0, completed: 0, failed: 0, retrying: 0 };
  return {
    claimed(jobs) {
      counts.claimed += jobs;
    },
    ended(moved) {
      for (const { status } of moved) {
        if (status === 'completed' || status === 'failed' || status === 'retrying') counts[status] += 1;
      }
    },
    read: () => ({ ...counts }),
  };
}
