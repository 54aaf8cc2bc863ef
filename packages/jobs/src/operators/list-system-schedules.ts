import type { SystemRunOutcome } from '@rota/db';
import type { Pool } from 'pg';

import { onConnection } from '../engine-transaction.ts';
import type { JobQueue, QueueSchedule } from '../queue/job-queue.ts';

/** The last time a system job ran; under way it has no end yet. `error` is for operators. */
export type SystemRun = {
  startedAt: Date;
  endedAt: Date | null;
  outcome: SystemRunOutcome | null;
  error: { message: string } | null;
  workerId: string;
};

/** A system job that runs by the clock. */
export type SystemSchedule = QueueSchedule & { lastRun: SystemRun | null };

const FIND_LAST_RUNS = `
  SELECT t.type, r.started_at AS "startedAt", r.ended_at AS "endedAt", r.outcome, r.error, r.worker_id AS "workerId"
  FROM unnest($1::text[]) AS t (type)
  CROSS JOIN LATERAL (SELECT * FROM system_runs r WHERE r.type = t.type ORDER BY r.id DESC LIMIT 1) r`;

/** Every schedule of this installation by name, with the last run of its job: null before the first. For operators. */
export async function listSystemSchedules({
  pool,
  queue,
}: {
  pool: Pool;
  queue: Pick<JobQueue, 'listSchedules'>;
}): Promise<SystemSchedule[]> {
  const schedules = await queue.listSchedules();
  const names = schedules.map(({ name }) => name);
  const { rows } = await onConnection(pool).executeSql<SystemRun & { type: string }>(FIND_LAST_RUNS, [names]);
  const lastRuns = new Map(rows.map(({ type, ...run }) => [type, run]));
  return schedules
    .map((schedule) => ({ ...schedule, lastRun: lastRuns.get(schedule.name) ?? null }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
