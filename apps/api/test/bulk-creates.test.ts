/** Many jobs in one request, and jobs that wait for others, over HTTP. */
import type { Job, JobPage, Meta, Problem } from '@rota/contracts/server';
import { encodeId, newId } from '@rota/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';

const JOBS = '/v1/orgs/{orgId}/jobs';
const LATER = '2100-01-01T00:00:00Z';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const demo = (input: object = {}, options: object = {}) => ({ type: 'demo:run', input, ...options });
const create = (job: object) => api.call<Job>('POST', JOBS, { json: job });
const createAll = <Body = { data: Job[] }>(jobs: unknown[], headers: Record<string, string> = {}) =>
  api.call<Body>('POST', `${JOBS}/bulk`, { json: { jobs }, headers });
const madeAbout = async (id: string) =>
  (await api.call<JobPage>('GET', `${JOBS}?subjectType=bulk&subjectId=${id}`)).body.data;
const about = (id: string) => ({ subject: { type: 'bulk', id } });
const nested = (levels: number): unknown => (levels === 1 ? [] : [nested(levels - 1)]);

describe('creating many jobs', () => {
  test('answers a job for each request, in their order', async () => {
    const jobs = Array.from({ length: 1_000 }, (_, steps) => demo({ steps }, { runAt: LATER }));
    const { status, body } = await createAll(jobs);
    expect(status).toBe(201);
    expect(body.data.map(({ input }) => input)).toEqual(
      jobs.map(({ input }) => ({ ...input, stepMilliseconds: 200 })),
    );
    expect(new Set(body.data.map(({ id }) => id)).size).toBe(1_000);
    expect(new Set(body.data.map((job) => job.status))).toEqual(new Set(['scheduled']));
  });

  test('is refused with none, and with more than 1,000', async () => {
    for (const jobs of [[], Array.from({ length: 1_001 }, () => demo())]) {
      const { status, body } = await createAll<Problem>(jobs);
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/jobs']);
    }
  });

  test('makes none when one is wrong, and tells of each at its place', async () => {
    const { status, body } = await createAll<Problem>([
      demo({ steps: 1 }, about('none')),
      demo({ steps: -1 }, about('none')),
      demo({ steps: 1, nonsense: 1 }, about('none')),
      { ...demo(), type: 'no:such' },
    ]);
    expect(status).toBe(400);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/jobs/1/input/steps', '/jobs/2/input/nonsense', '/jobs/3/type']),
    );
    expect(await madeAbout('none')).toEqual([]);
  });

  test('makes none when the engine refuses one, and tells of each at its place', async () => {
    const refused = demo({}, { retry: { strategy: 'list' } });
    const { status, body } = await createAll<Problem>([
      demo({}, about('refused')),
      refused,
      demo({ result: 'x'.repeat(262_144) }),
    ]);
    expect([status, body.code]).toEqual([400, 'job.request_invalid']);
    expect(body.errors).toMatchObject([
      { in: 'body', pointer: '/jobs/1/retry/delaysSeconds' },
      { in: 'body', pointer: '/jobs/2/input' },
    ]);
    expect(await madeAbout('refused')).toEqual([]);
  });

  test('answers the living job where a unique key is taken, also within the request', async () => {
    const living = await create(demo({}, { uniqueKey: 'taken', runAt: LATER }));
    const { body } = await createAll([
      demo({ steps: 1 }, { uniqueKey: 'taken' }),
      demo({ steps: 2, stepMilliseconds: 0 }, { uniqueKey: 'twice' }),
      demo({ steps: 3 }, { uniqueKey: 'twice' }),
    ]);
    const [first, second, third] = body.data;
    expect(first).toEqual(living.body);
    expect([second?.uniqueKey, second?.input]).toEqual(['twice', { steps: 2, stepMilliseconds: 0 }]);
    expect(third).toEqual(second);
  });

  test('takes a body of 10 MiB, and an input as deep as a single create does', async () => {
    const { body: meta } = await api.call<Meta>('GET', '/v1/meta');
    expect(meta.limits).toMatchObject({ bulkBodyBytes: 10_485_760, bulkJobs: 1_000 });
    const send = (bytes: number) =>
      api.call('POST', `${JOBS}/bulk`, {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ jobs: [demo({ steps: 0, result: nested(31) })] }).padEnd(bytes),
      });
    expect((await send(meta.limits.bulkBodyBytes)).status).toBe(201);
    expect((await send(meta.limits.bulkBodyBytes + 1)).status).toBe(413);
    expect((await createAll([demo({ result: nested(32) })])).status).toBe(400);
  });

  test('sent again with its key, answers the same jobs', async () => {
    const jobs = Array.from({ length: 100 }, () => demo({}, { ...about('again'), runAt: LATER }));
    const first = await createAll(jobs, { 'Idempotency-Key': 'bulk' });
    const second = await createAll(jobs, { 'Idempotency-Key': 'bulk' });
    expect(second.body).toEqual(first.body);
    const page = await api.call<JobPage>('GET', `${JOBS}?subjectType=bulk&subjectId=again&limit=100`);
    expect([page.body.data.length, page.body.nextCursor]).toEqual([100, null]);
  });
});

describe('what a create answers', () => {
  test('is what a read answers that comes right after', async () => {
    const parent = await create(demo({}, { runAt: LATER }));
    const cancelled = await create(demo({}, { runAt: LATER }));
    await api.call('POST', `${JOBS}/${cancelled.body.id}/cancel`);
    const { body } = await createAll([
      demo(),
      demo(
        { result: { b: 1, a: [null] } },
        { runAt: '2100-01-01T02:00:00+02:00', uniqueKey: 'read', ...about('read') },
      ),
      demo({}, { priority: 'low', maxAttempts: 3, retry: { strategy: 'fixed' }, timeoutSeconds: 9 }),
      demo({}, { dependsOn: [parent.body.id] }),
      demo({}, { dependsOn: [cancelled.body.id] }),
      demo({}, { dependsOn: [cancelled.body.id], onParentFailure: 'skip' }),
    ]);
    expect(body.data.map(({ status }) => status)).toEqual([
      'pending',
      'scheduled',
      'pending',
      'blocked',
      'failed',
      'cancelled',
    ]);
    for (const job of body.data) expect((await api.call<Job>('GET', `${JOBS}/${job.id}`)).body).toEqual(job);
  });
});

describe('a job that depends on others', () => {
  test('is blocked until they have ended, and then runs', async () => {
    const parent = await create(demo({ steps: 0 }, { runAt: LATER }));
    const child = await create(demo({ steps: 0 }, { dependsOn: [parent.body.id] }));
    expect(child).toMatchObject({ status: 201, body: { status: 'blocked' } });
    const worker = await api.startWorker();
    await api.call('POST', `${JOBS}/${parent.body.id}/retry`);
    const ended = await api.call<Job>('GET', `${JOBS}/${child.body.id}?waitSeconds=20`);
    expect(ended.body.status).toBe('completed');
    await worker.stop(0);
  });

  test('does as it was told when one of them does not complete', async () => {
    const parent = await create(demo({}, { runAt: LATER }));
    const effects = ['fail', 'skip', 'continue'] as const;
    const { body } = await createAll(
      effects.map((onParentFailure) => demo({}, { dependsOn: [parent.body.id], onParentFailure })),
    );
    await api.call('POST', `${JOBS}/${parent.body.id}/cancel`);
    const statuses = [];
    for (const { id } of body.data) statuses.push((await api.call<Job>('GET', `${JOBS}/${id}`)).body.status);
    expect(statuses).toEqual(['failed', 'cancelled', 'pending']);
  });

  test('is refused alike for a job of another organisation and for one that does not exist', async () => {
    const other = await api.addTenant('Other');
    const foreign = await api.call<Job>('POST', JOBS.replace('{orgId}', other.publicOrgId), {
      authorization: `Bearer ${other.apiKey}`,
      json: demo({}, { runAt: LATER }),
    });
    const ids = [foreign.body.id, encodeId('job', newId())];
    const problems = await Promise.all(
      ids.map((id) => api.call<Problem>('POST', JOBS, { json: demo({}, { dependsOn: [id] }) })),
    );
    for (const { status, body } of problems) {
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'job.option_invalid', errors: problems[0]?.body.errors });
      expect(body.errors).toMatchObject([{ in: 'body', pointer: '/dependsOn/0' }]);
    }
  });
});
