/** A caller of the SDK that reads jobs of every type, retired ones too. */
export const reader = `import { createRotaClient, getJob } from '@rota/contracts/client';
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
/** A caller that makes a job of the type. */
export const creator = `import { createJob, createRotaClient } from '@rota/contracts/client';
const client = createRotaClient({ baseUrl: '', auth: 'rota_key' });
export const sendReport = (orgId: string) =>
  createJob({ client, path: { orgId }, body: { type: 'report:send', input: { note: 'hello' } } });
`;

/** An installation that made jobs of the type while it lived. Replies are compared with the contract in tests. */
export const apiTest = `import { encodeId, jobs, newId, type RetryPolicy } from '@rota/db';
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
