import type { Transaction } from '@rota/db';
import type { OrganisationDatabase } from '@rota/jobs';

import { saveCheckpoint } from '../jobs/index.ts';
import type { RetryPosition } from './retry-position.ts';

/** The job that runs dead letters again, and its organisation's database. Ids are uuids. */
export type RetryingJob = { orgId: string; jobId: string; db: OrganisationDatabase };

/** Saves how far the retrying job has come, in a transaction of its own. */
export function savePosition(job: RetryingJob, position: RetryPosition): Promise<void> {
  return job.db.transaction((tx) => savePositionIn(tx, { ...job, position }));
}

/** Saves it in the transaction that has come so far. */
export function savePositionIn(
  tx: Transaction,
  { orgId, jobId, position }: Omit<RetryingJob, 'db'> & { position: RetryPosition },
): Promise<void> {
  return saveCheckpoint(tx, { orgId, jobId, state: position });
}
