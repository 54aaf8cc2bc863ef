import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
// Declares what `inject` gives.
import type {} from '../packages/db/src/testing/test-server.ts';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { fileBlocksIn, follow, readPage, type FileBlock } from './testing/follow-page.ts';
import { apiTest, creator, reader } from './testing/retired-job-callers.ts';
import { compileApi, runCommand } from './testing/run-command.ts';

/** Each starts one heavy command or a few, on a machine that is busy with other tests. */
const TIMEOUT_MS = 240_000;
const PASSED = { status: 0, output: '' };

const HANDLERS = 'apps/api/src/modules/jobs/handlers';
const LIST = `${HANDLERS}/index.ts`;
const BY_HAND = {
  spec: 'packages/contracts/spec/jobs/account-upsert.tsp',
  handler: `${HANDLERS}/account-upsert.handler.ts`,
  test: `${HANDLERS}/account-upsert.handler.test.ts`,
};
const SCAFFOLDED = {
  spec: 'packages/contracts/spec/jobs/report-send.tsp',
  handler: `${HANDLERS}/report-send.handler.ts`,
};
const GENERATED = /^packages\/contracts\/(client|openapi|server)\/|\.gen\.tsp$/;
const READER = 'apps/api/test/reader.ts';
const CREATOR = 'apps/api/test/creator.ts';

const pages = {
  addingAJob: fileBlocksIn(readPage('docs/adding-a-job.md')),
  addingARoute: fileBlocksIn(readPage('docs/adding-a-route.md')),
  testingJobs: fileBlocksIn(readPage('docs/testing-jobs.md')),
};

let workspace: WorkspaceCopy;

beforeAll(() => {
  workspace = copyWorkspace();
}, TIMEOUT_MS);
afterAll(() => rmSync(workspace.root, { recursive: true }));

const inFolder = (folder: string, command: string, ...args: string[]) =>
  runCommand({ root: workspace.root, folder }, command, ...args);
const read = (path: string) => readFileSync(join(workspace.root, path), 'utf8');
const write = (path: string, text: string) => writeFileSync(join(workspace.root, path), text);

/** Does what the blocks say of these files; of all when none are named. */
function followBlocks(blocks: readonly FileBlock[], paths = blocks.map(({ path }) => path)): void {
  for (const path of paths) {
    const block = blocks.find((candidate) => candidate.path === path);
    if (block === undefined) throw new Error(`the page does not show ${path}`);
    follow(workspace.root, block);
  }
}

function runApiTests(...names: string[]): ReturnType<typeof runCommand> {
  const env = { TEST_DATABASE_URL: inject('testServer').url };
  return runCommand(
    { root: workspace.root, env },
    'vitest',
    'run',
    '--reporter=verbose',
    '--project',
    'api',
    ...names,
  );
}

/**
 * One tree that all pages are followed in, one after another, and that is generated, compiled and tested once for all
 * of them: each of these takes longer than everything else here. Of the job type by hand the handler comes first, and then its
 * contract.
 */
describe('the pages followed literally', { timeout: TIMEOUT_MS }, () => {
  test('a handler without its contract does not compile: there is no such type', () => {
    expect(pages.addingAJob.map(({ path }) => path)).toEqual([
      BY_HAND.spec,
      BY_HAND.handler,
      LIST,
      BY_HAND.test,
    ]);
    followBlocks(pages.addingAJob, [BY_HAND.handler, LIST]);
    const { output } = compileApi(workspace.root);
    expect(output).toMatch(/account-upsert\.handler\.ts.*Property 'account:upsert' does not exist/s);
    expect(output).toMatch(
      /handlers\/index\.ts.*'account:upsert'' does not exist in type 'JobHandlersByType'/s,
    );
  });

  test('docs/adding-a-job.md ends with three files and a test, and so does pnpm new:job but for the test', () => {
    followBlocks(pages.addingAJob, [BY_HAND.spec, BY_HAND.test]);
    followBlocks(pages.addingARoute);
    followBlocks(pages.testingJobs);
    const before = new Set(workspace.changedFiles());
    const { output } = inFolder('.', 'node', 'scripts/new-job.ts', 'report:send');
    for (const file of [LIST, SCAFFOLDED.handler, SCAFFOLDED.spec]) expect(output).toContain(file);
    const written = workspace.changedFiles().filter((file) => !before.has(file) && !GENERATED.test(file));
    expect(written).toEqual([SCAFFOLDED.handler, SCAFFOLDED.spec]);
    expect(read(LIST)).toContain("'report:send': reportSendHandler");
  });

  test('pnpm new:job overwrites nothing', () => {
    const again = inFolder('.', 'node', 'scripts/new-job.ts', 'report:send');
    expect(again.output).toContain('there already; nothing was changed');
  });

  test('the new types are in the catalogue, the SDK and the document, and the API compiles', () => {
    write(READER, reader.replace('job.input,', 'job.input?.note,'));
    write(CREATOR, creator);
    for (const file of ['server/job-types.gen.ts', 'client/gen/types.gen.ts', 'openapi/openapi.yaml']) {
      const generated = read(`packages/contracts/${file}`);
      for (const type of ['account:upsert', 'report:send']) expect(generated, file).toContain(type);
    }
    expect(compileApi(workspace.root)).toEqual(PASSED);
  });

  test('the tests on the pages pass, and the walk of the operation table covers the new route', () => {
    expect(pages.testingJobs).toHaveLength(2);
    const { status, output } = runApiTests('account-upsert', 'demo-steps', 'demo-worker', 'operation-table');
    expect(status, output).toBe(0);
    const passed = output.split('\n').filter((line) => line.includes('✓'));
    const count = (name: string) => passed.filter((line) => line.includes(name)).length;
    const counts = ['account-upsert', 'demo-steps', 'demo-worker', 'deleteContact'].map(count);
    expect(counts).toEqual([2, 2, 2, 6]);
  });

  test('nothing of it would be changed by linter or formatter', () => {
    const written = Object.values(pages).flatMap((blocks) => blocks.map(({ path }) => path));
    const sources = [...written, SCAFFOLDED.handler].filter((path) => path.endsWith('.ts'));
    expect(inFolder('.', 'oxlint', ...sources)).toMatchObject({ status: 0 });
    expect(inFolder('.', 'oxfmt', '--check', ...sources)).toMatchObject({ status: 0 });
  });

  test('without a handler, or its line in the list, the API does not compile: it says which is missing', () => {
    const list = read(LIST);
    rmSync(join(workspace.root, BY_HAND.handler));
    write(LIST, list.replace(/^.*'report:send': .*\n/m, ''));
    const { output } = compileApi(workspace.root);
    expect(output).toMatch(/handlers\/index\.ts.*Cannot find module '\.\/account-upsert\.handler\.ts'/);
    expect(output).toMatch(/handlers\/index\.ts.*'"report:send"' is missing/s);
    followBlocks(pages.addingAJob, [BY_HAND.handler]);
    write(LIST, list);
  });
});

/** In the same tree, as docs/adding-a-job.md says it. */
describe('a job type that is retired', { timeout: TIMEOUT_MS }, () => {
  test('has a handler too many: it says which', () => {
    write(SCAFFOLDED.spec, read(SCAFFOLDED.spec).replace(/( +)category: .*\n/, '$&$1retired: true,\n'));
    expect(inFolder('packages/contracts', 'node', 'codegen/generate.ts')).toEqual(PASSED);
    const { output } = compileApi(workspace.root);
    expect(output).toMatch(/report-send\.handler\.ts.*Property 'report:send' does not exist/s);
    expect(output).toMatch(/handlers\/index\.ts.*'report:send'' does not exist in type 'JobHandlersByType'/);
  });

  test('cannot be created: the call of the SDK does not compile, and nothing else is wrong', () => {
    rmSync(join(workspace.root, SCAFFOLDED.handler));
    write(LIST, read(LIST).replaceAll(/^.*(report:send|reportSend).*\n/gm, ''));
    write(READER, reader);
    write('apps/api/test/retired-job.test.ts', apiTest);
    const { output } = compileApi(workspace.root);
    expect(output).toMatch(/creator\.ts.*'"report:send"' is not assignable to type '"account:upsert" \|/);
    expect(output).not.toMatch(/^(?!test\/creator\.ts).*error TS/m);
    rmSync(join(workspace.root, CREATOR));
  });

  test('leaves a contract that the console compiles with and the linter of specifications accepts', () => {
    expect(inFolder('apps/web', 'tsc', '-p', '.')).toEqual(PASSED);
    const lint = inFolder('.', 'redocly', 'lint', 'packages/contracts/openapi/openapi.yaml');
    expect(lint).toMatchObject({ status: 0 });
  });

  test('is refused, listed and read over HTTP as the page says', () => {
    const { status, output } = runApiTests('retired-job');
    expect(status, output).toBe(0);
    expect(output).toMatch(/Tests +3 passed/);
  });
});
