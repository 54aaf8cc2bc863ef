import type { JobStatus } from '@rota/db';

import type { MoveDeps } from '../moves/move-jobs.ts';
import { onConnection } from '../engine-transaction.ts';

/** Jobs of one organisation; uuids. A thousand or so in one call: it is one transaction. */
export type JobSet = { orgId: string; jobIds: readonly string[] };

const FIND_STATUSES = 'SELECT id, status FROM jobs WHERE org_id = $1 AND id = ANY ($2::uuid[])';

/** The statuses of jobs by their ids; what is missing, or another organisation's, is left out. */
export async function findStatuses(
  { pool }: Pick<MoveDeps, 'pool'>,
  { orgId, jobIds }: JobSet,
): Promise<Map<string, JobStatus>> {
  const { rows } = await onConnection(pool).executeSql<{ id: string; status: JobStatus }>(FIND_STATUSES, [
    orgId,
    jobIds,
  ]);
  return new Map(rows.map(({ id, status }) => [id, status]));
}
