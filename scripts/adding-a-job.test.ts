import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
// Declares what `inject` gives.
import type {} from '../packages/db/src/testing/test-server.ts';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { fileBlocksIn, follow, readPage } from './testing/follow-page.ts';
import { compileApi, runCommand } from './testing/run-command.ts';

/** Each starts one heavy command or two, on a machine that is busy with other tests. */
const TIMEOUT_MS = 180_000;
const PASSED = { status: 0, output: '' };

const SPEC = 'packages/contracts/spec/jobs/account-upsert.tsp';
const HANDLER = 'apps/api/src/modules/jobs/handlers/account-upsert.handler.ts';
const LIST = 'apps/api/src/modules/jobs/handlers/index.ts';
const TEST = 'apps/api/src/modules/jobs/handlers/account-upsert.handler.test.ts';

const blocks = fileBlocksIn(readPage('docs/adding-a-job.md'));
let workspace: WorkspaceCopy;

beforeAll(() => {
  workspace = copyWorkspace();
}, TIMEOUT_MS);
afterAll(() => rmSync(workspace.root, { recursive: true }));

const inFolder = (folder: string, command: string, ...args: string[]) =>
  runCommand({ root: workspace.root, folder }, command, ...args);

function followBlock(path: string): void {
  const block = blocks.find((candidate) => candidate.path === path);
  if (block === undefined) throw new Error(`docs/adding-a-job.md does not show ${path}`);
  follow(workspace.root, block);
}

/** One after another, in the order of the page but for the contract, which comes last here. */
describe('docs/adding-a-job.md followed literally', { timeout: TIMEOUT_MS }, () => {
  test('adds a job type in three files by hand, and a test', () => {
    expect(blocks.map(({ path }) => path)).toEqual([SPEC, HANDLER, LIST, TEST]);
  });

  test('does not compile without the contract: it says that there is no such type', () => {
    followBlock(HANDLER);
    followBlock(LIST);
    const { output } = compileApi(workspace.root);
    expect(output).toMatch(/account-upsert\.handler\.ts.*Property 'account:upsert' does not exist/s);
    expect(output).toMatch(
      /handlers\/index\.ts.*'account:upsert'' does not exist in type 'JobHandlersByType'/s,
    );
  });

  test('compiles, and has the type in the catalogue, the SDK and the API', () => {
    followBlock(SPEC);
    followBlock(TEST);
    expect(inFolder('packages/contracts', 'node', 'codegen/generate.ts')).toEqual(PASSED);
    for (const file of ['server/job-types.gen.ts', 'client/gen/types.gen.ts', 'openapi/openapi.yaml']) {
      const generated = readFileSync(join(workspace.root, 'packages/contracts', file), 'utf8');
      expect(generated, file).toContain('account:upsert');
    }
    expect(compileApi(workspace.root)).toEqual(PASSED);
    expect(inFolder('apps/web', 'tsc', '-p', '.')).toEqual(PASSED);
  });

  test('does not compile without the handler: it says which file is missing', () => {
    rmSync(join(workspace.root, HANDLER));
    expect(compileApi(workspace.root).output).toMatch(
      /handlers\/index\.ts.*Cannot find module '\.\/account-upsert\.handler\.ts'/,
    );
    followBlock(HANDLER);
  });

  test('does not compile without its line in the list: it says which type has no handler', () => {
    workspace.restore(LIST);
    expect(compileApi(workspace.root).output).toMatch(/handlers\/index\.ts.*'"account:upsert"' is missing/s);
    followBlock(LIST);
  });

  test('runs: the test on the page passes', () => {
    const env = { TEST_DATABASE_URL: inject('testServer').url };
    const place = { root: workspace.root, env };
    const tests = runCommand(place, 'vitest', 'run', '--project', 'api', 'account-upsert');
    expect(tests).toMatchObject({ status: 0, output: expect.stringContaining('2 passed') });
  });

  test('has nothing that linter or formatter would change', () => {
    expect(inFolder('.', 'oxlint', HANDLER, LIST, TEST)).toMatchObject({ status: 0 });
    expect(inFolder('.', 'oxfmt', '--check', HANDLER, LIST, TEST)).toMatchObject({ status: 0 });
  });
});
