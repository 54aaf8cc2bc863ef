import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { copyWorkspace } from './testing/copy-workspace.ts';
import { fileBlocksIn, follow, readPage } from './testing/follow-page.ts';
import { runCommand } from './testing/run-command.ts';

/** Generates and compiles, each some seconds on a quiet machine. */
const TIMEOUT_MS = 90_000;

test('docs/adding-a-route.md followed literally compiles, and is formatted', { timeout: TIMEOUT_MS }, () => {
  const { root } = copyWorkspace();
  onTestFinished(() => rmSync(root, { recursive: true }));
  const blocks = fileBlocksIn(readPage('docs/adding-a-route.md'));

  for (const block of blocks) follow(root, block);
  const passed = { status: 0, output: '' };
  expect(runCommand({ root, folder: 'packages/contracts' }, 'node', 'codegen/generate.ts')).toEqual(passed);
  expect(runCommand({ root, folder: 'apps/api' }, 'tsc', '-p', '.')).toEqual(passed);
  const sources = blocks.map(({ path }) => path).filter((path) => path.endsWith('.ts'));
  expect(runCommand({ root }, 'oxfmt', '--check', ...sources)).toMatchObject({ status: 0 });
});
