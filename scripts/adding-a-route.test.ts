import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
// Declares what `inject` gives.
import type {} from '../packages/db/src/testing/test-server.ts';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { fileBlocksIn, follow, readPage } from './testing/follow-page.ts';
import { runCommand } from './testing/run-command.ts';

/** Each starts one heavy command or two, on a machine that is busy with other tests. */
const TIMEOUT_MS = 180_000;
const PASSED = { status: 0, output: '' };

const blocks = fileBlocksIn(readPage('docs/adding-a-route.md'));
let workspace: WorkspaceCopy;

beforeAll(() => {
  workspace = copyWorkspace();
  for (const block of blocks) follow(workspace.root, block);
}, TIMEOUT_MS);
afterAll(() => rmSync(workspace.root, { recursive: true }));

const inFolder = (folder: string, command: string, ...args: string[]) =>
  runCommand({ root: workspace.root, folder }, command, ...args);

/** One after another. */
describe('docs/adding-a-route.md followed literally', { timeout: TIMEOUT_MS }, () => {
  test('compiles, and is formatted', () => {
    expect(inFolder('packages/contracts', 'node', 'codegen/generate.ts')).toEqual(PASSED);
    expect(inFolder('apps/api', 'tsc', '-p', '.')).toEqual(PASSED);
    const sources = blocks.map(({ path }) => path).filter((path) => path.endsWith('.ts'));
    expect(inFolder('.', 'oxfmt', '--check', ...sources)).toMatchObject({ status: 0 });
  });

  test('is covered by the walk of the operation table', () => {
    const place = { root: workspace.root, env: { TEST_DATABASE_URL: inject('testServer').url } };
    const only = ['operation-table', '--testNamePattern', 'deleteContact'];
    const tests = runCommand(place, 'vitest', 'run', '--project', 'api', ...only);
    expect(tests).toMatchObject({ status: 0, output: expect.stringMatching(/Tests +6 passed/) });
  });
});
