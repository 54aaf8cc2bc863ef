import type { JobStatus, JobTypeName, ListJobsData } from '@rota/contracts/client';
import { isJobStatus } from '../../components/job-statuses.ts';
import { manyTexts, oneText } from '../../search-params.ts';

/** What the address of the list of jobs can say. */
export interface JobsSearch {
  status?: JobStatus[];
  type?: JobTypeName[];
  /** Made within this time before now. Wins over `from` and `to`. */
  range?: TimeRange;
  /** Made at or after, made before: RFC 3339. */
  from?: string;
  to?: string;
  subjectType?: string;
  subjectId?: string;
}

/** The ready-made spans. */
export type TimeRange = '1h' | '24h' | '7d' | '30d';

const hourMs = 3_600_000;

/** Every span with its words and its length. */
export const timeRanges: Record<TimeRange, { label: string; ms: number }> = {
  '1h': { label: 'Last hour', ms: hourMs },
  '24h': { label: 'Last 24 hours', ms: 24 * hourMs },
  '7d': { label: 'Last 7 days', ms: 7 * 24 * hourMs },
  '30d': { label: 'Last 30 days', ms: 30 * 24 * hourMs },
};

const pageSize = 50;

/** Reads an address; what is not understood is left out. */
export function readJobsSearch(search: Record<string, unknown>): JobsSearch {
  const status = manyTexts(search['status'], isJobStatus);
  const type = manyTexts(search['type'], isJobTypeName);
  const range = oneText(search['range']);
  const from = readTime(search['from']);
  const to = readTime(search['to']);
  const subjectType = oneText(search['subjectType']);
  const subjectId = oneText(search['subjectId']);
  return {
    ...(status && { status }),
    ...(type && { type }),
    ...(range !== undefined && isTimeRange(range) && { range }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(subjectType !== undefined && { subjectType }),
    ...(subjectId !== undefined && { subjectId }),
  };
}

/** What the API is asked for. Spans end `now`, to the minute, so that the same question has the same key for a while. */
export function toJobFilter(search: JobsSearch, now: number): NonNullable<ListJobsData['query']> {
  const { range, from, to, ...rest } = search;
  if (range === undefined) {
    return {
      ...rest,
      ...(from !== undefined && { createdAfter: from }),
      ...(to !== undefined && { createdBefore: to }),
      limit: pageSize,
    };
  }
  const minuteMs = 60_000;
  const since = Math.floor((now - timeRanges[range].ms) / minuteMs) * minuteMs;
  return { ...rest, createdAfter: new Date(since).toISOString(), limit: pageSize };
}

/** Whether the list may leave jobs out. */
export function isFiltered(search: JobsSearch): boolean {
  return Object.keys(search).length > 0;
}

/** Whether a text is one of the spans. */
export function isTimeRange(text: string): text is TimeRange {
  return Object.hasOwn(timeRanges, text);
}

/** By its shape: which types there are is the server's to say, and it refuses those it does not know. */
export function isJobTypeName(text: string): text is JobTypeName {
  return /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/.test(text);
}

function readTime(value: unknown): string | undefined {
  const time = Date.parse(oneText(value) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
