import { execFileSync } from 'node:child_process';
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { StartError } from '../process/start-error.ts';
import { claimDataFolder, claimSharedDataFolder, requireUnclaimed } from './data-folder-claim.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rota-claim-'));
  folder = await mkdtemp(join(parent, 'data-'));
});
afterEach(() => rm(parent, { recursive: true }));

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  const error: unknown = await attempt.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartError);
  return String(error);
};

test('a data folder has one start, and the next is told where that is and what to do', async () => {
  const claim = await claimDataFolder(folder, 'http://localhost:3000');
  for (const attempt of [requireUnclaimed(folder), claimDataFolder(folder, 'http://localhost:3100')]) {
    const said = await refusal(attempt);
    expect(said).toContain(`at http://localhost:3000 (process ${process.pid})`);
    expect(said).toContain('ROTA_DATA_DIR=');
  }
  claim.release();
});

test('the commands that the next one is told name the data folder, unless it is the default', async () => {
  const claim = await claimDataFolder(folder, 'http://localhost:3000');
  const said = await refusal(requireUnclaimed(folder));
  claim.release();
  expect(said).toContain(`PROCESS_ROLE=worker ROTA_DATA_DIR=${folder} npx`);
  expect(said).toContain(`ROTA_DATA_DIR=${folder}-2 PORT=3100 npx`);
});

test('a data folder with a space can be pasted into a shell', async () => {
  const spaced = await mkdtemp(join(parent, "it's here-"));
  const claim = await claimDataFolder(spaced, 'http://localhost:3000');
  const said = await refusal(requireUnclaimed(spaced));
  claim.release();
  const [, quoted] = /PROCESS_ROLE=worker ROTA_DATA_DIR=(.*) npx/.exec(said) ?? [];
  expect(execFileSync('sh', ['-c', `printf %s ${quoted}`], { encoding: 'utf8' })).toBe(spaced);
});

test('a data folder is free again once it is let go of', async () => {
  const claim = await claimDataFolder(folder, 'http://localhost:3000');
  await expect(requireUnclaimed(folder)).rejects.toThrow(StartError);
  claim.release();
  await expect(requireUnclaimed(folder)).resolves.toBeUndefined();
  const next = await claimDataFolder(folder, 'http://localhost:3000');
  next.release();
});

test('a data folder is one, by whichever path it is named', async () => {
  const claim = await claimDataFolder(folder, 'http://localhost:3000');
  const link = join(parent, 'link');
  await symlink(folder, link);
  expect(await refusal(requireUnclaimed(link))).toContain('localhost:3000');
  const moved = join(parent, 'moved');
  await rename(folder, moved);
  expect(await refusal(claimDataFolder(moved, 'http://localhost:3100'))).toContain('localhost:3000');
  claim.release();
});

test('of many that want a data folder at once, one gets it', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, async (_, index) =>
      claimDataFolder(folder, `http://localhost:${3_000 + index}`),
    ),
  );
  const [claim, ...others] = results.filter(({ status }) => status === 'fulfilled');
  expect(others).toEqual([]);
  if (claim?.status === 'fulfilled') claim.value.release();
});

test('a data folder that starts may share has a first one, until that ends', async () => {
  const first = await claimSharedDataFolder(folder, 'http://localhost:3000');
  expect(await claimSharedDataFolder(folder, 'http://localhost:3100')).toBeNull();
  first?.release();
  const next = await claimSharedDataFolder(folder, 'http://localhost:3100');
  expect(next).not.toBeNull();
  next?.release();
});
