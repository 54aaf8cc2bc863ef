import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
// Declares what `inject` gives.
import type {} from '../packages/db/src/testing/test-server.ts';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { compileApi, runCommand } from './testing/run-command.ts';

/** Each starts one heavy command or two, on a machine that is busy with other tests. */
const TIMEOUT_MS = 180_000;
const PASSED = { status: 0, output: '' };

const SPEC = 'packages/contracts/spec/jobs/report-send.tsp';
const HANDLER = 'apps/api/src/modules/jobs/handlers/report-send.handler.ts';
const LIST = 'apps/api/src/modules/jobs/handlers/index.ts';
const CALLER = 'apps/api/test/sdk-caller.ts';
const TEST = 'apps/api/test/retired-job.test.ts';

/** A caller of the SDK, before and after. */
const caller = `
import { createRotaClient, getJob } from '@rota/contracts/client';
const client = createRotaClient({ baseUrl: '', auth: 'rota_key' });
export async function readRows(path: { orgId: string; jobId: string }): Promise<number | undefined> {
  const { data: job } = await getJob({ client, path, throwOnError: true });
  if (job.type === 'data:import') return job.output?.rowsRead;
  if (job.type === 'demo:run') return job.output?.steps;
  if (job.type !== 'report:send') return undefined;
  const notes: unknown[] = [job.input, job.output];
  return notes.length;
}
`;
const creation = `
import { createJob } from '@rota/contracts/client';
export const sendReport = (orgId: string) =>
  createJob({ client, path: { orgId }, body: { type: 'report:send', input: { note: 'hello' } } });
`;

/** An installation that made jobs of the type while it lived. Replies are compared with the contract in tests. */
const apiTest = `
import { encodeId, jobs, newId, type RetryPolicy } from '@rota/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './harness.ts';

const retry: RetryPolicy = { strategy: 'fixed', baseSeconds: 5, maxSeconds: 5, delaysSeconds: [], jitter: 0 };
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test('an old job is read and listed, whatever its input and output were', async () => {
  const { orgId } = api.tenant;
  const row = { orgId, type: 'report:send', createdByKind: 'system', retry } as const;
  const shapes = [{ input: { to: 1 }, output: [true] }, { input: 'text', output: null }];
  const ids = shapes.map(() => newId());
  for (const [index, shape] of shapes.entries()) {
    await api.database.owner.insert(jobs)
      .values({ ...row, ...shape, id: ids[index] ?? '', messageId: newId(), status: 'pending' });
    const id = encodeId('job', ids[index] ?? '');
    const { status, body } = await api.call('GET', '/v1/orgs/{orgId}/jobs/' + id);
    expect([status, body]).toEqual([200, expect.objectContaining({ id, type: 'report:send', ...shape })]);
  }
  const list = await api.call<{ data: object[] }>('GET', '/v1/orgs/{orgId}/jobs?type=report:send&include=input,output');
  expect(list).toMatchObject({ status: 200, body: { data: shapes.toReversed() } });
});

test('no new one can be made', async () => {
  const json = { type: 'report:send', input: { note: 'hello' } };
  const answer = await api.call('POST', '/v1/orgs/{orgId}/jobs', { json });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ in: 'body', pointer: '/type' }] } });
});

test('the catalogue says that it is retired', async () => {
  const { body } = await api.call<{ data: { type: string; retired: boolean }[] }>('GET', '/v1/orgs/{orgId}/job-types');
  expect(body.data.filter(({ retired }) => retired).map(({ type }) => type)).toEqual(['report:send']);
  expect(body.data.find(({ retired }) => retired)).toMatchObject({ inputSchema: { properties: { note: { type: 'string' } } } });
});
`;

let workspace: WorkspaceCopy;

beforeAll(() => {
  workspace = copyWorkspace();
}, TIMEOUT_MS);
afterAll(() => rmSync(workspace.root, { recursive: true }));

const inFolder = (folder: string, command: string, ...args: string[]) =>
  runCommand({ root: workspace.root, folder }, command, ...args);
const read = (path: string) => readFileSync(join(workspace.root, path), 'utf8');
const write = (path: string, text: string) => writeFileSync(join(workspace.root, path), text);

/** One after another, as docs/adding-a-job.md says it. */
describe('a job type that is retired', { timeout: TIMEOUT_MS }, () => {
  test('can be created as long as it lives', () => {
    expect(inFolder('.', 'node', 'scripts/new-job.ts', 'report:send')).toMatchObject({ status: 0 });
    write(CALLER, caller.replace('job.input,', 'job.input?.note,') + creation);
    expect(compileApi(workspace.root)).toEqual(PASSED);
  });

  test('has a handler too many: it says which', () => {
    write(SPEC, read(SPEC).replace(/( +)category: .*\n/, '$&$1retired: true,\n'));
    expect(inFolder('packages/contracts', 'node', 'codegen/generate.ts')).toEqual(PASSED);
    const { output } = compileApi(workspace.root);
    expect(output).toMatch(/report-send\.handler\.ts.*Property 'report:send' does not exist/s);
    expect(output).toMatch(/handlers\/index\.ts.*'report:send'' does not exist in type 'JobHandlersByType'/);
  });

  test('cannot be created: the call of the SDK does not compile, and nothing else is wrong', () => {
    rmSync(join(workspace.root, HANDLER));
    workspace.restore(LIST);
    write(CALLER, caller + creation);
    const { output } = compileApi(workspace.root);
    expect(output).toMatch(/sdk-caller\.ts.*'"report:send"' is not assignable to type '"data:import" \|/);
    expect(output).not.toMatch(/^(?!test\/sdk-caller\.ts).*error TS/m);
  });

  test('needs no handler, and leaves the other types told apart by name', () => {
    write(CALLER, caller);
    write(TEST, apiTest);
    expect(compileApi(workspace.root)).toEqual(PASSED);
    expect(inFolder('apps/web', 'tsc', '-p', '.')).toEqual(PASSED);
  });

  test('is a contract that the linter of specifications accepts', () => {
    const lint = inFolder('.', 'redocly', 'lint', 'packages/contracts/openapi/openapi.yaml');
    expect(lint).toMatchObject({ status: 0 });
  });

  test('is refused, listed and read over HTTP as the page says', () => {
    const place = { root: workspace.root, env: { TEST_DATABASE_URL: inject('testServer').url } };
    const tests = runCommand(place, 'vitest', 'run', '--project', 'api', 'retired-job');
    expect(tests).toMatchObject({ status: 0, output: expect.stringContaining('3 passed') });
  });
});
