/** Requests with an `Idempotency-Key`, over HTTP: for every operation that takes one, and for jobs in particular. */
import type { Job, JobPage, Problem } from '@rota/contracts/server';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createApiKeysService } from '../src/modules/api-keys/index.ts';
import { startTestApi, type TestApi } from './harness.ts';
import { createThings, sampledOperations, type PathIds } from './operation-samples.ts';

const JOBS = '/v1/orgs/{orgId}/jobs';

let api: TestApi;
let own: PathIds;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
  own = await createThings(api);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } });
const create = (key: string, json: object, authorization?: string) =>
  api.call<Job>('POST', JOBS, {
    ...withKey(key),
    json: { type: 'demo:run', input: { steps: 0 }, ...json },
    ...(authorization === undefined ? {} : { authorization }),
  });
const about = (id: string) => ({ subject: { type: 'test', id }, runAt: '2100-01-01T00:00:00Z' });
const madeAbout = async (id: string) =>
  (await api.call<JobPage>('GET', `${JOBS}?subjectType=test&subjectId=${id}`)).body.data;

const idempotent = sampledOperations
  .filter(({ operation }) => operation.idempotent)
  .map((sample): [string, typeof sample] => [sample.operation.operationId, sample]);

/** How many rows of everything that requests make; children of batches are made later, by workers. */
async function countRows(): Promise<unknown> {
  const { rows } = await api.database.owner.execute(
    sql`select (select count(*) from jobs where batch_id is null) as jobs, (select count(*) from batches) as batches,
               (select count(*) from workflows) as workflows, (select count(*) from idempotency_keys) as keys`,
  );
  return rows[0];
}

describe('every operation that takes a key', () => {
  test.each(idempotent)(
    '%s answers a second time what it answered first, and makes nothing',
    async (id, sample) => {
      const path = sample.pathOf({ ...own, ...(await sample.prepare(api)) });
      const request = { ...sample.options(), ...withKey(`walk-${id}`) };
      const first = await api.call(sample.operation.method, path, request);
      expect(sample.operation.successStatuses).toContain(first.status);
      expect(first.headers.get('Idempotent-Replayed')).toBeNull();
      const made = await countRows();
      const second = await api.call(sample.operation.method, path, request);
      expect(second.headers.get('Idempotent-Replayed')).toBe('true');
      expect([second.status, second.headers.get('Location')]).toEqual([
        first.status,
        first.headers.get('Location'),
      ]);
      expect(second.body).toEqual(first.body);
      expect(await countRows()).toEqual(made);
    },
  );

  test.each(idempotent)('%s makes nothing when its answer cannot be kept', async (id, sample) => {
    const path = sample.pathOf({ ...own, ...(await sample.prepare(api)) });
    await api.database.owner.execute(sql`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'no answer is kept'; end $$;
      create trigger refuse before update on idempotency_keys for each row execute function refuse()`);
    try {
      const made = await countRows();
      const request = { ...sample.options(), ...withKey(`refused-${id}`) };
      expect((await api.call(sample.operation.method, path, request)).status).toBe(500);
      expect(await countRows()).toEqual(made);
    } finally {
      await api.database.owner.execute(sql`drop function refuse() cascade`);
    }
  });

  test.each(idempotent)('%s refuses a key that is none, by its name', async (_id, sample) => {
    for (const key of ['', 'with space', 'x'.repeat(256)]) {
      const answer = await api.call<Problem>(sample.operation.method, sample.pathOf(own), {
        ...sample.options(),
        ...withKey(key),
      });
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toEqual([
        { in: 'header', pointer: '/Idempotency-Key', message: expect.any(String) },
      ]);
    }
  });
});

describe('creating a job with a key', () => {
  test('a hundred times at once makes one job, which all are answered', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => create('hundred', about('hundred'))));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('Idempotent-Replayed') === 'true')).toHaveLength(99);
    expect(await madeAbout('hundred')).toHaveLength(1);
  });

  test('is answered 422 when the body is another one', async () => {
    const first = await create('other-body', about('a'));
    const second = await api.call<Problem>('POST', JOBS, {
      ...withKey('other-body'),
      json: { type: 'demo:run', input: { steps: 0 }, ...about('b') },
    });
    expect(second).toMatchObject({ status: 422, body: { code: 'idempotency.reused' } });
    expect((await create('other-body', about('a'))).body).toEqual(first.body);
  });

  test('keeps no failure: the same key does its work once the request is right', async () => {
    const refused = await create('mended', { retry: { strategy: 'list' } });
    expect(refused.status).toBe(400);
    const { status, headers } = await create('mended', about('mended'));
    expect([status, headers.get('Idempotent-Replayed')]).toEqual([201, null]);
  });

  test('does not meet the same key of another organisation, or of another key of its own', async () => {
    const other = await api.addTenant('Other');
    const { key } = await createApiKeysService(api.database).createApiKey({
      orgId: api.tenant.orgId,
      name: 'second',
    });
    const first = await create('shared', about('shared'));
    const foreign = await api.call<Job>('POST', JOBS.replace('{orgId}', other.publicOrgId), {
      ...withKey('shared'),
      authorization: `Bearer ${other.apiKey}`,
      json: { type: 'demo:run', input: { steps: 0 } },
    });
    const beside = await create('shared', about('shared'), `Bearer ${key}`);
    expect([first.status, foreign.status, beside.status]).toEqual([201, 201, 201]);
    expect(new Set([first.body.id, foreign.body.id, beside.body.id]).size).toBe(3);
  });

  test('keeps the 200 of a living unique key, too', async () => {
    const living = await create('unique-1', { ...about('unique'), uniqueKey: 'living' });
    const found = await create('unique-2', { ...about('unique'), uniqueKey: 'living' });
    const again = await create('unique-2', { ...about('unique'), uniqueKey: 'living' });
    expect([found.status, again.status]).toEqual([200, 200]);
    expect([found.body.id, again.body.id]).toEqual([living.body.id, living.body.id]);
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
  });
});
