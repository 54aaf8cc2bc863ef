import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A copy of the working tree that commands may change. */
export interface WorkspaceCopy {
  root: string;
  /** Paths that differ from the tree as it was copied, sorted. */
  changedFiles(): string[];
}

/**
 * Copies what git knows or would add, without history and without installing: packages of the registry are linked
 * from here, those of the workspace from the copy.
 */
export function copyWorkspace(): WorkspaceCopy {
  const root = mkdtempSync(join(tmpdir(), 'rota-workspace-'));
  const git = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)))) {
    cpSync(join(ROOT, file), join(root, file));
  }
  for (const folder of globSync('{.,apps/*,packages/*}/node_modules', { cwd: ROOT }))
    linkFolder(folder, root);

  git('init', '--quiet');
  git('add', '--all');
  return {
    root,
    changedFiles: () => git('ls-files', '-z', '--modified', '--others', '--exclude-standard').toSorted(),
  };
}

function linkFolder(folder: string, root: string): void {
  mkdirSync(join(root, folder));
  for (const name of readdirSync(join(ROOT, folder))) {
    if (name === '@rota') {
      cpSync(join(ROOT, folder, name), join(root, folder, name), { recursive: true, verbatimSymlinks: true });
    } else if (name !== '.cache') {
      symlinkSync(join(ROOT, folder, name), join(root, folder, name));
    }
  }
}
