import type { Job, JobType } from '@rota/contracts/server';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';
import { jobCallsOf } from './job-calls.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterAll(() => api[Symbol.asyncDispose]());

const TYPE = '/v1/orgs/{orgId}/job-types/demo:run';

async function findType(): Promise<JobType | undefined> {
  const { body } = await api.call<{ data: JobType[] }>('GET', '/v1/orgs/{orgId}/job-types');
  return body.data.find(({ type }) => type === 'demo:run');
}

test('a paused type says so, its jobs wait as paused, and run when it is resumed', async () => {
  const pause = () => api.call<JobType>('POST', `${TYPE}/pause`);
  expect((await pause()).body.paused).toBe(true);
  expect((await pause()).status).toBe(200);
  expect(await findType()).toMatchObject({ paused: true });
  const json = { type: 'demo:run', input: { steps: 0 } };
  const { body: job } = await api.call<Job>('POST', '/v1/orgs/{orgId}/jobs', { json });
  const read = async () => (await api.call<Job>('GET', `/v1/orgs/{orgId}/jobs/${job.id}`)).body;
  // It is parked by the worker that finds it.
  await expect.poll(read).toMatchObject({ status: 'pending', parkedReason: 'paused' });

  const { status, body } = await api.call<JobType>('POST', `${TYPE}/resume`);
  expect([status, body.paused]).toEqual([200, false]);
  expect(await jobCallsOf(api).waitForEnd(job.id)).toMatchObject({ status: 'completed', parkedReason: null });
  expect(await findType()).toMatchObject({ paused: false });
});

test('a type that there is not cannot be paused', async () => {
  const { status, body } = await api.call<{ code: string }>(
    'POST',
    '/v1/orgs/{orgId}/job-types/no:such/pause',
  );
  expect([status, body.code]).toEqual([404, 'job_type.not_found']);
});
