import { jobPauses, jobs, type JobStatus, type ParkedReason, type Transaction } from '@rota/db';
import { and, eq, isNull, or, sql } from 'drizzle-orm';

/** What decides what a job waits for. */
export type WaitingJob = {
  type: string;
  status: JobStatus;
  parkedReason: ParkedReason | null;
  runAt: Date | null;
  nextRetryAt: Date | null;
  /** Jobs it depends on that have not ended. */
  openParents: number;
  /** Its type is paused, or all of the organisation's work, which goes first. */
  pausedBy: 'organisation' | 'type' | null;
};

/** A job of the organisation. */
export async function findWaitingJob(
  tx: Transaction,
  { orgId, jobId }: { orgId: string; jobId: string },
): Promise<WaitingJob | undefined> {
  const [job] = await tx
    .select({
      type: jobs.type,
      status: jobs.status,
      parkedReason: jobs.parkedReason,
      runAt: jobs.runAt,
      nextRetryAt: jobs.nextRetryAt,
      openParents: jobs.openParents,
    })
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.id, jobId)));
  if (job === undefined) return undefined;
  const [pause] = await tx
    .select({ type: jobPauses.type })
    .from(jobPauses)
    .where(and(eq(jobPauses.orgId, orgId), or(isNull(jobPauses.type), eq(jobPauses.type, job.type))))
    .orderBy(sql`${jobPauses.type} nulls first`)
    .limit(1);
  return { ...job, pausedBy: pause === undefined ? null : pause.type === null ? 'organisation' : 'type' };
}
