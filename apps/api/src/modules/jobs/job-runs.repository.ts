import {
  jobRuns,
  jobs,
  type JobError,
  type JobRunOutcome,
  type PageRequest,
  type Transaction,
} from '@rota/db';
import { and, desc, eq, lt, ne, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';

import type { JobKey } from './jobs.repository.ts';

/** A run as the organisation may see it: without the stack, which is for operators. Under way it has no end yet. */
export type JobRunRow = {
  run: number;
  attempt: number;
  workerId: string;
  startedAt: Date;
  endedAt: Date | null;
  outcome: JobRunOutcome | null;
  error: JobError | null;
};

const runColumns = {
  run: jobRuns.run,
  attempt: jobRuns.attempt,
  workerId: jobRuns.workerId,
  startedAt: jobRuns.startedAt,
  endedAt: sql<Date | null>`${jobRuns.endedAt}`.mapWith(jobRuns.endedAt),
  outcome: sql<JobRunOutcome | null>`${jobRuns.outcome}`,
  error: jobRuns.error,
};
const runUnderWayColumns = {
  run: jobs.run,
  attempt: jobs.attempt,
  workerId: sql<string>`${jobs.workerId}`,
  startedAt: sql<Date>`${jobs.startedAt}`.mapWith(jobRuns.startedAt),
  endedAt: sql<Date | null>`null::timestamptz`.mapWith(jobRuns.endedAt),
  outcome: sql<JobRunOutcome | null>`null::text`,
  error: sql<JobError | null>`null::jsonb`,
};

/** The job's runs before run `page.after`, newest first, the one under way among them; one more than `page.limit`. */
export function listJobRuns(
  tx: Transaction,
  { orgId, jobId, page }: JobKey & { page: PageRequest },
): Promise<JobRunRow[]> {
  const before = page.after === null ? undefined : Number(page.after);
  const ended = tx
    .select(runColumns)
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.orgId, orgId),
        eq(jobRuns.jobId, jobId),
        before === undefined ? undefined : lt(jobRuns.run, before),
      ),
    );
  const underWay = tx
    .select(runUnderWayColumns)
    .from(jobs)
    .where(
      and(
        eq(jobs.orgId, orgId),
        eq(jobs.id, jobId),
        eq(jobs.status, 'processing'),
        ne(jobs.type, 'batch'),
        before === undefined ? undefined : lt(jobs.run, before),
      ),
    );
  return unionAll(ended, underWay)
    .orderBy(desc(sql`run`))
    .limit(page.limit + 1);
}
