import type { JobFilter } from './jobs.repository.ts';

/** Text is looked for in every row, so that the rows have to be few. */
const SEARCH_MS = 7 * 86_400_000;

/**
 * The filter with what bounds a search: jobs made in the 7 days before `now`.
 * @param options.refuse the error for a search among jobs of no type or of several, which is thrown
 */
export function boundSearch(
  filter: JobFilter,
  { now, refuse }: { now: Date; refuse(message: string): Error },
): JobFilter {
  if (filter.search === undefined) return filter;
  if (filter.type?.length !== 1) throw refuse('looks through jobs of one type: give exactly one `type`');
  const since = now.getTime() - SEARCH_MS;
  return { ...filter, createdAfter: new Date(Math.max(since, filter.createdAfter?.getTime() ?? since)) };
}
