/** Jobs by hand, over HTTP: cancel, retry, resolve, replay. What the engine makes of it is tested there. */
import type { Job, JobPage, JobRunPage, Problem } from '@rota/contracts/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';

const JOBS = '/v1/orgs/{orgId}/jobs';
const LATER = '2100-01-01T00:00:00Z';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

async function create(input: object, options: object = {}): Promise<string> {
  const { body } = await api.call<Job>('POST', JOBS, { json: { type: 'demo:run', input, ...options } });
  return body.id;
}
const read = async (jobId: string, waitSeconds = 0) =>
  (await api.call<Job>('GET', `${JOBS}/${jobId}?waitSeconds=${waitSeconds}`)).body;
const isRunning = (jobId: string) => expect.poll(async () => (await read(jobId)).status).toBe('processing');
const move = <Body = Job>(jobId: string, action: string, json?: object) =>
  api.call<Body>('POST', `${JOBS}/${jobId}/${action}`, json === undefined ? {} : { json });
const refusal = async (jobId: string, action: string) => {
  const { status, body } = await move<Problem>(jobId, action);
  return [status, body.code];
};

/** A job that has failed for good. */
async function createFailed(options: object = {}): Promise<string> {
  const jobId = await create({ steps: 1, failAtStep: 1, permanent: true, stepMilliseconds: 0 }, options);
  await read(jobId, 10);
  return jobId;
}

async function createCompleted(): Promise<string> {
  const jobId = await create({ steps: 0 });
  await read(jobId, 10);
  return jobId;
}

describe('cancelling', () => {
  test('ends a waiting job at once, and changes nothing the second time', async () => {
    const jobId = await create({}, { runAt: LATER });
    const first = await move(jobId, 'cancel');
    expect(first).toMatchObject({ status: 200, body: { id: jobId, status: 'cancelled' } });
    expect(first.body.finishedAt).not.toBeNull();
    const second = await move(jobId, 'cancel');
    expect(second).toMatchObject({ status: 200, body: first.body });
  });

  test('asks a running job to stop: it says since when, and ends as cancelled', async () => {
    // One that heeds its signal may have ended by the time that the request is answered.
    const jobId = await create({ steps: 20, stepMilliseconds: 100, ignoreSignal: true });
    await isRunning(jobId);
    const { status, body } = await move(jobId, 'cancel');
    expect([status, body.status]).toEqual([200, 'processing']);
    expect(body.cancelRequestedAt).not.toBeNull();
    expect(await read(jobId, 10)).toMatchObject({ status: 'cancelled', output: null });
  });

  test('is refused once the job has completed or failed', async () => {
    expect(await refusal(await createCompleted(), 'cancel')).toEqual([409, 'job.ended']);
    expect(await refusal(await createFailed(), 'cancel')).toEqual([409, 'job.ended']);
  });
});

describe('retrying', () => {
  test('gives a failed job as many attempts again, without its error, which stays in the runs', async () => {
    const jobId = await createFailed({ maxAttempts: 2 });
    const { status, body } = await move(jobId, 'retry');
    expect(status).toBe(200);
    expect(body).toMatchObject({ maxAttempts: 4, error: null, deadLetteredAt: null });
    expect(await read(jobId, 10)).toMatchObject({ status: 'completed', attempt: 2 });
    const runs = await api.call<JobRunPage>('GET', `${JOBS}/${jobId}/runs`);
    expect(runs.body.data.map(({ outcome }) => outcome)).toEqual(['completed', 'failed']);
  });

  test('runs a job before its time', async () => {
    const jobId = await create({ steps: 0 }, { runAt: LATER });
    expect((await move(jobId, 'retry')).status).toBe(200);
    expect((await read(jobId, 10)).status).toBe('completed');
  });

  test('is refused wherever there is nothing to run again', async () => {
    const cancelled = await create({}, { runAt: LATER });
    await move(cancelled, 'cancel');
    const running = await create({ steps: 100, stepMilliseconds: 100 });
    await isRunning(running);
    for (const jobId of [await createCompleted(), cancelled, running]) {
      expect(await refusal(jobId, 'retry')).toEqual([409, 'job.not_retryable']);
    }
    await move(running, 'cancel');
  });

  test('is refused while another job has its unique key', async () => {
    const jobId = await createFailed({ uniqueKey: 'one' });
    await create({}, { uniqueKey: 'one', runAt: LATER });
    expect(await refusal(jobId, 'retry')).toEqual([409, 'job.unique_key_taken']);
    expect((await read(jobId)).status).toBe('failed');
  });
});

describe('resolving', () => {
  const deadLetters = async () => {
    const { body } = await api.call<JobPage>('GET', `${JOBS}?deadLettered=true&limit=100`);
    return body.data.map(({ id }) => id);
  };

  test('lays a dead letter aside with a note, which the first one keeps', async () => {
    const jobId = await createFailed();
    expect(await deadLetters()).toContain(jobId);
    const { status, body } = await move(jobId, 'resolve', { note: 'mended by hand' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'failed', resolvedNote: 'mended by hand' });
    expect(body.resolvedAt).not.toBeNull();
    expect(await deadLetters()).not.toContain(jobId);
    expect((await move(jobId, 'resolve', { note: 'another' })).body).toEqual(body);
  });

  test('takes no body at all, and an empty one', async () => {
    const bare = await move(await createFailed(), 'resolve');
    expect(bare).toMatchObject({ status: 200, body: { resolvedNote: null } });
    expect((await move(await createFailed(), 'resolve', {})).status).toBe(200);
  });

  test('is refused for a job that did not fail for good', async () => {
    expect(await refusal(await createCompleted(), 'resolve')).toEqual([409, 'job.not_dead_lettered']);
  });
});

describe('replaying', () => {
  test('makes a new job like the old one, which stays as it is', async () => {
    const options = { priority: 'high', maxAttempts: 2, timeoutSeconds: 60, subject: { type: 'a', id: '1' } };
    const jobId = await createFailed({ ...options, uniqueKey: 'replayed' });
    const old = await read(jobId);
    const { status, headers, body } = await move(jobId, 'replay');
    expect(status).toBe(201);
    expect(headers.get('Location')).toBe(`/v1/orgs/${api.tenant.publicOrgId}/jobs/${body.id}`);
    expect(body).toMatchObject({ ...options, replayOf: jobId, uniqueKey: null, input: old.input });
    expect(body.id).not.toBe(jobId);
    expect(body.createdBy).toEqual({ kind: 'key', id: api.tenant.publicKeyId });
    expect(await read(jobId)).toEqual(old);
  });

  test('does it with another input, which is held to the type, with pointers', async () => {
    const jobId = await createFailed();
    const { body } = await move(jobId, 'replay', { input: { steps: 0, result: 'better' } });
    expect(await read(body.id, 10)).toMatchObject({ status: 'completed', output: { result: 'better' } });
    const refused = await move<Problem>(jobId, 'replay', { input: { steps: -1, nonsense: 1 } });
    expect([refused.status, refused.body.code]).toEqual([400, 'job.input_invalid']);
    expect(refused.body.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/input/nonsense',
      '/input/steps',
    ]);
  });

  test('is refused while the job goes on', async () => {
    const jobId = await create({}, { runAt: LATER });
    expect(await refusal(jobId, 'replay')).toEqual([409, 'job.not_ended']);
  });
});
