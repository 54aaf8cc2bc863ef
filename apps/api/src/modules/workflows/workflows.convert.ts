import type { Input, Workflow, WorkflowNode } from '@rota/contracts/server';
import { encodeId } from '@rota/db';
import { toPublicCreator, type WorkflowRequest } from '@rota/jobs';

import type { Principal } from '../../http/principal.ts';
import { toTimestamp } from '../../http/timestamp.ts';
import { toJobResponse, type JobRow } from '../jobs/index.ts';
import type { DependencyRow } from './workflows.repository.ts';
import type { WorkflowGraph } from './workflows.service.ts';

const NO_PARTS = { input: false, output: false };

/** A create request in the engine's words. Who creates comes from the credential. */
export function fromCreateWorkflowRequest(
  { nodes }: Input<'createWorkflow'>['body'],
  { orgId, principal }: { orgId: string; principal: Principal },
): WorkflowRequest {
  return { orgId, createdBy: { kind: principal.kind, id: principal.id }, nodes };
}

/** A graph in the contract's words. */
export function toWorkflowResponse({
  workflow,
  status,
  finishedAt,
  jobs,
  dependencies,
}: WorkflowGraph): Workflow {
  const keys = new Map(jobs.map(({ id, nodeKey }) => [id, nodeKey ?? '']));
  const parents = Map.groupBy(dependencies, ({ jobId }) => jobId);
  return {
    id: encodeId('wfl', workflow.id),
    orgId: encodeId('org', workflow.orgId),
    status,
    nodes: jobs.map((job) => toNode(job, { keys, parents: parents.get(job.id) ?? [] })),
    createdBy: toPublicCreator({ kind: workflow.createdByKind, id: workflow.createdById }),
    createdAt: workflow.createdAt.toISOString(),
    finishedAt: toTimestamp(finishedAt),
  };
}

function toNode(
  job: JobRow,
  { keys, parents }: { keys: ReadonlyMap<string, string>; parents: readonly DependencyRow[] },
): WorkflowNode {
  // A job that was pruned has left its place in the graph.
  const sources = Object.entries(job.inputFrom ?? {}).flatMap(([pointer, { jobId, path }]) => {
    const node = keys.get(jobId);
    return node === undefined ? [] : [[pointer, { node, path }] as const];
  });
  return {
    key: job.nodeKey ?? '',
    dependsOn: parents.flatMap(({ parentId }) => keys.get(parentId) ?? []),
    inputFrom: job.inputFrom === null ? null : Object.fromEntries(sources),
    onParentFailure: job.onParentFailure,
    job: toJobResponse(job, NO_PARTS),
  };
}
