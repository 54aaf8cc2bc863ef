import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A fenced block under a path that stands alone on its line: a file as a page wants it. */
export interface FileBlock {
  /** Relative to the root. */
  path: string;
  /** The file as it is to be, or hunks that say what to change in it. */
  kind: 'content' | 'change';
  text: string;
}

/** The text of a page, by its path from the root. */
export function readPage(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The files that a page has its reader write or change, in its order. */
export function fileBlocksIn(page: string): FileBlock[] {
  return Array.from(
    page.matchAll(/^`([^`\n]+)`\n\n```(\w+)\n(.*?)^```$/gms),
    ([, path = '', language, text = '']) => ({
      path,
      kind: language === 'diff' ? 'change' : 'content',
      text,
    }),
  );
}

/**
 * Does what a reader does with a block.
 *
 * @param root of the tree that is changed
 * @throws Error when a change does not fit the file: it has to name lines that are there once
 */
export function follow(root: string, block: FileBlock): void {
  const file = join(root, block.path);
  mkdirSync(dirname(file), { recursive: true });
  if (block.kind === 'content') writeFileSync(file, block.text);
  else writeFileSync(file, applyHunks(readFileSync(file, 'utf8'), block));
}

/** Hunks are parted by `@@`; their lines begin with `+`, `-` or a space. */
function applyHunks(source: string, { path, text }: FileBlock): string {
  return text.split(/^@@\n/m).reduce((changed, hunk) => {
    const lines = hunk.split('\n').slice(0, -1);
    const linesWithout = (sign: '+' | '-') =>
      lines.filter((line) => !line.startsWith(sign)).map((line) => `${line.slice(1)}\n`);
    const [before, after] = [linesWithout('+').join(''), linesWithout('-').join('')];
    const [head = '', tail, ...more] = `\n${changed}`.split(`\n${before}`);
    if (tail === undefined || more.length > 0)
      throw new Error(`${path} does not hold these lines once:\n${before}`);
    return `${head}\n${after}${tail}`.slice(1);
  }, source);
}
