import type { ParentFailureEffect } from '@rota/db';

import type { JobCreator } from '../create/created-by.ts';

/** A graph of jobs to be made at once. Ids are uuids. */
export type WorkflowRequest = {
  orgId: string;
  createdBy: JobCreator;
  /** 1 to 1,000. */
  nodes: readonly WorkflowNodeRequest[];
};

/** One job of the graph. */
export type WorkflowNodeRequest = {
  /** Its name in the graph: 1 to 64 letters, digits, `.`, `_`, `-`; the first a letter or a digit. */
  key: string;
  type: string;
  /** What is known of it; with `inputFrom` it need not be whole. */
  input: unknown;
  /** JSON pointer into the input → what stands there once that node has completed. It waits for each node it names. */
  inputFrom?: Readonly<Record<string, OutputSource>> | undefined;
  /** Keys of the nodes that it waits for. */
  dependsOn?: readonly string[] | undefined;
  /** What becomes of it when a node that it waits for does not complete. Default `fail`. */
  onParentFailure?: ParentFailureEffect | undefined;
};

/** A place in the output of another node. */
export type OutputSource = {
  /** Its key. */
  node: string;
  /** JSON pointer; `''` for all of it. */
  path: string;
};

/** The nodes that a node waits for, each once: those it names and those it takes from. */
export function parentKeys({ dependsOn = [], inputFrom = {} }: WorkflowNodeRequest): string[] {
  return [...new Set([...dependsOn, ...Object.values(inputFrom).map(({ node }) => node)])];
}
