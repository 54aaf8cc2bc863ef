import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
// Declares what `inject` gives.
import type {} from '../packages/db/src/testing/test-server.ts';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { fileBlocksIn, follow, readPage } from './testing/follow-page.ts';
import { runCommand } from './testing/run-command.ts';

/** Each starts one heavy command or two, on a machine that is busy with other tests. */
const TIMEOUT_MS = 180_000;
const GRANTS = 'packages/db/src/grants.ts';

const blocks = fileBlocksIn(readPage('docs/adding-a-table.md'));
let workspace: WorkspaceCopy;

beforeAll(() => {
  workspace = copyWorkspace();
  for (const block of blocks.filter(({ path }) => path !== GRANTS)) follow(workspace.root, block);
}, TIMEOUT_MS);
afterAll(() => rmSync(workspace.root, { recursive: true }));

const inPackage = (command: string, ...args: string[]) =>
  runCommand({ root: workspace.root, folder: 'packages/db' }, command, ...args);

test('a table without a line of privileges does not compile', { timeout: TIMEOUT_MS }, () => {
  expect(inPackage('tsc', '-p', '.').output).toMatch(/grants\.ts.*'notes' is missing/s);
});

test('the page followed to its end compiles and is formatted', { timeout: TIMEOUT_MS }, () => {
  for (const block of blocks.filter(({ path }) => path === GRANTS)) follow(workspace.root, block);
  expect(inPackage('tsc', '-p', '.')).toEqual({ status: 0, output: '' });
  const sources = blocks.map(({ path }) => path);
  expect(runCommand({ root: workspace.root }, 'oxfmt', '--check', ...sources)).toMatchObject({ status: 0 });
});

test('its migration is generated, and the new table is behind the wall', { timeout: TIMEOUT_MS }, () => {
  expect(inPackage('drizzle-kit', 'generate', '--name', 'notes')).toMatchObject({ status: 0 });
  const [migration = ''] = globSync('packages/db/migrations/*_notes.sql', { cwd: workspace.root });
  const statements = readFileSync(join(workspace.root, migration), 'utf8');
  expect(statements).toContain('CREATE TABLE "notes"');
  expect(statements).toContain('ALTER TABLE "notes" ENABLE ROW LEVEL SECURITY');

  const place = { root: workspace.root, env: { TEST_DATABASE_URL: inject('testServer').url } };
  const name = 'row-level security alone';
  const tests = runCommand(
    place,
    'vitest',
    'run',
    '--project',
    'db',
    'second-wall',
    '--testNamePattern',
    name,
  );
  expect(tests).toMatchObject({ status: 0, output: expect.stringContaining('2 passed') });
});
