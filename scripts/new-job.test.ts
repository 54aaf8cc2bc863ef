import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { runCommand } from './testing/run-command.ts';

const SPEC = 'packages/contracts/spec/jobs/report-send.tsp';
const HANDLER = 'apps/api/src/modules/jobs/handlers/report-send.handler.ts';
const LIST = 'apps/api/src/modules/jobs/handlers/index.ts';
const GENERATED = /^packages\/contracts\/(client|openapi|server)\/|\.gen\.tsp$/;

/** Two compilers, one after the other, on a machine that is busy with other tests. */
const COMPILERS_MS = 120_000;

let workspace: WorkspaceCopy;
let answer: string;

function run(command: string, args: string[], folder = '.'): string {
  return runCommand({ root: workspace.root, folder }, command, ...args).output;
}

beforeAll(() => {
  workspace = copyWorkspace();
  answer = run('node', ['scripts/new-job.ts', 'report:send']);
});

afterAll(() => rmSync(workspace.root, { recursive: true }));

test('a job type is three files by hand, which the command names; the rest is generated', () => {
  for (const file of [LIST, HANDLER, SPEC]) expect(answer).toContain(file);
  expect(workspace.changedFiles().filter((file) => !GENERATED.test(file))).toEqual([LIST, HANDLER, SPEC]);
});

test('the new job type is in the catalogue and in the API', () => {
  const document = readFileSync(join(workspace.root, 'packages/contracts/openapi/openapi.yaml'), 'utf8');
  expect(document).toContain('report:send');
  const jobTypes = readFileSync(join(workspace.root, 'packages/contracts/server/job-types.gen.ts'), 'utf8');
  expect(jobTypes).toContain("'report:send'");
});

test('what was written is formatted', () => {
  expect(run('oxfmt', ['--check', HANDLER, LIST])).toContain('correct format');
});

test('a second time nothing is overwritten', () => {
  expect(run('node', ['scripts/new-job.ts', 'report:send'])).toContain('there already; nothing was changed');
});

test(
  'the new job type compiles, and does not when its line in the list is missing',
  { timeout: COMPILERS_MS },
  () => {
    expect(run('tsc', ['-p', '.'], 'apps/api')).toBe('');
    workspace.restore(LIST);
    expect(run('tsc', ['-p', '.'], 'apps/api')).toMatch(/handlers\/index\.ts.*'"report:send"' is missing/s);
  },
);
