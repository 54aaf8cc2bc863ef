import type { JobStatus } from '@rota/db';

import { findStatuses, type JobSet } from './job-set.ts';
import type { MoveDeps } from '../moves/move-jobs.ts';
import { onConnection } from '../engine-transaction.ts';

const RESOLVE = `
  WITH locked AS (
    SELECT id FROM jobs
    WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND dead_lettered_at IS NOT NULL AND resolved_at IS NULL
    ORDER BY id
    FOR NO KEY UPDATE
  ), moved AS (
    UPDATE jobs j SET resolved_at = now(), resolved_note = $3, updated_at = now()
    FROM locked l WHERE j.id = l.id
    RETURNING j.id, j.org_id
  ), told AS (
    INSERT INTO job_events (org_id, job_ids) SELECT org_id, array_agg(id) FROM moved GROUP BY org_id
  )
  SELECT id AS "jobId", org_id AS "orgId" FROM moved`;

/**
 * Marks dead letters as dealt with: they are no longer counted or listed as open. One that is resolved keeps its time
 * and note.
 * @returns the status of each job and which were resolved by this call; one that is missing is left out
 */
export async function resolveJobs(
  deps: MoveDeps,
  { orgId, jobIds, note }: JobSet & { note: string | null },
): Promise<{ statuses: Map<string, JobStatus>; resolved: Set<string> }> {
  const { rows } = await onConnection(deps.pool).executeSql<{ jobId: string; orgId: string }>(RESOLVE, [
    orgId,
    jobIds,
    note,
  ]);
  deps.notifier.changed(rows);
  return {
    statuses: await findStatuses(deps, { orgId, jobIds }),
    resolved: new Set(rows.map(({ jobId }) => jobId)),
  };
}
