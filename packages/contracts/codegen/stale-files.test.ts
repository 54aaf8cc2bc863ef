import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { differences, findStaleFiles } from './stale-files.ts';

const packageDirectory = join(import.meta.dirname, '..');

describe('the freshness check', () => {
  let copy: string;

  beforeAll(async () => {
    const cache = join(packageDirectory, 'node_modules', '.cache');
    await mkdir(cache, { recursive: true });
    copy = await mkdtemp(join(cache, 'package-'));
    for (const name of ['spec', 'openapi', 'client', 'server', 'tspconfig.yaml']) {
      await cp(join(packageDirectory, name), join(copy, name), { recursive: true });
    }
  });

  afterAll(async () => {
    await rm(copy, { recursive: true });
  });

  it('names a file that was edited by hand, one that is missing and one that is surplus', async () => {
    const table = join(copy, 'server', 'operations.gen.ts');
    await writeFile(table, `${await readFile(table, 'utf8')}// edited\n`);
    await rm(join(copy, 'openapi', 'openapi.json'));
    await writeFile(join(copy, 'client', 'gen', 'left-over.gen.ts'), '');
    expect(await findStaleFiles(copy)).toEqual([
      'client/gen/left-over.gen.ts',
      'openapi/openapi.json',
      'server/operations.gen.ts',
    ]);
  }, 60_000);

  it('says nothing of files that are the same', () => {
    const files = new Map([['a', '1']]);
    expect(differences(files, new Map(files))).toEqual([]);
  });
});
