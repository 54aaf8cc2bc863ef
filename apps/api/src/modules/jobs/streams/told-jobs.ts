import { compareJobStates, toToldState, type ToldState } from './compare-job-states.ts';
import type { JobState } from './job-states.repository.ts';
import { toStateItems, type JobStateItem } from './job-stream.ts';

/** What one stream has told. */
export type ToldJobs = {
  /** How to tell a job, if there is something to tell: it has changed, and was not read before what was told last. */
  tell(state: JobState): JobStateItem[];
};

/** A job that was forgotten is told once more, with its whole state where its progress would have done. */
const REMEMBERED_JOBS_MAX = 5_000;

/** Nothing told yet. */
export function createToldJobs({ rememberedMax = REMEMBERED_JOBS_MAX } = {}): ToldJobs {
  const told = new Map<string, ToldState & { order: bigint }>();
  return {
    tell({ order, ...state }) {
      const { job, batch } = state;
      const before = told.get(job.id);
      if (before !== undefined && order < before.order) return [];
      const now = toToldState(state);
      const tellings = compareJobStates(before, { now, isBatch: batch !== null });
      told.delete(job.id);
      told.set(job.id, { ...now, order });
      const oldest = told.size > rememberedMax ? told.keys().next().value : undefined;
      if (oldest !== undefined) told.delete(oldest);
      return toStateItems(tellings, state);
    },
  };
}
