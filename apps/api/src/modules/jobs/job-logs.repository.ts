import { jobLogs, type Transaction } from '@rota/db';
import { and, asc, eq, max, sql } from 'drizzle-orm';

import type { JobKey } from './jobs.repository.ts';

/** A line of a job's log. */
export type JobLogRow = typeof jobLogs.$inferSelect;

/** Lines after the one with id `afterId`, oldest first. */
export function listJobLogs(
  tx: Transaction,
  { orgId, jobId, afterId, limit }: JobKey & { afterId: number; limit: number },
): Promise<JobLogRow[]> {
  return tx
    .select()
    .from(jobLogs)
    .where(and(eq(jobLogs.orgId, orgId), eq(jobLogs.jobId, jobId), sql`${jobLogs.id} > ${afterId}`))
    .orderBy(asc(jobLogs.id))
    .limit(limit);
}

/** The id of the job's last line; 0 when it has none. */
export async function findLastLogId(tx: Transaction, { orgId, jobId }: JobKey): Promise<number> {
  const [row] = await tx
    .select({ id: max(jobLogs.id) })
    .from(jobLogs)
    .where(and(eq(jobLogs.orgId, orgId), eq(jobLogs.jobId, jobId)));
  return row?.id ?? 0;
}
