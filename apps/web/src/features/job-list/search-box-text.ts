import type { JobId } from '@rota/contracts/client';
import type { JobListSearch } from './job-list-search.ts';

/** What somebody typed into the search of the jobs: a job to open, or a subject to filter by. */
export type SearchBoxText =
  | { kind: 'job'; jobId: JobId }
  | { kind: 'subject'; subject: Pick<JobListSearch, 'subjectType' | 'subjectId'> };

/** Reads `job_…`, `invoice` or `invoice:2026-0042`. */
export function readSearchBoxText(text: string): SearchBoxText {
  const trimmed = text.trim();
  if (/^job_[0-9a-hjkmnp-tv-z]{26}$/.test(trimmed)) return { kind: 'job', jobId: trimmed };
  const colon = trimmed.indexOf(':');
  const subjectType = colon < 0 ? trimmed : trimmed.slice(0, colon);
  const subjectId = colon < 0 ? '' : trimmed.slice(colon + 1).trim();
  return {
    kind: 'subject',
    subject: { subjectType: subjectType || undefined, subjectId: subjectId || undefined },
  };
}

/** Writes the subject of an address as it would be typed. */
export function writeSearchBoxText({ subjectType = '', subjectId }: JobListSearch): string {
  return subjectId === undefined ? subjectType : `${subjectType}:${subjectId}`;
}
