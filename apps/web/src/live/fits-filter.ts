import type { Job, ListJobsData } from '@rota/contracts/client';

/** What a list of jobs was asked for. */
export type JobFilter = NonNullable<ListJobsData['query']>;

/** Whether a list with this filter has the job. A filter that the contract gains does not compile until it is read here. */
export function fitsFilter(job: Job, filter: JobFilter): boolean {
  const { include, limit, cursor, ...filters } = filter;
  const { status, type, createdAfter, createdBefore, subjectType, subjectId, ...others } = filters;
  const { batchId, scheduleId, deadLettered, search, fingerprint, ...unread } = others;
  unread satisfies Record<string, never>;
  const createdAt = Date.parse(job.createdAt);
  return (
    (status === undefined || status.includes(job.status)) &&
    (type === undefined || type.includes(job.type)) &&
    (createdAfter === undefined || createdAt >= Date.parse(createdAfter)) &&
    (createdBefore === undefined || createdAt < Date.parse(createdBefore)) &&
    (subjectType === undefined || job.subject?.type === subjectType) &&
    (subjectId === undefined || job.subject?.id === subjectId) &&
    // Jobs of batches are in the lists of their batches only.
    job.batchId === (batchId ?? null) &&
    (scheduleId === undefined || job.scheduleId === scheduleId) &&
    // Events do not bring the input, in which text may be looked for.
    search === undefined &&
    (fingerprint === undefined || (job.status === 'failed' && job.errorFingerprint === fingerprint)) &&
    (deadLettered === undefined || deadLettered === (job.deadLetteredAt !== null && job.resolvedAt === null))
  );
}
