import { mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { StartError } from '../process/start-error.ts';
import { makeDataFolder } from './data-folder.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rota-folder-'));
});
afterEach(() => rm(parent, { recursive: true }));

test('a data folder is made with those above it, is empty, and may be there already', async () => {
  const folder = join(parent, 'a', 'b', 'c');
  await Promise.all([makeDataFolder(folder), makeDataFolder(folder)]);
  await makeDataFolder(folder);
  expect((await stat(folder)).isDirectory()).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

test('a data folder may be a link to one', async () => {
  const link = join(parent, 'link');
  await symlink(parent, link);
  await expect(makeDataFolder(link)).resolves.toBeUndefined();
});

test('a file in the place of the data folder, or above it, is refused by the name of the variable', async () => {
  const file = join(parent, 'file');
  await writeFile(file, '');
  for (const path of [file, join(file, 'below')]) {
    await expect(makeDataFolder(path)).rejects.toThrow(`ROTA_DATA_DIR is ${path}`);
  }
});

test.runIf(process.platform === 'linux')(
  'a file system that makes no folders is refused at once',
  { timeout: 5_000 },
  async () => {
    for (const path of ['/proc', '/proc/rota', '/proc/rota/data']) {
      await expect(makeDataFolder(path)).rejects.toThrow(StartError);
    }
  },
);
