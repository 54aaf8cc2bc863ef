import { invalidRequest } from '../../errors/invalid-request.ts';
import type { JobFilter } from './jobs.repository.ts';

/** Text is looked for in every row, so that the rows have to be few. */
const SEARCH_MS = 7 * 86_400_000;

/**
 * The filter with what bounds a search: jobs made in the last 7 days.
 * @throws AppError of kind `invalid` for a search among jobs of no type or of several
 */
export function boundSearch(filter: JobFilter, now: Date): JobFilter {
  if (filter.search === undefined) return filter;
  if (filter.type?.length !== 1) {
    const message = 'looks through jobs of one type: give exactly one `type`';
    throw invalidRequest([{ in: 'query', pointer: '/search', message }]);
  }
  const since = now.getTime() - SEARCH_MS;
  return { ...filter, createdAfter: new Date(Math.max(since, filter.createdAfter?.getTime() ?? since)) };
}
