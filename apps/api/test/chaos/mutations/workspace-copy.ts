import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

import type { Mutation } from './mutation.ts';

const ROOT = resolve(import.meta.dirname, '../../../../..');
/** Made by builds, or shared with the original. */
const LEFT_OUT = new Set(['.git', '.rota', 'dist']);

/** The sources once more, to be broken; its packages are those of the original. */
export type WorkspaceCopy = AsyncDisposable & {
  folder: string;
  /** @throws when what is to be replaced is not there exactly once */
  apply(mutation: Mutation): Promise<void>;
  /** As it was before `apply`. */
  restore(): Promise<void>;
};

/** Copies what is there now, committed or not. */
export async function copyWorkspace(): Promise<WorkspaceCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'rota-mutations-'));
  const modules = join(ROOT, 'node_modules');
  await cp(ROOT, folder, {
    recursive: true,
    // Links between packages are relative: in the copy they lead to the copy.
    verbatimSymlinks: true,
    filter: (path) => path !== modules && !LEFT_OUT.has(basename(path)),
  });
  await symlink(modules, join(folder, 'node_modules'));
  const originals = new Map<string, string>();
  return {
    folder,
    async apply({ name, changes }) {
      for (const { file, find, put } of changes) {
        const path = join(folder, file);
        const text = await readFile(path, 'utf8');
        const parts = text.split(find);
        if (parts.length !== 2) throw new Error(`${name}: ${file} has ${parts.length - 1} times: ${find}`);
        originals.set(path, text);
        await writeFile(path, parts.join(put));
      }
    },
    async restore() {
      for (const [path, text] of originals) await writeFile(path, text);
      originals.clear();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
