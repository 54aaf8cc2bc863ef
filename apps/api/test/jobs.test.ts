import type { Job, JobLogPage, JobPage, JobRunPage, JobTypePage, Problem } from '@rota/contracts/server';
import { decodeId, encodeId, jobs, newId } from '@rota/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';

const JOBS = '/v1/orgs/{orgId}/jobs';
const AN_HOUR_MS = 3_600_000;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const create = (input: object, options: object = {}) =>
  api.call<Job>('POST', JOBS, { json: { type: 'demo:run', input, ...options } });
const inAnHour = () => new Date(Date.now() + AN_HOUR_MS).toISOString();
const list = async (query: string) => (await api.call<JobPage>('GET', `${JOBS}?${query}`)).body;
const idsOf = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);

async function finish(jobId: string): Promise<Job> {
  const { body } = await api.call<Job>('GET', `${JOBS}/${jobId}?waitSeconds=20`);
  return body;
}

describe('creating a job', () => {
  test('answers 201 with the job, its place, and its maker from the credential', async () => {
    const subject = { type: 'invoice', id: '42' };
    const { status, headers, body } = await create(
      { steps: 0 },
      { subject, priority: 'high', maxAttempts: 3 },
    );
    expect(status).toBe(201);
    expect(headers.get('Location')).toBe(`/v1/orgs/${api.tenant.publicOrgId}/jobs/${body.id}`);
    expect(body).toMatchObject({
      type: 'demo:run',
      orgId: api.tenant.publicOrgId,
      input: { steps: 0, stepMilliseconds: 200 },
      createdBy: { kind: 'key', id: api.tenant.publicKeyId },
      subject,
      priority: 'high',
      maxAttempts: 3,
      retry: { strategy: 'exponential', baseSeconds: 5 },
    });
  });

  test('waits for runAt', async () => {
    const runAt = inAnHour();
    const { body } = await create({}, { runAt });
    expect(body).toMatchObject({ status: 'scheduled', runAt });
  });

  test('answers 200 with the living job of its unique key, also when the input differs', async () => {
    const first = await create({ steps: 1 }, { uniqueKey: 'same', runAt: inAnHour() });
    const second = await create({ steps: 2 }, { uniqueKey: 'same' });
    expect(second.status).toBe(200);
    expect(second.headers.get('Location')).toBeNull();
    expect(second.body).toEqual(first.body);
  });

  test('is refused with a pointer into the body where the engine refuses it', async () => {
    const retry = { strategy: 'list' };
    const { status, body } = await api.call<Problem>('POST', JOBS, {
      json: { type: 'demo:run', input: {}, retry },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'job.option_invalid',
      errors: [{ in: 'body', pointer: '/retry/delaysSeconds' }],
    });
  });

  test('is refused with a pointer when the input is larger than its limit', async () => {
    const result = 'x'.repeat(262_144);
    const { status, body } = await api.call<Problem>('POST', JOBS, {
      json: { type: 'demo:run', input: { result } },
    });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ in: 'body', pointer: '/input' }]);
  });
});

describe('reading a job with waitSeconds', () => {
  test('answers as soon as the job has ended, with its output', async () => {
    const { body: job } = await create({ steps: 3, stepMilliseconds: 50, result: { a: [1] } });
    const ended = await finish(job.id);
    const lateMs = Date.now() - Date.parse(ended.finishedAt ?? '');
    expect(ended).toMatchObject({ status: 'completed', output: { steps: 3, result: { a: [1] } } });
    // Without a word of the end it would be looked for again after five seconds.
    expect(lateMs).toBeLessThan(4_000);
  });

  test('answers with the job as it stands when the time is up', async () => {
    const { body: job } = await create({}, { runAt: inAnHour() });
    const startedAt = performance.now();
    const { body } = await api.call<Job>('GET', `${JOBS}/${job.id}?waitSeconds=1`);
    expect(body.status).toBe('scheduled');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(950);
  });

  test('lets many wait for one job, and answers all of them', async () => {
    const { body: job } = await create({ steps: 2, stepMilliseconds: 100 });
    const ended = await Promise.all(Array.from({ length: 20 }, () => finish(job.id)));
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['completed']));
  });
});

describe('the list of jobs', () => {
  test('is newest first and goes on by its cursor without gaps, while jobs are added', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      made.unshift((await create({}, { runAt: inAnHour(), subject: { type: 'page', id: 'a' } })).body.id);
    }
    const filter = 'subjectType=page&subjectId=a&limit=2';
    const first = await list(filter);
    await create({}, { runAt: inAnHour(), subject: { type: 'page', id: 'a' } });
    const second = await list(`${filter}&cursor=${first.nextCursor}`);
    const third = await list(`${filter}&cursor=${second.nextCursor}`);
    expect([first, second, third].flatMap(idsOf)).toEqual(made);
    expect(third.nextCursor).toBeNull();
  });

  test('ends on a page that is exactly full', async () => {
    const subject = { type: 'page', id: 'full' };
    await create({}, { runAt: inAnHour(), subject });
    await create({}, { runAt: inAnHour(), subject });
    expect((await list('subjectType=page&subjectId=full&limit=2')).nextCursor).toBeNull();
  });

  test('refuses a cursor of another filter, of another list, and a made-up one', async () => {
    await create({}, { runAt: inAnHour() });
    await create({}, { runAt: inAnHour() });
    const { nextCursor } = await list('status=scheduled&limit=1');
    const asked = [
      `${JOBS}?status=pending&cursor=${nextCursor}`,
      `/v1/orgs/{orgId}/files?cursor=${nextCursor}`,
      `${JOBS}?cursor=x`,
      `${JOBS}?status=scheduled&cursor=${nextCursor?.slice(1)}`,
    ];
    for (const path of asked) {
      const { status, body } = await api.call<Problem>('GET', path);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ in: 'query', pointer: '/cursor' }]);
    }
  });

  test('leaves input and output out unless they are asked for', async () => {
    const { body: job } = await create({ steps: 0 }, { subject: { type: 'parts', id: '1' } });
    await finish(job.id);
    const of = async (include: string) => (await list(`subjectType=parts&subjectId=1${include}`)).data[0];
    expect(await of('')).not.toHaveProperty('input');
    expect(await of('')).not.toHaveProperty('output');
    expect(await of('&include=output')).toMatchObject({ output: { steps: 0 } });
    expect(await of('&include=input,output')).toMatchObject({ input: { steps: 0 }, output: { steps: 0 } });
  });

  test('narrows by status, type, time and dead letters; several values of one name are alternatives', async () => {
    const subject = { type: 'filters', id: '1' };
    const { body: good } = await create({ steps: 0 }, { subject });
    const { body: bad } = await create({ steps: 1, failAtStep: 1, permanent: true }, { subject });
    const { body: waiting } = await create({}, { subject, runAt: inAnHour() });
    await Promise.all([finish(good.id), finish(bad.id)]);
    const of = async (query: string) => idsOf(await list(`subjectType=filters&subjectId=1&${query}`));

    expect(await of('status=completed')).toEqual([good.id]);
    expect(await of('status=failed,scheduled')).toEqual([waiting.id, bad.id]);
    expect(await of('status=failed&status=scheduled')).toEqual([waiting.id, bad.id]);
    expect(await of('type=data:import')).toEqual([]);
    expect(await of('type=demo:run,data:import')).toHaveLength(3);
    expect(await of('deadLettered=true')).toEqual([bad.id]);
    expect(await of('deadLettered=false')).toEqual([waiting.id, good.id]);
    expect(await of(`createdAfter=${bad.createdAt}&createdBefore=${waiting.createdAt}`)).toEqual([bad.id]);
    expect(await of(`createdBefore=${good.createdAt}`)).toEqual([]);
  });
});

describe('a list of jobs', () => {
  test('shows jobs of a batch where the batch is asked for, and nowhere else', async () => {
    const { body: child } = await create({ steps: 0 }, { subject: { type: 'batched', id: '1' } });
    const batchId = newId();
    await finish(child.id);
    await api.database.owner
      .update(jobs)
      .set({ batchId })
      .where(eq(jobs.id, decodeId('job', child.id) ?? ''));
    for (const query of ['', 'status=completed', 'type=demo:run', 'subjectType=batched&subjectId=1']) {
      expect(idsOf(await list(query))).not.toContain(child.id);
    }
    expect(idsOf(await list(`batchId=${encodeId('job', batchId)}`))).toEqual([child.id]);
    expect(idsOf(await list(`batchId=${child.id}`))).toEqual([]);
  });

  test('finds text in input, error, subject and unique key, whatever its case, taken as it is', async () => {
    const of = async (search: string) =>
      idsOf(await list(`type=demo:run&search=${encodeURIComponent(search)}`));
    const { body: input } = await create({ steps: 0, result: { note: 'Quartz 100%_' } });
    const { body: subject } = await create({ steps: 0 }, { subject: { type: 'stone', id: 'quarry-7' } });
    const { body: key } = await create({}, { uniqueKey: 'quack', runAt: inAnHour() });
    expect(await of('quARTZ')).toEqual([input.id]);
    expect(await of('100%_')).toEqual([input.id]);
    expect(await of('%')).toEqual([input.id]);
    expect(await of('qua')).toEqual([key.id, subject.id, input.id]);
    expect(await of('no such text')).toEqual([]);
  });

  test('is not searched without exactly one type, nor beyond 7 days', async () => {
    for (const query of ['search=a', 'search=a&type=demo:run,data:import']) {
      const { body } = await api.call<Problem>('GET', `${JOBS}?${query}`);
      expect(body).toMatchObject({ status: 400, errors: [{ in: 'query', pointer: '/search' }] });
    }
    const { body: old } = await create({ steps: 0, result: 'ancient' });
    await api.database.owner
      .update(jobs)
      .set({ createdAt: sql`now() - interval '8 days'` })
      .where(eq(jobs.id, decodeId('job', old.id) ?? ''));
    expect(idsOf(await list('type=demo:run&search=ancient&createdAfter=2020-01-01T00:00:00Z'))).toEqual([]);
  });
});

describe('what a job leaves behind', () => {
  test('is log lines over all its runs, oldest first, from any line on', async () => {
    const { body: job } = await create({ steps: 5, stepMilliseconds: 0 });
    await finish(job.id);
    const logs = async (query: string) =>
      (await api.call<JobLogPage>('GET', `${JOBS}/${job.id}/logs?${query}`)).body;
    const all = (await logs('')).data;
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => a - b));

    const page = await logs('limit=2');
    expect(page.data).toEqual(all.slice(0, 2));
    expect((await logs(`limit=2&cursor=${page.nextCursor}`)).data).toEqual(all.slice(2, 4));
    expect((await logs(`afterId=${all[2]?.id}`)).data).toEqual(all.slice(3));
    expect((await logs(`afterId=${all[3]?.id}&cursor=${page.nextCursor}`)).data).toEqual(all.slice(4));
  });

  test('is its runs, newest first, with outcome and error', async () => {
    const fixed = { strategy: 'fixed', baseSeconds: 0, jitter: 0 };
    const { body: job } = await create(
      { steps: 1, stepMilliseconds: 0, failAtStep: 1, failAttempts: 2 },
      { retry: fixed },
    );
    await finish(job.id);
    const runs = async (query: string) =>
      (await api.call<JobRunPage>('GET', `${JOBS}/${job.id}/runs?${query}`)).body;
    const all = (await runs('')).data;
    expect(all.map(({ run, outcome }) => [run, outcome])).toEqual([
      [3, 'completed'],
      [2, 'retrying'],
      [1, 'retrying'],
    ]);
    expect(all[2]?.error).toMatchObject({ attempt: 1 });
    const first = await runs('limit=1');
    expect((await runs(`limit=1&cursor=${first.nextCursor}`)).data[0]?.run).toBe(2);
  });
});

describe('the catalogue', () => {
  test('lists what can be made here, with schemas and the defaults that jobs get', async () => {
    const { body } = await api.call<JobTypePage>('GET', '/v1/orgs/{orgId}/job-types');
    expect(body.data.map(({ type }) => type)).toEqual([
      'data:import',
      'dead-letters:retry',
      'demo:run',
      'jobs:act',
    ]);
    const demo = body.data.find(({ type }) => type === 'demo:run');
    const { body: job } = await create({}, { runAt: inAnHour() });
    const { priority, maxAttempts, timeoutSeconds, retry } = job;
    expect(demo).toMatchObject({
      inputSchema: { type: 'object', properties: { steps: { default: 10 } } },
      defaults: { priority, maxAttempts, timeoutSeconds, retry },
    });
  });
});
