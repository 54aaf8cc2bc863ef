import type { Job, JobId, JobProgress, OrganisationJobEvent } from '@rota/contracts/client';

/** An event that tells of a job. */
export type JobChangeEvent = Extract<OrganisationJobEvent, { type: 'job.updated' | 'job.progress' }>;

/** What events said of one job: its whole state, or only how far it has come. */
export interface JobChange {
  job?: Job;
  progress?: JobProgress;
}

/** The latest of each job. */
export type JobChanges = ReadonlyMap<JobId, JobChange>;

/** What `event` adds to what was known of its job before. */
export function addEvent(known: JobChange | undefined, event: JobChangeEvent): JobChange {
  if (event.type === 'job.updated') return { job: event.job };
  if (!known?.job) return { progress: event.progress };
  return { job: withProgress(known.job, event.progress) };
}

/** The id of the job that an event is about. */
export function jobIdOf(event: JobChangeEvent): JobId {
  return event.type === 'job.updated' ? event.job.id : event.jobId;
}

/**
 * The job as `held`, with what has changed. Events carry neither input nor output, so those held stay; a held output is
 * not that of an end which came later, which is why a job that has ended is read anew.
 */
export function applyChange(held: Job, change: JobChange): Job {
  if (change.job) return Object.assign({}, held, change.job);
  return change.progress && held.status === 'processing' ? withProgress(held, change.progress) : held;
}

function withProgress(job: Job, progress: JobProgress): Job {
  return Object.assign({}, job, { progress });
}
