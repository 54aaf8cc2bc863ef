import { retryFailedOfBatch } from '../batches/retry-failed.ts';
import { cancelJobs } from './cancel.ts';
import type { MoveDeps } from '../moves/move-jobs.ts';
import { pauseJobs, resumeJobs } from '../parking/pause.ts';
import { resolveJobs } from './resolve.ts';
import { retryJobs } from './retry.ts';

type Bound<Move> = Move extends (deps: MoveDeps, set: infer Set) => infer Result
  ? (set: Set) => Result
  : never;

/** What people do to jobs that there are, as functions of the engine's role; each takes the organisation. */
export type JobControl = {
  /** {@link cancelJobs} */
  cancelJobs: Bound<typeof cancelJobs>;
  /** {@link retryJobs} */
  retryJobs: Bound<typeof retryJobs>;
  /** {@link resolveJobs} */
  resolveJobs: Bound<typeof resolveJobs>;
  /** {@link pauseJobs} */
  pauseJobs: Bound<typeof pauseJobs>;
  /** {@link resumeJobs} */
  resumeJobs: Bound<typeof resumeJobs>;
  /** {@link retryFailedOfBatch} */
  retryFailedOfBatch: Bound<typeof retryFailedOfBatch>;
};

/** Binds them to the engine's pool. */
export function createJobControl(deps: MoveDeps): JobControl {
  return {
    cancelJobs: (set) => cancelJobs(deps, set),
    retryJobs: (set) => retryJobs(deps, set),
    resolveJobs: (set) => resolveJobs(deps, set),
    pauseJobs: (scope) => pauseJobs(deps, scope),
    resumeJobs: (scope) => resumeJobs(deps, scope),
    retryFailedOfBatch: (batch) => retryFailedOfBatch(deps, batch),
  };
}
