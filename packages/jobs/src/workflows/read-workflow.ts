import { newId } from '@rota/db';

import type { NewJob } from '../create/enqueue.ts';
import { JobRequestError, type JobRequestIssue } from '../errors.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { requireHandler, toJobTemplate, toNewJob } from '../create/to-new-job.ts';
import { readJobInput } from '../create/check-job-request.ts';
import { findGraphFaults } from './check-graph.ts';
import { findInputFromFaults } from './check-input-from.ts';
import { parentKeys, type WorkflowNodeRequest, type WorkflowRequest } from './workflow-request.ts';

/** A checked graph, ready to be written. */
export type NewWorkflow = {
  id: string;
  request: WorkflowRequest;
  /** In the order of the request. */
  jobs: NewJob[];
  edges: { jobId: string; parentId: string }[];
};

type ReadDeps = { registry: Pick<JobHandlerRegistry, 'findUserJob'>; now: Date };

/**
 * Checks a graph as a whole and gives each node its job.
 * @throws JobRequestError `workflow.invalid` with every fault at once
 */
export async function readWorkflow(request: WorkflowRequest, deps: ReadDeps): Promise<NewWorkflow> {
  const issues = findGraphFaults(request);
  const keys = new Set(request.nodes.map(({ key }) => key));
  const jobs: NewJob[] = [];
  for (const [index, node] of request.nodes.entries()) {
    const at = `/nodes/${index}`;
    issues.push(...findInputFromFaults(node, { keys, at }));
    const read = await readNode(node, { ...deps, request, at });
    if ('issues' in read) issues.push(...read.issues);
    else jobs.push(read.job);
  }
  if (issues.length > 0) {
    throw new JobRequestError('workflow.invalid', 'The workflow cannot be made.', issues);
  }
  return connect(request, jobs);
}

async function readNode(
  node: WorkflowNodeRequest,
  { registry, now, request, at }: ReadDeps & { request: WorkflowRequest; at: string },
): Promise<{ job: NewJob } | { issues: JobRequestIssue[] }> {
  try {
    const handler = requireHandler(registry, node.type);
    const read = await readJobInput(node.input, { contract: handler.contract, pointer: `${at}/input` });
    const issues = 'issues' in read ? read.issues.filter((issue) => !mayBeMended(issue, { node, at })) : [];
    if (issues.length > 0) return { issues };
    const { orgId, createdBy } = request;
    const { type, onParentFailure } = node;
    const template = toJobTemplate({ orgId, type, createdBy, onParentFailure }, { handler, now });
    return { job: toNewJob(template, 'value' in read ? read.value : node.input) };
  } catch (error) {
    if (!(error instanceof JobRequestError)) throw error;
    return { issues: error.issues.map((issue) => ({ ...issue, pointer: `${at}${issue.pointer}` })) };
  }
}

/** A fault that lies on the way to a place whose value is still to come says nothing yet. */
function mayBeMended(
  { pointer }: JobRequestIssue,
  { node, at }: { node: WorkflowNodeRequest; at: string },
): boolean {
  const fault = `${pointer.slice(`${at}/input`.length)}/`;
  return Object.keys(node.inputFrom ?? {}).some(
    (place) => `${place}/`.startsWith(fault) || fault.startsWith(`${place}/`),
  );
}

function connect(request: WorkflowRequest, jobs: readonly NewJob[]): NewWorkflow {
  const id = newId();
  const jobIds = new Map(request.nodes.map(({ key }, index) => [key, jobs[index]?.id ?? '']));
  const parents = request.nodes.map((node) => parentKeys(node).map((key) => jobIds.get(key) ?? ''));
  const awaited = new Set(parents.flat());
  const nodes = jobs.map((job, index): NewJob => {
    const node = request.nodes[index];
    const openParents = parents[index]?.length ?? 0;
    return {
      ...job,
      workflowId: id,
      nodeKey: node?.key ?? null,
      inputFrom: toJobSources(node?.inputFrom, jobIds),
      hasDependents: awaited.has(job.id),
      ...(openParents === 0 ? {} : { status: 'blocked', messageId: null, openParents }),
    };
  });
  const edges = nodes.flatMap(({ id: jobId }, index) =>
    (parents[index] ?? []).map((parentId) => ({ jobId, parentId })),
  );
  return { id, request, jobs: nodes, edges };
}

function toJobSources(
  inputFrom: WorkflowNodeRequest['inputFrom'],
  jobIds: ReadonlyMap<string, string>,
): NonNullable<NewJob['inputFrom']> | null {
  if (inputFrom === undefined || Object.keys(inputFrom).length === 0) return null;
  return Object.fromEntries(
    Object.entries(inputFrom).map(([pointer, { node, path }]) => [
      pointer,
      { jobId: jobIds.get(node) ?? '', path },
    ]),
  );
}
