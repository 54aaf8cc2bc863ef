/** The generator's own runtime, which it copies into every client. */
const runtimeDirectories = /^client\/gen\/(client|core)\//;

const runtimeNotice = `// @ts-nocheck The generator's runtime, copied as it is: it is written for looser compiler flags
// (no exactOptionalPropertyTypes) and for the browser's library. What it exports is typed all the same.
`;

/**
 * Makes a generated source compile under the flags of this repository.
 *
 * @param file - Its path in the package, with `/`.
 */
export function rewriteSource(file: string, source: string): string {
  const rewritten = runtimeDirectories.test(file)
    ? `${runtimeNotice}\n${source}`
    : allowUndefinedMembers(source);
  return `${rewritten.trimEnd()}\n`;
}

/**
 * Generated types say `name?: T`, which under `exactOptionalPropertyTypes` refuses `undefined`, although JSON and the
 * query serialiser leave undefined members out. Every optional member that stands on one line becomes
 * `name?: T | undefined`, so that callers need no conditional spread.
 */
function allowUndefinedMembers(source: string): string {
  return source.replaceAll(/^(\s+(?:\w+|'[^']+')\?: )(.+);$/gm, (line, head: string, type: string) =>
    type === 'never' || !isWhole(type) ? line : `${head}${type} | undefined;`,
  );
}

/** Whether the type closes every bracket that it opens, and needs none to be made a union. */
function isWhole(type: string): boolean {
  const count = (characters: RegExp): number => type.match(characters)?.length ?? 0;
  return !type.includes('=>') && count(/[({[<]/g) === count(/[)}\]>]/g);
}
