import type { NewJob } from './enqueue.ts';

/** A new job, and the jobs that it is to wait for. */
export type JobDraft = {
  job: NewJob;
  /** Uuids, each once. */
  dependsOn: readonly string[];
  /** Where in the request the job stands: `''`, `/jobs/3`. */
  pointer: string;
};
