import type { JobError, JobRunOutcome } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';

/** A run, with where in the program its error was thrown; the one under way has no end yet. */
export type SystemJobRun = {
  run: number;
  attempt: number;
  workerId: string;
  startedAt: Date;
  endedAt: Date | null;
  outcome: JobRunOutcome | null;
  error: JobError | null;
  stack: string | null;
};

/** The one under way is on the job's own row. */
const LIST_RUNS = `
  SELECT run, attempt, worker_id AS "workerId", started_at AS "startedAt", ended_at AS "endedAt", outcome, error,
    error_stack AS stack
  FROM job_runs WHERE job_id = $1 AND run < $2
  UNION ALL
  SELECT run, attempt, worker_id, started_at, NULL, NULL, NULL, NULL
  FROM jobs WHERE id = $1 AND run < $2 AND status = 'processing' AND type <> 'batch'
  ORDER BY run DESC
  LIMIT $3`;

const FIND_JOB = 'SELECT FROM jobs WHERE id = $1';
const RUN_MAX = 2_147_483_647;

/**
 * The runs of a job of whichever organisation, newest first, before run `page.after`; one more than `page.limit`. For
 * operators, and nobody who acts for an organisation.
 * @returns undefined when there is no such job
 */
export async function listJobRunsAcrossOrgs(
  pool: Pool,
  { jobId, page }: { jobId: string; page: { limit: number; after: string | null } },
): Promise<SystemJobRun[] | undefined> {
  const executor = onConnection(pool);
  const before = Math.min(RUN_MAX, Number(page.after ?? RUN_MAX));
  const { rows } = await executor.executeSql<SystemJobRun>(LIST_RUNS, [jobId, before, page.limit + 1]);
  if (rows.length > 0) return rows;
  const { rows: found } = await executor.executeSql(FIND_JOB, [jobId]);
  return found.length > 0 ? [] : undefined;
}
