/**
 * Looks for a circle in a graph.
 * @param parents what each node waits for; names that are no nodes are passed over
 * @returns the nodes of one circle, each waiting for the one after it; undefined when there is none
 */
export function findCircle(parents: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const left = new Map(parents);
  // Nodes that wait for nobody that is left are in no circle; what remains in the end all waits for something that remains.
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [node, waitsFor] of left) if (!waitsFor.some((parent) => left.has(parent))) left.delete(node);
  }
  const [first] = left.keys();
  if (first === undefined) return undefined;
  const path: string[] = [];
  for (let node: string | undefined = first; node !== undefined && !path.includes(node);) {
    path.push(node);
    node = left.get(node)?.find((parent) => left.has(parent));
    if (node !== undefined && path.includes(node)) return path.slice(path.indexOf(node));
  }
  return undefined;
}
