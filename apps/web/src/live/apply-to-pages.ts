import type { Job, JobPage, ListJobsData } from '@rota/contracts/client';
import type { InfiniteData } from '@tanstack/react-query';
import { applyChange, type JobChanges } from './job-changes.ts';

/** What a list of jobs was asked for. */
export type JobFilter = NonNullable<ListJobsData['query']>;

/**
 * The pages of a list after `changes`: jobs on them are brought up to date, those that the filter no longer fits
 * leave, new ones that it fits appear in their place. Jobs older than the last page's end are left for "Load more".
 */
export function applyToPages<Param>(
  list: InfiniteData<JobPage, Param>,
  changes: JobChanges,
  filter: JobFilter,
): InfiniteData<JobPage, Param> {
  const shown = new Set<string>();
  const pages = list.pages.map((page) => ({
    ...page,
    data: page.data
      .map((job) => {
        shown.add(job.id);
        const change = changes.get(job.id);
        return change ? applyChange(job, change) : job;
      })
      .filter((job) => !changes.has(job.id) || fitsFilter(job, filter)),
  }));
  const news = [...changes.values()]
    .flatMap(({ job }) => (job && !shown.has(job.id) && fitsFilter(job, filter) ? [job] : []))
    .filter(isWithin(list));
  const [first, ...rest] = pages;
  if (!first || news.length === 0) return { ...list, pages };
  return { ...list, pages: [{ ...first, data: [...first.data, ...news].toSorted(newestFirst) }, ...rest] };
}

/** Whether a list with this filter has the job. A filter that the contract gains does not compile until it is read here. */
export function fitsFilter(job: Job, filter: JobFilter): boolean {
  const { include, limit, cursor, ...filters } = filter;
  const { status, type, createdAfter, createdBefore, subjectType, subjectId, deadLettered, ...unread } =
    filters;
  unread satisfies Record<string, never>;
  const createdAt = Date.parse(job.createdAt);
  return (
    (status === undefined || status.includes(job.status)) &&
    (type === undefined || type.includes(job.type)) &&
    (createdAfter === undefined || createdAt >= Date.parse(createdAfter)) &&
    (createdBefore === undefined || createdAt < Date.parse(createdBefore)) &&
    (subjectType === undefined || job.subject?.type === subjectType) &&
    (subjectId === undefined || job.subject?.id === subjectId) &&
    (deadLettered === undefined || deadLettered === (job.deadLetteredAt !== null && job.resolvedAt === null))
  );
}

/** New jobs go to the first page, so they must be newer than its end; the pages after it are not reordered. */
function isWithin<Param>({ pages }: InfiniteData<JobPage, Param>): (job: Job) => boolean {
  const first = pages[0];
  const oldest = first?.nextCursor === null ? undefined : first?.data.at(-1);
  return (job) => oldest === undefined || job.id > oldest.id;
}

/** Ids rise with time, so their order is that of creation. */
function newestFirst(a: Job, b: Job): number {
  return a.id < b.id ? 1 : -1;
}
