import type { Job, JobStats, JobWaiting, Problem } from '@rota/contracts/server';
import { decodeId, jobPauses, workers } from '@rota/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';
import { jobCallsOf } from './job-calls.ts';

const JOBS = '/v1/orgs/{orgId}/jobs';
const HOUR_MS = 3_600_000;

let api: TestApi;

async function create(options: object = {}): Promise<Job> {
  const json = { type: 'demo:run', input: { steps: 0 }, ...options };
  return (await api.call<Job>('POST', JOBS, { json })).body;
}

const waitOf = async (job: Job) => (await api.call<JobWaiting>('GET', `${JOBS}/${job.id}/waiting`)).body;
const stats = async (query = '') => (await api.call<JobStats>('GET', `${JOBS}/stats${query}`)).body;
const soon = () => new Date(Date.now() + HOUR_MS).toISOString();

const worker = { host: 'h', pid: 1, version: '1', roles: ['worker'], slots: 4, slotsInUse: 0 };
const startedAt = new Date();
/** Heard of for as long as the tests last. */
const here = {
  ...worker,
  id: 'here',
  queues: ['default'],
  startedAt,
  lastSeenAt: new Date(Date.now() + HOUR_MS),
};

describe('what a job waits for', () => {
  beforeAll(async () => {
    // Nobody runs jobs here, so that they wait for a worker that is there and takes none.
    api = await startTestApi();
    await api.database.owner.insert(workers).values(here);
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });

  test('is its time, while that has not come', async () => {
    const runAt = soon();
    expect(await waitOf(await create({ runAt }))).toEqual({
      reason: 'scheduled',
      detail: 'Its time has not come.',
      position: 0,
      estimatedStartAt: runAt,
    });
  });

  test('is the line, in which each has its place, over all organisations', async () => {
    const [first, second] = [await create(), await create()];
    const before = (await waitOf(first)).position;
    expect(await waitOf(second)).toMatchObject({ reason: 'line', position: Number(before) + 1 });
    const other = await api.addTenant('Other');
    const answer = await api.call<Problem>('GET', `/v1/orgs/${other.publicOrgId}/jobs/${first.id}/waiting`, {
      authorization: `Bearer ${other.apiKey}`,
    });
    expect(answer.body).toMatchObject({ status: 404, code: 'job.not_found' });
  });

  test('is counted to 10,000 in a longer line, and told as 10000+ beyond', async () => {
    const job = await create();
    const message = sql`(select message_id from jobs where id = ${decodeId('job', job.id)})`;
    await api.database.owner.execute(sql`
      insert into pgboss.job (name, data, priority, created_on)
      select name, data, priority + 1, created_on from pgboss.job, generate_series(1, 10050) where id = ${message}`);
    expect(await waitOf(job)).toMatchObject({ reason: 'line', position: '10000+', estimatedStartAt: null });
    await api.database.owner.execute(sql`
      delete from pgboss.job where id not in (select message_id from jobs where message_id is not null)`);
  });

  test('is a worker, when there is none, or all are silent or serve other queues', async () => {
    const job = await create();
    const { owner } = api.database;
    await owner.delete(workers);
    expect(await waitOf(job)).toMatchObject({ reason: 'noWorker' });
    await owner.insert(workers).values([
      { ...worker, id: 'silent', queues: ['default'], startedAt, lastSeenAt: new Date(Date.now() - HOUR_MS) },
      { ...worker, id: 'elsewhere', queues: ['other'], startedAt },
    ]);
    expect(await waitOf(job)).toMatchObject({ reason: 'noWorker' });
    await owner.insert(workers).values(here);
    expect(await waitOf(job)).toMatchObject({ reason: 'line' });
  });

  test('is a pause, of its type or of all work', async () => {
    const job = await create();
    const { orgId } = api.tenant;
    await api.database.owner.insert(jobPauses).values({ orgId, type: 'demo:run' });
    expect(await waitOf(job)).toMatchObject({ reason: 'paused', detail: 'Jobs of demo:run are paused.' });
    await api.database.owner.insert(jobPauses).values({ orgId, type: null });
    expect(await waitOf(job)).toMatchObject({
      reason: 'paused',
      detail: "The organisation's work is paused.",
    });
    await api.database.owner.delete(jobPauses);
  });
});

describe('statistics', () => {
  beforeAll(async () => {
    api = await startTestApi();
    await api.startWorker();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });

  test('of an organisation without jobs are zeros, and no latencies', async () => {
    const answer = await stats();
    expect(Object.values(answer.byStatus)).toEqual(Array.from({ length: 8 }, () => 0));
    expect(answer).toMatchObject({ failedLast24h: 0, slow: [] });
    expect(answer.series.every(({ finished, failed }) => finished === 0 && failed === 0)).toBe(true);
    expect(answer.latency).toEqual({
      wait: { p50: null, p95: null, p99: null },
      run: { p50: null, p95: null, p99: null },
    });
  });

  test('count jobs where they stand, and tell what ended, failed and took long in the period', async () => {
    const failing = { steps: 1, stepMilliseconds: 0, failAtStep: 1, permanent: true };
    const made = [await create(), await create(), await create({ input: failing })];
    const waiting = await create({ runAt: soon() });
    const { waitForEnd } = jobCallsOf(api);
    for (const { id } of made) await waitForEnd(id);
    // The times of a machine with nothing else to do: only the second took long, and all began soon.
    await api.database.owner.execute(sql`
      update jobs set started_at = finished_at - took, created_at = finished_at - took - interval '0.1 s'
      from (select id, case id when ${decodeId('job', made[1]?.id ?? '')} then interval '1.4 s' else '0.01 s' end as took
            from jobs) as times
      where jobs.id = times.id and finished_at is not null`);

    const answer = await stats('?slowSeconds=1');
    expect(answer.byStatus).toMatchObject({ scheduled: 1, completed: 2, failed: 1, cancelled: 0 });
    expect(answer.failedLast24h).toBe(1);
    expect(answer.slow).toMatchObject([{ id: made[1]?.id, type: 'demo:run' }]);
    expect(answer.slow[0]?.seconds).toBeCloseTo(1.4);
    const sum = (of: 'finished' | 'failed') =>
      answer.series.reduce((total, point) => total + Number(point[of]), 0);
    expect([sum('finished'), sum('failed')]).toEqual([3, 1]);
    expect(answer.latency.run.p99).toBeGreaterThan(1);
    expect(answer.latency.wait.p50).toBeCloseTo(0.1);
    expect(waiting.status).toBe('scheduled');
  });

  test('leave out what ended before the period, except where jobs stand now', async () => {
    const answer = await stats(`?to=${new Date(Date.now() - HOUR_MS).toISOString()}`);
    expect(answer.series.every(({ finished }) => finished === 0)).toBe(true);
    expect(answer).toMatchObject({ slow: [], latency: { run: { p50: null } }, byStatus: { completed: 2 } });
  });

  test('are refused for a period that ends before it begins, and for one that is too long', async () => {
    for (const query of [
      '?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
      '?from=2020-01-01T00:00:00Z',
    ]) {
      const { body } = await api.call<Problem>('GET', `${JOBS}/stats${query}`);
      expect(body).toMatchObject({ status: 400, errors: [{ in: 'query', pointer: '/from' }] });
    }
  });

  test('count to 10,000 and then say so', async () => {
    const tenant = await api.addTenant('Large');
    await api.database.owner.execute(sql`
      insert into jobs (id, org_id, type, status, input, retry, created_by_kind, started_at, finished_at)
      select gen_random_uuid(), ${tenant.orgId}, 'demo:run', 'completed', '{}', '{}', 'key', now(), now()
      from generate_series(1, 10001)`);
    const { body } = await api.call<JobStats>('GET', `/v1/orgs/${tenant.publicOrgId}/jobs/stats`, {
      authorization: `Bearer ${tenant.apiKey}`,
    });
    expect(body.byStatus.completed).toBe('10000+');
    expect(body.series.at(-1)?.finished).toBe('10000+');
  });
});
