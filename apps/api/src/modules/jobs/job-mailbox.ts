import type { JobRow } from './jobs.repository.ts';

/** What waits for one client: of each job the latest state, which takes the place of an earlier one. */
export type JobMailbox = {
  put(jobs: readonly JobRow[]): void;
  /** Puts only jobs of which nothing waits: what waits is newer. */
  putOlder(jobs: readonly JobRow[]): void;
  /** Empties the box. @throws the error it was failed with */
  take(): JobRow[];
  /** Resolves when there is something to take, or when the signal is aborted. */
  filled(signal: AbortSignal): Promise<void>;
  /** Nothing that follows could be complete: the next `take` throws. */
  fail(error: Error): void;
};

/** A client that is so many jobs behind does not read. */
const JOBS_MAX = 20_000;

/** An empty box. */
export function createJobMailbox({ jobsMax = JOBS_MAX }: { jobsMax?: number } = {}): JobMailbox {
  const waiting = new Map<string, JobRow>();
  let failure: Error | undefined;
  let wake: (() => void) | undefined;

  function fail(error: Error): void {
    failure ??= error;
    waiting.clear();
    wake?.();
  }

  function put(jobs: readonly JobRow[]): void {
    if (failure !== undefined || jobs.length === 0) return;
    for (const job of jobs) waiting.set(job.id, job);
    if (waiting.size > jobsMax) fail(new Error('the client does not read its events'));
    wake?.();
  }

  return {
    put,
    putOlder: (jobs) => put(jobs.filter((job) => !waiting.has(job.id))),
    take() {
      if (failure !== undefined) throw failure;
      const jobs = [...waiting.values()];
      waiting.clear();
      return jobs;
    },
    async filled(signal) {
      if (waiting.size > 0 || failure !== undefined || signal.aborted) return;
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
