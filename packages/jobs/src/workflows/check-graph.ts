import type { JobRequestIssue } from '../errors.ts';
import { limits } from '../limits.ts';
import { findCircle } from './find-circle.ts';
import { parentKeys, type WorkflowRequest } from './workflow-request.ts';

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Finds what is wrong with the shape of a graph: its keys, what they refer to, and whether it has a circle. */
export function findGraphFaults({ nodes }: WorkflowRequest): JobRequestIssue[] {
  if (nodes.length < 1 || nodes.length > limits.workflowNodes) {
    return [{ pointer: '/nodes', message: `must be of 1 to ${limits.workflowNodes} nodes` }];
  }
  const issues = [...findKeyFaults(nodes), ...findReferenceFaults(nodes)];
  const circle = findCircle(new Map(nodes.map((node) => [node.key, parentKeys(node)])));
  if (circle === undefined) return issues;
  const index = nodes.findIndex(({ key }) => key === circle[0]);
  const round = [...circle, circle[0]].join(' → ');
  return [
    ...issues,
    { pointer: `/nodes/${index}/dependsOn`, message: `waits for itself in the end: ${round}` },
  ];
}

function findKeyFaults(nodes: WorkflowRequest['nodes']): JobRequestIssue[] {
  const seen = new Set<string>();
  return nodes.flatMap(({ key }, index) => {
    const pointer = `/nodes/${index}/key`;
    if (!KEY.test(key))
      return [{ pointer, message: 'must be of 1 to 64 letters, digits, dots, underscores and dashes' }];
    if (seen.has(key)) return [{ pointer, message: 'is the key of another node' }];
    seen.add(key);
    return [];
  });
}

function findReferenceFaults(nodes: WorkflowRequest['nodes']): JobRequestIssue[] {
  const dependents = new Map(nodes.map(({ key }) => [key, 0]));
  const issues: JobRequestIssue[] = [];
  for (const [index, node] of nodes.entries()) {
    for (const [place, key] of (node.dependsOn ?? []).entries()) {
      const pointer = `/nodes/${index}/dependsOn/${place}`;
      if (!dependents.has(key)) issues.push({ pointer, message: 'is not the key of a node' });
      else if (node.dependsOn?.indexOf(key) !== place) issues.push({ pointer, message: 'is named before' });
    }
    for (const key of parentKeys(node)) dependents.set(key, (dependents.get(key) ?? 0) + 1);
  }
  for (const [index, { key }] of nodes.entries()) {
    if ((dependents.get(key) ?? 0) <= limits.dependents) continue;
    issues.push({
      pointer: `/nodes/${index}`,
      message: `may have at most ${limits.dependents} nodes wait for it`,
    });
  }
  return issues;
}
