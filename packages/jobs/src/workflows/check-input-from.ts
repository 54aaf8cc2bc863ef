import { isPointer, pointerSegments, writeAt } from '../dependencies/json-pointer.ts';
import type { JobRequestIssue } from '../errors.ts';
import type { WorkflowNodeRequest } from './workflow-request.ts';

/**
 * Finds what is wrong with the places that a node takes outputs for: unknown nodes, texts that are no pointers, places
 * within each other, and places that the rest of the input leaves no room for.
 * @param at where the node stands in the request: `/nodes/2`
 */
export function findInputFromFaults(
  { input, inputFrom = {} }: WorkflowNodeRequest,
  { keys, at }: { keys: ReadonlySet<string>; at: string },
): JobRequestIssue[] {
  const pointers = Object.keys(inputFrom);
  return Object.entries(inputFrom).flatMap(([pointer, { node, path }]) => {
    const place = `${at}/inputFrom/${pointer.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const issues: JobRequestIssue[] = [];
    if (!keys.has(node)) issues.push({ pointer: `${place}/node`, message: 'is not the key of a node' });
    if (!isPointer(path)) issues.push({ pointer: `${place}/path`, message: 'must be a JSON Pointer' });
    const fault = findPlaceFault(pointer, { input, pointers });
    if (fault !== undefined) issues.push({ pointer: place, message: fault });
    return issues;
  });
}

function findPlaceFault(
  pointer: string,
  { input, pointers }: { input: unknown; pointers: readonly string[] },
): string | undefined {
  if (pointer === '' || !isPointer(pointer)) return 'must be a JSON Pointer to a member of the input';
  if (pointerSegments(pointer).includes('__proto__')) return 'names a member that no input has';
  if (pointers.some((other) => other !== '' && pointer.startsWith(`${other}/`)))
    return 'lies within another one';
  if (writeAt(input, pointer, null) === undefined) return 'lies where the input holds something else';
  return undefined;
}
