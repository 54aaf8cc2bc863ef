import { jobDependencies, jobs, workflows, type Transaction } from '@rota/db';
import { and, eq } from 'drizzle-orm';

/** A workflow of an organisation. Ids are uuids. */
export type WorkflowKey = { orgId: string; workflowId: string };

/** A workflow without its nodes. */
export type WorkflowRow = typeof workflows.$inferSelect;

/** Job `jobId` waits, or waited, for job `parentId`. */
export type DependencyRow = { jobId: string; parentId: string };

/** The workflow itself. */
export async function findWorkflow(
  tx: Transaction,
  { orgId, workflowId }: WorkflowKey,
): Promise<WorkflowRow | undefined> {
  const [row] = await tx
    .select()
    .from(workflows)
    .where(and(eq(workflows.orgId, orgId), eq(workflows.id, workflowId)));
  return row;
}

/** The edges of its graph. */
export function listDependencies(
  tx: Transaction,
  { orgId, workflowId }: WorkflowKey,
): Promise<DependencyRow[]> {
  return tx
    .select({ jobId: jobDependencies.jobId, parentId: jobDependencies.parentId })
    .from(jobDependencies)
    .innerJoin(jobs, eq(jobs.id, jobDependencies.jobId))
    .where(and(eq(jobs.orgId, orgId), eq(jobs.workflowId, workflowId), eq(jobDependencies.orgId, orgId)));
}
