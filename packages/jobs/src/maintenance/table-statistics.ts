import type { Pool } from 'pg';

import type { JobQueue } from '../queue/job-queue.ts';

/** Keeps the server's statistics from growing old while jobs are made in masses. */
export type TableStatistics = {
  /** So many jobs were written just now. When they are many, the tables are analysed, in the background. */
  countCreated(jobs: number): void;
};

/** Below this the plans of old statistics do no harm. */
const CREATED_MIN = 5_000;
/** Of a large table a larger part has to be new before its statistics are wrong. */
const CREATED_SHARE = 0.2;
/** What was written longer ago the server's own autovacuum has seen. */
const WINDOW_MS = 60_000;

/**
 * Autovacuum looks at a table once a minute. In that time a hundred thousand jobs can be made, and with statistics that
 * know of none, taking the next few of them costs as much as reading all: 340 ms against 9.
 */
export function createTableStatistics({
  pool,
  queue,
  nowMs,
  onError,
}: {
  /** The engine role's. */
  pool: Pool;
  queue: Pick<JobQueue, 'analyse'>;
  /** Monotonic. */
  nowMs(): number;
  /** Told of an analysis that failed: the next one is tried after as many jobs again. */
  onError(error: unknown): void;
}): TableStatistics {
  let created = 0;
  let createdMax = CREATED_MIN;
  let windowEndMs = 0;
  let isAnalysing = false;

  async function analyse(): Promise<void> {
    await queue.analyse();
    const { rows } = await pool.query<{ jobs: number | null }>('SELECT analyse_jobs() AS jobs');
    createdMax = Math.max(CREATED_MIN, (rows[0]?.jobs ?? 0) * CREATED_SHARE);
  }

  return {
    countCreated(jobs) {
      if (nowMs() >= windowEndMs) {
        created = 0;
        windowEndMs = nowMs() + WINDOW_MS;
      }
      created += jobs;
      if (created < createdMax || isAnalysing) return;
      created = 0;
      isAnalysing = true;
      void analyse()
        .catch(onError)
        .finally(() => {
          isAnalysing = false;
        });
    },
  };
}
