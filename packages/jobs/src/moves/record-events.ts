import type { JobChange } from '../notifications.ts';
import type { SqlExecutor } from '../sql-executor.ts';

const TELL = `
  INSERT INTO job_events (org_id, job_ids)
  SELECT org_id, array_agg(job_id) FROM unnest($1::uuid[], $2::uuid[]) AS moved (org_id, job_id) GROUP BY org_id`;

/** Notes that jobs have changed, for streams that come back. */
export async function recordEvents(executor: SqlExecutor, changes: readonly JobChange[]): Promise<void> {
  if (changes.length === 0) return;
  await executor.executeSql(TELL, [changes.map(({ orgId }) => orgId), changes.map(({ jobId }) => jobId)]);
}
