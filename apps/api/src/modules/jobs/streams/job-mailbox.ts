import type { JobChanges } from './read-job-changes.ts';
import type { JobState } from './job-states.repository.ts';
import type { StreamPosition } from './stream-position.ts';

/** What waits for one client: of each job the latest state, which takes the place of an earlier one. */
export type JobMailbox = {
  put(changes: JobChanges): void;
  /** Empties the box. @throws the error it was failed with */
  take(): JobChanges;
  /** Resolves when there is something to take, or when the signal is aborted. */
  filled(signal: AbortSignal): Promise<void>;
  /** Nothing that follows could be complete: the next `take` throws. */
  fail(error: Error): void;
};

/** A client that is so many jobs behind does not read. */
const JOBS_MAX = 20_000;

/** An empty box. */
export function createJobMailbox({ jobsMax = JOBS_MAX }: { jobsMax?: number } = {}): JobMailbox {
  const waiting = new Map<string, JobState>();
  let position: StreamPosition | null = null;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;

  function fail(error: Error): void {
    failure ??= error;
    waiting.clear();
    wake?.();
  }

  return {
    put({ jobs, position: reached }) {
      if (failure !== undefined) return;
      for (const state of jobs) waiting.set(state.job.id, state);
      position = reached ?? position;
      if (waiting.size > jobsMax) fail(new Error('the client does not read its events'));
      wake?.();
    },
    take() {
      if (failure !== undefined) throw failure;
      const changes = { jobs: [...waiting.values()], position };
      waiting.clear();
      position = null;
      return changes;
    },
    async filled(signal) {
      if (waiting.size > 0 || position !== null || failure !== undefined || signal.aborted) return;
      await new Promise<void>((resume) => {
        wake = () => resume();
        signal.addEventListener('abort', wake, { once: true });
      });
      if (wake !== undefined) signal.removeEventListener('abort', wake);
      wake = undefined;
    },
    fail,
  };
}
