/** All of an organisation's work held back, and let go. What the engine does with it is tested there. */
import type { Job, JobWaiting, Organisation, OrganisationPage } from '@rota/contracts/server';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';
import { createJobCalls, jobCallsOf } from './job-calls.ts';

const ORG = '/v1/orgs/{orgId}';
const json = { type: 'demo:run', input: { steps: 0 } };

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterAll(() => api[Symbol.asyncDispose]());

const move = (action: 'pause' | 'resume') => api.call<Organisation>('POST', `${ORG}/${action}`);
const create = async (): Promise<string> => (await api.call<Job>('POST', `${ORG}/jobs`, { json })).body.id;
const read = async (jobId: string) => (await api.call<Job>('GET', `${ORG}/jobs/${jobId}`)).body;

test("an organisation's work that is paused waits and says why, and goes on when it is resumed", async () => {
  expect(await move('pause')).toMatchObject({ status: 200, body: { paused: true } });
  expect((await move('pause')).body.paused).toBe(true);
  const { body: organisations } = await api.call<OrganisationPage>('GET', '/v1/orgs');
  expect(organisations.data).toMatchObject([{ paused: true }]);

  const jobId = await create();
  const { publicOrgId: orgId, apiKey } = await api.addTenant('Stranger');
  const stranger = createJobCalls({ url: api.baseUrl, orgId, apiKey });
  // The other organisation's job stood behind it and has run.
  expect(await stranger.runJob(json.type, json.input)).toMatchObject({ status: 'completed' });
  await expect
    .poll(() => read(jobId))
    .toMatchObject({ status: 'pending', parkedReason: 'paused', attempt: 0 });
  const waiting = await api.call<JobWaiting>('GET', `${ORG}/jobs/${jobId}/waiting`);
  expect(waiting.body).toMatchObject({ reason: 'paused', detail: "The organisation's work is paused." });

  expect(await move('resume')).toMatchObject({ status: 200, body: { paused: false } });
  expect(await jobCallsOf(api).waitForEnd(jobId)).toMatchObject({ status: 'completed', parkedReason: null });
  expect((await api.call<Organisation>('GET', ORG)).body.paused).toBe(false);
});

test('a type that is paused by itself stays so when the organisation is resumed', async () => {
  await api.call('POST', `${ORG}/job-types/demo:run/pause`);
  await move('pause');
  const jobId = await create();
  expect((await move('resume')).body.paused).toBe(false);
  const waiting = await api.call<JobWaiting>('GET', `${ORG}/jobs/${jobId}/waiting`);
  expect(waiting.body).toMatchObject({ reason: 'paused', detail: 'Jobs of demo:run are paused.' });
  await api.call('POST', `${ORG}/job-types/demo:run/resume`);
  expect(await jobCallsOf(api).waitForEnd(jobId)).toMatchObject({ status: 'completed' });
});
