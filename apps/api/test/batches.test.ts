/** Batches over HTTP. What the engine makes of them is tested there. */
import type { Batch, Job, JobPage, Problem } from '@rota/contracts/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';
import { jobCallsOf } from './job-calls.ts';

const BATCHES = '/v1/orgs/{orgId}/batches';
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

const itemsOf = (count: number, input: object = { steps: 0 }) =>
  Array.from({ length: count }, () => ({ input }));
const post = <Body = Batch>(json: object, headers: Record<string, string> = {}) =>
  api.call<Body>('POST', BATCHES, { json: { type: 'demo:run', ...json }, headers });
const create = async (json: object) => (await post(json)).body.id;
const read = async (id: string) => (await api.call<Batch>('GET', `${BATCHES}/${id}`)).body;
const move = <Body = Batch>(id: string, action: string) =>
  api.call<Body>('POST', `${BATCHES}/${id}/${action}`);
const jobOf = async (id: string, waitSeconds = 0) =>
  (await api.call<Job>('GET', `${JOBS}/${id}?waitSeconds=${waitSeconds}`)).body;
const list = async (query: string) => (await api.call<JobPage>('GET', `${JOBS}?${query}`)).body.data;

test('a batch is answered as it was made, counts all its jobs, and ends with the last one', async () => {
  const { status, headers, body } = await post({ items: itemsOf(3), failurePolicy: { maxFailed: 1 } });
  expect(status).toBe(201);
  expect(headers.get('Location')).toBe(BATCHES.replace('{orgId}', api.tenant.publicOrgId) + `/${body.id}`);
  expect(body).toMatchObject({
    type: 'demo:run',
    status: 'processing',
    failurePolicy: { maxFailed: 1 },
    counts: { total: 3, pending: 3, processing: 0, completed: 0, failed: 0, cancelled: 0 },
    finishedAt: null,
  });
  expect(await jobOf(body.id, 10)).toMatchObject({
    type: 'batch',
    status: 'completed',
    input: null,
    output: { total: 3, completed: 3, failed: 0, cancelled: 0 },
  });
  expect(await read(body.id)).toMatchObject({ status: 'completed', counts: { completed: 3, pending: 0 } });
});

test('its jobs are in the list of their batch and in no other', async () => {
  const id = await create({ items: itemsOf(2), subject: { type: 'order', id: 'of-a-batch' } });
  await jobOf(id, 10);
  const children = await list(`batchId=${id}`);
  expect(children.map(({ type, batchId }) => [type, batchId])).toEqual([
    ['demo:run', id],
    ['demo:run', id],
  ]);
  expect((await list('subjectType=order&subjectId=of-a-batch')).map((job) => job.id)).toEqual([id]);
  expect((await list('type=batch&limit=1')).map((job) => job.id)).toEqual([id]);
});

test('a request that comes twice with one key makes one batch', async () => {
  const key = { 'Idempotency-Key': 'the-batch' };
  const first = await post({ items: itemsOf(1), runAt: LATER }, key);
  const second = await post({ items: itemsOf(1), runAt: LATER }, key);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('Idempotent-Replayed')).toBe('true');
});

describe('a batch is refused', () => {
  const faults = async (json: object) => {
    const { status, body } = await post<Problem>(json);
    return { status, pointers: body.errors?.map(({ pointer }) => pointer) };
  };

  test('without items, and with more than 100,000', async () => {
    expect(await faults({ items: [] })).toEqual({ status: 400, pointers: ['/items'] });
    expect(await faults({ items: itemsOf(100_001, {}) })).toEqual({ status: 400, pointers: ['/items'] });
  });

  test('with each input that does not fit named, a hundred at most', async () => {
    const items = [...itemsOf(2), { input: { steps: -1 } }, { input: { steps: 'many' } }];
    expect(await faults({ items })).toEqual({
      status: 400,
      pointers: ['/items/2/input/steps', '/items/3/input/steps'],
    });
    const { pointers } = await faults({ items: itemsOf(1_000, { steps: -1 }) });
    expect(pointers).toHaveLength(100);
  });

  test('for an option that only a single job can have', async () => {
    expect(await faults({ items: itemsOf(1), uniqueKey: 'one' })).toEqual({
      status: 400,
      pointers: ['/uniqueKey'],
    });
  });
});

test('a body of several megabytes is taken here', async () => {
  const result = 'x'.repeat(500);
  const { status, body } = await post({ items: itemsOf(5_000, { steps: 0, result }), runAt: LATER });
  expect([status, body.counts.total]).toEqual([201, 5_000]);
  await move(body.id, 'cancel');
  expect(await jobCallsOf(api).waitForEnd(body.id)).toMatchObject({ status: 'cancelled' });
});

describe('cancelling', () => {
  test('ends a batch whose jobs all wait', async () => {
    const id = await create({ items: itemsOf(3), runAt: LATER });
    const { status, body } = await move(id, 'cancel');
    expect(status).toBe(200);
    expect(body.cancelRequestedAt).not.toBeNull();
    await jobOf(id, 10);
    expect(await read(id)).toMatchObject({ status: 'cancelled', counts: { pending: 0, cancelled: 3 } });
    expect((await move(id, 'cancel')).status).toBe(200);
  });

  test('of its job is the same', async () => {
    const id = await create({ items: itemsOf(3), runAt: LATER });
    expect((await api.call('POST', `${JOBS}/${id}/cancel`)).status).toBe(200);
    await jobOf(id, 10);
    expect(await read(id)).toMatchObject({ status: 'cancelled', counts: { cancelled: 3 } });
  });

  test('is refused once the batch has completed', async () => {
    const id = await create({ items: itemsOf(1) });
    await jobOf(id, 10);
    const { status, body } = await move<Problem>(id, 'cancel');
    expect([status, body.code]).toEqual([409, 'batch.ended']);
  });

  test('by this name does not reach a job that is no batch', async () => {
    const { body: job } = await api.call<Job>('POST', JOBS, {
      json: { type: 'demo:run', input: {}, runAt: LATER },
    });
    expect((await move<Problem>(job.id, 'cancel')).body.code).toBe('batch.not_found');
    expect(await jobOf(job.id)).toMatchObject({ status: 'scheduled' });
  });
});

describe('retrying failures', () => {
  const failing = { steps: 1, failAtStep: 1, permanent: true, stepMilliseconds: 0 };

  test('lets the failed jobs run again, and no other', async () => {
    const id = await create({ items: [...itemsOf(2), ...itemsOf(1, failing)] });
    expect(await jobOf(id, 10)).toMatchObject({ status: 'failed', error: { code: 'batch_failed' } });
    const { status, body } = await move(id, 'retry-failed');
    expect([status, body.status]).toEqual([200, 'processing']);
    expect(await jobOf(id, 10)).toMatchObject({ status: 'completed' });
    const attempts = (await list(`batchId=${id}`)).map((job) => job.attempt);
    expect(attempts.toSorted((a, b) => a - b)).toEqual([1, 1, 2]);
  });

  test('is refused of a batch that has not failed', async () => {
    const id = await create({ items: itemsOf(1) });
    await jobOf(id, 10);
    const { status, body } = await move<Problem>(id, 'retry-failed');
    expect([status, body.code]).toEqual([409, 'batch.not_failed']);
  });
});
