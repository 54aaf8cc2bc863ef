import { jobCheckpoints, type Transaction } from '@rota/db';
import { and, eq, sql } from 'drizzle-orm';

import type { JobKey } from './jobs.repository.ts';

/** How far the job's work had come when it was last saved; undefined before the first time. Its handler knows the shape. */
export async function findCheckpoint(tx: Transaction, { orgId, jobId }: JobKey): Promise<unknown> {
  const [row] = await tx
    .select({ state: jobCheckpoints.state })
    .from(jobCheckpoints)
    .where(and(eq(jobCheckpoints.orgId, orgId), eq(jobCheckpoints.jobId, jobId)));
  return row?.state;
}

/** Puts the state in the place of the last one. */
export async function saveCheckpoint(
  tx: Transaction,
  { orgId, jobId, state }: JobKey & { state: unknown },
): Promise<void> {
  await tx
    .insert(jobCheckpoints)
    .values({ orgId, jobId, state })
    .onConflictDoUpdate({ target: jobCheckpoints.jobId, set: { state, updatedAt: sql`now()` } });
}
