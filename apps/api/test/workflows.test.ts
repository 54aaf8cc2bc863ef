import type { Job, Problem, Workflow } from '@rota/contracts/server';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterAll(() => api[Symbol.asyncDispose]());

const quick = { type: 'demo:run', input: { steps: 1, stepMilliseconds: 0 } };
const slow = { type: 'demo:run', input: { stepMilliseconds: 60_000 } };

const create = <Body = Workflow>(nodes: readonly object[], headers: Record<string, string> = {}) =>
  api.call<Body>('POST', '/v1/orgs/{orgId}/workflows', { json: { nodes }, headers });
const read = async (id: string) => (await api.call<Workflow>('GET', `/v1/orgs/{orgId}/workflows/${id}`)).body;
const cancel = <Body = Workflow>(id: string) =>
  api.call<Body>('POST', `/v1/orgs/{orgId}/workflows/${id}/cancel`);

async function waitForEnd({ id, nodes }: Workflow): Promise<Workflow> {
  for (const { job } of nodes) {
    await api.call('GET', `/v1/orgs/{orgId}/jobs/${job.id}?waitSeconds=15`);
  }
  return read(id);
}

test('a graph is made in one call, and shows the job of each node', async () => {
  const { status, headers, body } = await create([
    { key: 'last', ...quick, dependsOn: ['second'], onParentFailure: 'continue' },
    { key: 'first', ...quick },
    {
      key: 'second',
      type: 'demo:run',
      input: { stepMilliseconds: 0 },
      inputFrom: { '/result': { node: 'first' }, '/steps': { node: 'first', path: '/steps' } },
    },
  ]);
  expect(status).toBe(201);
  expect(headers.get('location')).toBe(`/v1/orgs/${api.tenant.publicOrgId}/workflows/${body.id}`);
  expect(body.nodes).toMatchObject([
    { key: 'last', dependsOn: ['second'], inputFrom: null, onParentFailure: 'continue' },
    { key: 'first', dependsOn: [], inputFrom: null, onParentFailure: 'fail' },
    {
      key: 'second',
      dependsOn: ['first'],
      inputFrom: {
        '/result': { node: 'first', path: '' },
        '/steps': { node: 'first', path: '/steps' },
      },
      job: { workflowId: body.id, createdBy: { kind: 'key', id: api.tenant.publicKeyId } },
    },
  ]);
  const ended = await waitForEnd(body);
  expect(ended).toMatchObject({ status: 'completed', finishedAt: expect.any(String) });
  const second = ended.nodes[2]?.job.id;
  const { body: job } = await api.call<Job>('GET', `/v1/orgs/{orgId}/jobs/${second}`);
  expect(job.input).toEqual({
    steps: 1,
    stepMilliseconds: 0,
    result: { steps: 1, attempt: 1, result: null },
  });
});

test('a node that fails takes those behind it along, and the workflow has failed', async () => {
  const { body } = await create([
    { key: 'a', type: 'demo:run', input: { failAtStep: 1, permanent: true, stepMilliseconds: 0 } },
    { key: 'b', ...quick, dependsOn: ['a'] },
    { key: 'c', ...quick, dependsOn: ['b'], onParentFailure: 'skip' },
  ]);
  const ended = await waitForEnd(body);
  expect(ended.status).toBe('failed');
  expect(ended.nodes.map(({ job }) => job.status)).toEqual(['failed', 'failed', 'cancelled']);
  expect(ended.nodes[1]?.job.error?.code).toBe('parent_failed');
});

test('a cancel ends all that has not ended, may be repeated, and is refused where nothing was left', async () => {
  const { body } = await create([
    { key: 'a', ...slow },
    { key: 'b', ...quick, dependsOn: ['a'] },
    { key: 'c', ...quick, dependsOn: ['b'], onParentFailure: 'continue' },
  ]);
  const { status, body: cancelled } = await cancel(body.id);
  expect(status).toBe(200);
  expect(cancelled.nodes.slice(1).map(({ job }) => job.status)).toEqual(['cancelled', 'cancelled']);
  expect((await waitForEnd(body)).status).toBe('cancelled');
  expect((await cancel(body.id)).status).toBe(200);

  const { body: other } = await create([{ key: 'a', ...quick }]);
  await waitForEnd(other);
  const refused = await cancel<Problem>(other.id);
  expect([refused.status, refused.body.code]).toEqual([409, 'workflow.ended']);
});

test('a graph that cannot be is refused with every fault at its place, and none of it is made', async () => {
  const { status, body } = await create<Problem>([
    { key: 'a', ...quick, dependsOn: ['b'] },
    { key: 'b', ...quick, dependsOn: ['a', 'x'] },
    { key: 'c', type: 'data:import', input: { collection: 'accounts' } },
  ]);
  expect([status, body.code]).toEqual([400, 'workflow.invalid']);
  expect(body.errors?.map(({ pointer }) => pointer)).toEqual([
    '/nodes/1/dependsOn/1',
    '/nodes/0/dependsOn',
    '/nodes/2/input/fileId',
  ]);
  expect((await create([])).status).toBe(400);
});

test('a request that is sent again with its key makes no second workflow', async () => {
  const headers = { 'Idempotency-Key': 'one-graph' };
  const first = await create([{ key: 'a', ...quick }], headers);
  const second = await create([{ key: 'a', ...quick }], headers);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
});
