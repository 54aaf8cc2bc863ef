import { batches, endedJobStatuses, jobDependencies, jobs, newId, workflows, type JobStatus } from '@rota/db';
import type { TestDatabase } from '@rota/db/testing';
import { inArray } from 'drizzle-orm';
import fc from 'fast-check';

/** A job of a forest; numbers point to things that come earlier, or to none. */
type Node = {
  status: JobStatus;
  /** Past every retention; young ones are past none. */
  old: boolean;
  isBatch: boolean;
  batch: number;
  parents: number[];
  replayOf: number;
  workflow: number;
};

/** Any forest of jobs: batches, edges, replays and graphs, of any status and age, as the engine could have left them. */
export const forests = fc.array(
  fc.record<Node>({
    status: fc.constantFrom<JobStatus>(
      'completed',
      'failed',
      'cancelled',
      'pending',
      'processing',
      'blocked',
    ),
    old: fc.boolean(),
    isBatch: fc.boolean(),
    batch: fc.nat(12),
    parents: fc.array(fc.nat(12), { maxLength: 3 }),
    replayOf: fc.nat(12),
    workflow: fc.nat(6),
  }),
  { minLength: 1, maxLength: 12 },
);

/** A row of a forest as the test looks at it. */
export type Tree = Pick<
  typeof jobs.$inferSelect,
  'id' | 'type' | 'status' | 'batchId' | 'workflowId' | 'replayOf'
> & {
  old: boolean;
  parentIds: string[];
};

const OLD = new Date(Date.now() - 400 * 86_400_000);
const YOUNG = new Date(Date.now() - 3_600_000);
const WORKFLOWS = 2;

export const isLive = ({ status }: Pick<Tree, 'status'>) =>
  !endedJobStatuses.some((ended) => ended === status);

/** Writes a forest into an organisation. */
export async function plant(
  { owner }: TestDatabase,
  { orgId, nodes }: { orgId: string; nodes: readonly Node[] },
): Promise<Tree[]> {
  const workflowIds = Array.from({ length: WORKFLOWS }, () => newId());
  const trees: Tree[] = [];
  for (const node of nodes) trees.push(toTree(node, { trees, workflowIds }));
  await owner
    .insert(workflows)
    .values(workflowIds.map((id) => ({ id, orgId, createdByKind: 'system' as const })));
  await owner.insert(jobs).values(trees.map((tree) => toRow(tree, orgId)));
  const parents = trees.filter(({ type }) => type === 'batch');
  if (parents.length > 0) {
    const counts = { orgId, type: 'demo:run', failurePolicy: 'any', total: 1, pending: 1 } as const;
    await owner.insert(batches).values(parents.map(({ id }) => ({ ...counts, id })));
  }
  const edges = trees.flatMap(({ id, parentIds }) =>
    parentIds.map((parentId) => ({ orgId, jobId: id, parentId })),
  );
  if (edges.length > 0) await owner.insert(jobDependencies).values(edges);
  await owner.delete(workflows).where(
    inArray(
      workflows.id,
      workflowIds.filter((id) => trees.every((tree) => tree.workflowId !== id)),
    ),
  );
  return trees;
}

function toTree(node: Node, { trees, workflowIds }: { trees: readonly Tree[]; workflowIds: string[] }): Tree {
  const batch = trees[node.batch];
  const parent = !node.isBatch && batch?.type === 'batch' ? batch : undefined;
  // A batch's parent is never pending, and ends with its last child.
  const mustEnd = parent !== undefined && !isLive(parent);
  const status =
    node.isBatch && isLive(node) ? 'processing' : mustEnd && isLive(node) ? 'completed' : node.status;
  return {
    id: newId(),
    type: node.isBatch ? 'batch' : 'demo:run',
    status,
    old: node.old,
    batchId: parent?.id ?? null,
    workflowId: workflowIds[node.workflow] ?? null,
    replayOf: trees[node.replayOf]?.id ?? null,
    parentIds: [...new Set(node.parents.flatMap((index) => trees[index]?.id ?? []))],
  };
}

function toRow({ old, parentIds: _edges, ...tree }: Tree, orgId: string): typeof jobs.$inferInsert {
  const at = old ? OLD : YOUNG;
  const hasMessage = ['pending', 'processing'].includes(tree.status) && tree.type !== 'batch';
  return {
    ...tree,
    orgId,
    input: tree.type === 'batch' ? null : {},
    retry: { strategy: 'fixed', baseSeconds: 5, maxSeconds: 5, delaysSeconds: [], jitter: 0 },
    createdByKind: 'system',
    startedAt: at,
    finishedAt: isLive(tree) ? null : at,
    messageId: hasMessage ? newId() : null,
    openParents: tree.status === 'blocked' ? 1 : 0,
    error: tree.status === 'failed' ? { code: 'failed', message: 'It failed', attempt: 1 } : null,
  };
}
