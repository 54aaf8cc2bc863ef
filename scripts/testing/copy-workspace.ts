import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** What is no source: history, installed packages, build output, data. */
const NO_SOURCE = new Set(['.git', 'node_modules', 'dist', '.turbo', '.rota', 'coverage']);

/** A copy of the working tree that commands may change. */
export interface WorkspaceCopy {
  root: string;
  /** Paths whose content is not what was copied, new ones included, sorted. */
  changedFiles(): string[];
  /** Gives a file the content that was copied. */
  restore(path: string): void;
}

/**
 * Copies the sources and installs nothing: packages of the registry are linked from here, those of the workspace
 * from the copy.
 */
export function copyWorkspace(): WorkspaceCopy {
  const root = mkdtempSync(join(tmpdir(), 'rota-workspace-'));
  cpSync(ROOT, root, { recursive: true, filter: (source) => !NO_SOURCE.has(basename(source)) });
  const copied = readSources(root);
  for (const folder of globSync('{.,apps/*,packages/*}/node_modules', { cwd: ROOT }))
    linkPackages(folder, root);

  return {
    root,
    changedFiles: () =>
      [...readSources(root)].flatMap(([path, text]) => (copied.get(path) === text ? [] : path)).toSorted(),
    restore: (path) => writeFileSync(join(root, path), copied.get(path) ?? ''),
  };
}

function readSources(root: string): Map<string, string> {
  const entries = globSync('**', {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => NO_SOURCE.has(entry.name),
  });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

function linkPackages(folder: string, root: string): void {
  mkdirSync(join(root, folder));
  for (const name of readdirSync(join(ROOT, folder))) {
    if (name === '@rota') {
      cpSync(join(ROOT, folder, name), join(root, folder, name), { recursive: true, verbatimSymlinks: true });
    } else if (name !== '.cache') {
      symlinkSync(join(ROOT, folder, name), join(root, folder, name));
    }
  }
}
