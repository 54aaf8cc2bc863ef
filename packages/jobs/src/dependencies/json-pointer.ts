/** The member names of a JSON Pointer (RFC 6901); none for `''`, the whole document. */
export function pointerSegments(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether a text is a JSON Pointer: empty, or `/` and names in which `~` stands before 0 or 1 only. */
export function isPointer(text: string): boolean {
  return /^(\/([^~/]|~[01])*)*$/u.test(text);
}

/** What stands at a pointer; undefined where nothing does. */
export function readAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const segment of pointerSegments(pointer)) {
    if (!isContainer(value) || !hasMember(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
}

/**
 * The document with a value at a pointer. Objects on the way are made where nothing stands; a list takes one of its own
 * places or the one after its last.
 * @returns undefined when something else stands in the way
 */
export function writeAt(
  document: unknown,
  pointer: string,
  value: unknown,
): { document: unknown } | undefined {
  return write(document, pointerSegments(pointer), value);
}

function write(
  container: unknown,
  segments: readonly string[],
  value: unknown,
): { document: unknown } | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return { document: value };
  if (Array.isArray(container)) {
    const index = Number(segment);
    if (!INDEX.test(segment) || index > container.length) return undefined;
    const member = write(container[index], rest, value);
    return member && { document: container.toSpliced(index, 1, member.document) };
  }
  if (container !== undefined && !isContainer(container)) return undefined;
  const members = new Map(Object.entries(container ?? {}));
  const member = write(members.get(segment), rest, value);
  // fromEntries defines members: a name like __proto__ is one like any other.
  return member && { document: Object.fromEntries(members.set(segment, member.document)) };
}

const INDEX = /^(0|[1-9]\d{0,8})$/;

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function hasMember(container: object, segment: string): boolean {
  return (!Array.isArray(container) || INDEX.test(segment)) && Object.hasOwn(container, segment);
}
