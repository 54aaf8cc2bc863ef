import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
// Declares what `inject` gives.
import type {} from '../packages/db/src/testing/test-server.ts';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { fileBlocksIn, follow, readPage } from './testing/follow-page.ts';
import { compileApi, runCommand } from './testing/run-command.ts';

/** Each starts one heavy command or two, on a machine that is busy with other tests. */
const TIMEOUT_MS = 180_000;
const PASSED = { status: 0, output: '' };

const blocks = fileBlocksIn(readPage('docs/testing-jobs.md'));
const paths = blocks.map(({ path }) => path);
let workspace: WorkspaceCopy;

beforeAll(() => {
  workspace = copyWorkspace();
  for (const block of blocks) follow(workspace.root, block);
}, TIMEOUT_MS);
afterAll(() => rmSync(workspace.root, { recursive: true }));

describe('docs/testing-jobs.md followed literally', { timeout: TIMEOUT_MS }, () => {
  test('compiles', () => {
    expect(paths).toHaveLength(2);
    expect(compileApi(workspace.root)).toEqual(PASSED);
  });

  test('passes', () => {
    const env = { TEST_DATABASE_URL: inject('testServer').url };
    const place = { root: workspace.root, env };
    const tests = runCommand(place, 'vitest', 'run', '--project', 'api', 'demo-steps', 'demo-worker');
    expect(tests).toMatchObject({ status: 0, output: expect.stringContaining('4 passed') });
  });

  test('has nothing that linter or formatter would change', () => {
    const place = { root: workspace.root };
    expect(runCommand(place, 'oxlint', ...paths)).toMatchObject({ status: 0 });
    expect(runCommand(place, 'oxfmt', '--check', ...paths)).toMatchObject({ status: 0 });
  });
});
