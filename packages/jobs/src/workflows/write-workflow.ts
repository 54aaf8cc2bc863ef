import type { JobStatus } from '@rota/db';

import { insertDependencies } from '../create/wait-for-parents.ts';
import { enqueue } from '../create/enqueue.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import type { NewWorkflow } from './read-workflow.ts';

/** A workflow that was made; its nodes in the order of the request. Uuids. */
export type CreatedWorkflow = {
  id: string;
  nodes: { key: string; jobId: string; status: JobStatus }[];
};

const INSERT_WORKFLOW = `
  INSERT INTO workflows (id, org_id, created_by_kind, created_by_id) VALUES ($1, $2, $3, $4)`;

/** Writes the graph, its jobs and the messages of those that wait for nobody, in the caller's transaction. */
export async function writeWorkflow(
  executor: SqlExecutor,
  { queue, workflow }: { queue: JobQueue; workflow: NewWorkflow },
): Promise<CreatedWorkflow> {
  const { id, request, jobs, edges } = workflow;
  const { orgId, createdBy } = request;
  await executor.executeSql(INSERT_WORKFLOW, [id, orgId, createdBy.kind, createdBy.id]);
  const written = await enqueue(executor, { queue, jobs });
  // They have no unique keys: nothing may be in their way.
  if (written.size < jobs.length) throw new Error(`${id} lacks ${jobs.length - written.size} jobs`);
  await insertDependencies(executor, edges);
  return { id, nodes: jobs.map((job) => ({ key: job.nodeKey ?? '', jobId: job.id, status: job.status })) };
}
