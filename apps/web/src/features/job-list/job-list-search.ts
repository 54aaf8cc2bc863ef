import type { JobStatus, JobTypeName } from '@rota/contracts/client';
import { isJobStatus } from '../../components/job-statuses.ts';
import { isJobTypeName } from '../../components/job-type-name.ts';
import { isTimeRange, startOfRange, type TimeRange } from '../../components/time-ranges.ts';
import type { JobFilter } from '../../live/fits-filter.ts';
import { manyTexts, oneText, oneTrue } from '../../components/search-params.ts';

/** What the address of the list of jobs can say. */
export interface JobListSearch {
  status?: JobStatus[] | undefined;
  type?: JobTypeName[] | undefined;
  /** Made within this time before now. Wins over `from` and `to`. */
  range?: TimeRange | undefined;
  /** Made at or after, made before: RFC 3339. */
  from?: string | undefined;
  to?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  /** The jobs of this batch, which no other list has. */
  batchId?: string | undefined;
  /** Those that failed for good and wait for somebody to look at them. */
  deadLettered?: true | undefined;
  /** Those that failed of this cause. */
  fingerprint?: string | undefined;
}

const pageSize = 50;

/**
 * Reads an address. Every member is there, if only as undefined: the router keeps what a reader does not name, and with
 * it what was not understood.
 */
export function readJobListSearch(search: Record<string, unknown>): JobListSearch {
  const range = oneText(search['range']);
  return {
    status: manyTexts(search['status'], isJobStatus),
    type: manyTexts(search['type'], isJobTypeName),
    range: range !== undefined && isTimeRange(range) ? range : undefined,
    from: readTime(search['from']),
    to: readTime(search['to']),
    subjectType: oneText(search['subjectType']),
    subjectId: oneText(search['subjectId']),
    batchId: oneText(search['batchId']),
    deadLettered: oneTrue(search['deadLettered']),
    fingerprint: readFingerprint(search['fingerprint']),
  };
}

/** What the API is asked for. Spans end `now`. */
export function toJobFilter(search: JobListSearch, now: number): JobFilter {
  const { range, from, to, ...filters } = search;
  const ends =
    range === undefined
      ? { createdAfter: from, createdBefore: to }
      : { createdAfter: startOfRange(range, now) };
  return { ...filters, ...ends, limit: pageSize };
}

/** Whether the list may leave jobs out. */
export function isFiltered(search: JobListSearch): boolean {
  return Object.values(readJobListSearch({ ...search })).some((value) => value !== undefined);
}

/** By its shape: the server refuses what is none. */
function readFingerprint(value: unknown): string | undefined {
  const text = oneText(value);
  return text !== undefined && /^[0-9a-f]{16}$/.test(text) ? text : undefined;
}

function readTime(value: unknown): string | undefined {
  const time = Date.parse(oneText(value) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
