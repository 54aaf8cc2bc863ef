import type { JobStatus } from '@rota/db';

/** The filters that decide by which index a list is read. */
type DecidingFilter = {
  status?: readonly JobStatus[] | undefined;
  type?: readonly string[] | undefined;
  subjectId?: string | undefined;
  batchId?: string | undefined;
  scheduleId?: string | undefined;
  deadLettered?: boolean | undefined;
  fingerprint?: string | undefined;
};

/** A part of a list that one index has in the list's order, newest first. */
export type JobListBranch = { by: 'status'; value: JobStatus } | { by: 'type'; value: string };

/**
 * Divides a list into parts that are merged by the database, so that a page costs some steps in each index and nothing is
 * sorted. Indexes begin with the status (of jobs that are not completed) or the type, and have the order of one status or
 * type each: a list of two of them, read in one piece, would be sorted as a whole, or walk over all that it leaves out.
 *
 * Jobs of batches are not in the index by type. So a list of all jobs is one of all types: it steps over a million of them
 * without touching one.
 *
 * @param types every type there is
 * @returns what has to hold in each part besides the filter; none for a filter that has an index of its own
 */
export function toJobListBranches(filter: DecidingFilter, types: readonly string[]): JobListBranch[] {
  const { subjectId, batchId, scheduleId, fingerprint } = filter;
  if ([subjectId, batchId, scheduleId, fingerprint].some((value) => value !== undefined)) return [];
  const statuses = filter.deadLettered === true ? ['failed' as const] : filter.status;
  if (statuses !== undefined && !statuses.includes('completed')) {
    return [...new Set(statuses)].map((value) => ({ by: 'status', value }));
  }
  return [...new Set(filter.type ?? types)].map((value) => ({ by: 'type', value }));
}
