import type { Job, JobPage } from '@rota/contracts/client';
import type { InfiniteData } from '@tanstack/react-query';
import { fitsFilter, type JobFilter } from './fits-filter.ts';
import { applyChange, type JobChanges } from './job-changes.ts';

/**
 * The pages of a list after `changes`: jobs on them are brought up to date, those that the filter no longer fits
 * leave, new ones that it fits appear in their place. Jobs older than the last page's end are left for "Load more".
 */
export function applyToPages<Param>({
  list,
  changes,
  filter,
}: {
  list: InfiniteData<JobPage, Param>;
  changes: JobChanges;
  /** What the list was asked for. */
  filter: JobFilter;
}): InfiniteData<JobPage, Param> {
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
