import { isDeepStrictEqual } from 'node:util';

/** One step of a JSON Patch (RFC 6902). */
export type PatchStep = {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  path: string;
  from?: string | undefined;
  value?: unknown;
};

/** A document does not take a patch; the message says at which step, and why. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/**
 * The document with the patch applied to it; the one handed in stays as it is.
 * @throws PatchError when a step finds no place, or a test fails: then nothing of the patch counts
 */
export function applyPatch(document: unknown, steps: readonly PatchStep[]): unknown {
  // Under a root of its own, so that the whole document is a member like any other.
  const root: Record<string, unknown> = { document: structuredClone(document) };
  for (const [index, step] of steps.entries()) {
    try {
      applyStep(root, step);
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      throw new PatchError(`Step ${index + 1} (${step.op} ${step.path}): ${error.message}`);
    }
  }
  return root['document'];
}

function applyStep(root: Record<string, unknown>, { op, path, from, value }: PatchStep): void {
  switch (op) {
    case 'add':
      return add(root, path, structuredClone(requireValue(value)));
    case 'remove':
      return void remove(root, path);
    case 'replace':
      read(root, path);
      return replace(root, path, structuredClone(requireValue(value)));
    case 'move': {
      const source = requireFrom(from);
      if (path.startsWith(`${source}/`)) throw new PatchError('a value cannot be moved into itself');
      return add(root, path, remove(root, source));
    }
    case 'copy':
      return add(root, path, structuredClone(read(root, requireFrom(from))));
    case 'test':
      if (!isDeepStrictEqual(read(root, path), requireValue(value)))
        throw new PatchError('the value is another');
  }
}

function requireValue(value: unknown): unknown {
  if (value === undefined) throw new PatchError('value is missing');
  return value;
}

function requireFrom(from: string | undefined): string {
  if (from === undefined) throw new PatchError('from is missing');
  return from;
}

type Container = Record<string, unknown> | unknown[];

/** Where a pointer leads: a container, and what it is called in there. */
function locate(root: Record<string, unknown>, pointer: string): { parent: Container; key: string } {
  if (pointer !== '' && !pointer.startsWith('/')) throw new PatchError('a pointer begins with /');
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path = ['document', ...names];
  let parent: Container = root;
  for (const name of path.slice(0, -1)) {
    const next = readMember(parent, name);
    if (typeof next !== 'object' || next === null) throw new PatchError('there is no such place');
    parent = next as Container;
  }
  return { parent, key: path.at(-1) ?? 'document' };
}

function read(root: Record<string, unknown>, pointer: string): unknown {
  const { parent, key } = locate(root, pointer);
  return readMember(parent, key);
}

function readMember(parent: Container, key: string): unknown {
  if (Array.isArray(parent)) return parent[toIndex(key, parent.length - 1)];
  if (!Object.hasOwn(parent, key)) throw new PatchError('there is no such member');
  return parent[key];
}

function add(root: Record<string, unknown>, pointer: string, value: unknown): void {
  const { parent, key } = locate(root, pointer);
  if (!Array.isArray(parent)) return setMember(parent, key, value);
  parent.splice(key === '-' ? parent.length : toIndex(key, parent.length), 0, value);
}

function replace(root: Record<string, unknown>, pointer: string, value: unknown): void {
  const { parent, key } = locate(root, pointer);
  if (Array.isArray(parent)) parent[toIndex(key, parent.length - 1)] = value;
  else setMember(parent, key, value);
}

function remove(root: Record<string, unknown>, pointer: string): unknown {
  if (pointer === '') throw new PatchError('the whole document cannot be removed');
  const { parent, key } = locate(root, pointer);
  const value = readMember(parent, key);
  if (Array.isArray(parent)) parent.splice(toIndex(key, parent.length - 1), 1);
  else delete parent[key];
  return value;
}

/** A member of its own, whatever it is called: `__proto__` by assignment would be the prototype. */
function setMember(parent: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

function toIndex(key: string, max: number): number {
  const index = /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN;
  if (!(index <= max)) throw new PatchError('there is no such element');
  return index;
}
