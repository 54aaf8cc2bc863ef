import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Every file under `path`, at any depth, named from `directory` on with `/` whatever the system. */
export async function filesUnder(directory: string, path: string): Promise<string[]> {
  const entries = await readdir(join(directory, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}
