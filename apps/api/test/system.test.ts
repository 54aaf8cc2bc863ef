import {
  operations,
  type Job,
  type JobPage,
  type JobRunPage,
  type Operation,
  type Problem,
  type SystemHealth,
  type SystemJobRunPage,
  type SystemQueuePage,
  type SystemSchedulePage,
  type SystemWorkerPage,
  type WorkerRun,
} from '@rota/contracts/server';
import { workers } from '@rota/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  OPERATOR_TOKEN,
  startTestApi,
  WORKER_SECRET_TOKEN,
  type TestApi,
  type TestTenant,
} from './harness.ts';
import { unknownIds } from './operation-samples.ts';

const asOperator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
const asHost = { authorization: `Bearer ${WORKER_SECRET_TOKEN}` };
const ofSystem = Object.values<Operation>(operations).filter(({ pathTemplate }) =>
  pathTemplate.startsWith('/v1/system/'),
);
const pathOf = ({ pathTemplate }: Operation): string => pathTemplate.replace('{jobId}', unknownIds().jobId);

let api: TestApi;
let other: TestTenant;

const read = async <Body>(path: string) =>
  (await api.call<Body>('GET', `/v1/system/${path}`, asOperator)).body;

async function createJob(tenant: TestTenant, options: object = {}): Promise<Job> {
  const json = { type: 'demo:run', input: { steps: 0 }, ...options };
  const path = `/v1/orgs/${tenant.publicOrgId}/jobs`;
  return (await api.call<Job>('POST', path, { json, authorization: `Bearer ${tenant.apiKey}` })).body;
}

/** As a worker that died so long ago left it. */
function addSilentWorker(id: string, seconds: number): Promise<unknown> {
  const worker = { host: 'h', pid: 1, version: '1', roles: ['worker'], queues: [], slots: 5, slotsInUse: 5 };
  const lastSeenAt = sql`now() - ${seconds} * interval '1 second'`;
  return api.database.owner.insert(workers).values({ ...worker, id, startedAt: new Date(0), lastSeenAt });
}

beforeAll(async () => {
  api = await startTestApi();
  other = await api.addTenant('Other');
});
afterAll(() => api[Symbol.asyncDispose]());

describe('who may', () => {
  test.each(ofSystem.map((operation): [string, Operation] => [operation.operationId, operation]))(
    '%s is opened by its tokens alone: another good credential is refused with 403',
    async (_id, operation) => {
      const wrong = [`Bearer ${api.tenant.apiKey}`];
      if (!operation.security.includes('operator')) wrong.push(asOperator.authorization);
      if (!operation.security.includes('worker')) wrong.push(asHost.authorization);
      for (const authorization of wrong) {
        const { body } = await api.call<Problem>(operation.method, pathOf(operation), { authorization });
        expect(body).toMatchObject({ status: 403, code: 'credential.forbidden' });
      }
    },
  );

  test.each([OPERATOR_TOKEN, WORKER_SECRET_TOKEN])(
    'a token of the system opens nothing of an organisation',
    async (token) => {
      const authorization = `Bearer ${token}`;
      const paths = Object.values<Operation>(operations).filter(({ security }) => security.includes('key'));
      for (const { method, pathTemplate } of paths) {
        const path = pathTemplate.replaceAll(/\{(?!orgId)\w+\}/g, 'x');
        const { body } = await api.call<Problem>(method, path, { authorization });
        expect(body).toMatchObject({ status: 401, code: 'credential.invalid' });
      }
    },
  );

  test('without tokens in the configuration nothing of the system is opened, by no token and no key', async () => {
    await using closed = await startTestApi({ operatorToken: null, workerSecretToken: null });
    for (const operation of ofSystem) {
      for (const { authorization } of [asOperator, asHost]) {
        const { body } = await closed.call<Problem>(operation.method, pathOf(operation), { authorization });
        expect(body).toMatchObject({ status: 401, code: 'credential.invalid' });
      }
    }
  });

  test('neither token is in the log', async () => {
    await api.call('GET', '/v1/system/health', asOperator);
    await api.call('GET', '/v1/system/health', asHost);
    expect(api.logLines.findLast(({ msg }) => msg === 'request answered')).toMatchObject({
      principal: 'worker',
    });
    expect(JSON.stringify(api.logLines)).not.toMatch(/token-of-tests/);
  });
});

describe('jobs over organisations', () => {
  test('are listed newest first, page by page, as their filters say', async () => {
    const jobs = [];
    for (const tenant of [api.tenant, other, api.tenant, other]) jobs.push(await createJob(tenant));
    const newestFirst = jobs.map(({ id }) => id).toReversed();
    const first = await read<JobPage>('jobs?limit=3');
    expect(first.data.map(({ id }) => id)).toEqual(newestFirst.slice(0, 3));
    expect(first.data[0]).not.toHaveProperty('input');
    const second = await read<JobPage>(`jobs?limit=3&cursor=${first.nextCursor}`);
    expect(second.data[0]?.id).toBe(newestFirst[3]);
    const ids = async (query: string) => (await read<JobPage>(`jobs?${query}`)).data.map(({ id }) => id);
    const ofOther = newestFirst.filter((_id, index) => index % 2 === 0);
    expect(await ids(`orgId=${other.publicOrgId}`)).toEqual(ofOther);
    expect(await ids(`orgId=${other.publicOrgId}&status=pending`)).toEqual(ofOther);
    expect(await ids('status=pending&limit=4')).toEqual(newestFirst);
    expect(await ids('type=demo:run&limit=4')).toEqual(newestFirst);
    expect(await ids(`type=demo:run&status=pending&limit=2&createdBefore=${jobs[2]?.createdAt}`)).toEqual(
      newestFirst.slice(2),
    );
    expect(await ids('status=failed')).toEqual([]);
    expect(await ids('deadLettered=true')).toEqual([]);
    expect(await ids('workerId=nobody')).toEqual([]);
    expect(await ids(`batchId=${unknownIds().jobId}`)).toEqual([]);
    // A cursor belongs to its filters.
    const refused = await api.call<Problem>(
      'GET',
      `/v1/system/jobs?status=failed&cursor=${first.nextCursor}`,
      asOperator,
    );
    expect(refused.status).toBe(400);
  });

  test('show the stack of an error, which their organisation does not see', async () => {
    const { id } = await createJob(other, { input: { steps: 1, failAtStep: 1, permanent: true } });
    expect(await api.call<WorkerRun>('POST', '/v1/system/worker/run?seconds=20', asHost)).toMatchObject({
      status: 200,
      body: { failed: 1 },
    });
    const { data } = await read<SystemJobRunPage>(`jobs/${id}/runs`);
    expect(data).toMatchObject([
      { run: 1, outcome: 'failed', stack: expect.stringContaining('demo-run.handler.ts') },
    ]);
    const own = await api.call<JobRunPage>('GET', `/v1/orgs/${other.publicOrgId}/jobs/${id}/runs`, {
      authorization: `Bearer ${other.apiKey}`,
    });
    expect(own.body.data).toHaveLength(1);
    expect(JSON.stringify(own.body)).not.toContain('stack');
    expect((await read<JobPage>('jobs?deadLettered=true')).data.map((job) => job.id)).toEqual([id]);
    const missing = await api.call<Problem>('GET', `/v1/system/jobs/${unknownIds().jobId}/runs`, asOperator);
    expect(missing.body).toMatchObject({ status: 404, code: 'job.not_found' });
  });
});

describe('a bounded run of a worker', () => {
  test('runs what waits, by POST and by GET, and says what became of it', async () => {
    for (const method of ['POST', 'GET']) {
      const { id } = await createJob(other);
      const { body } = await api.call<WorkerRun>(method, '/v1/system/worker/run?seconds=20', asHost);
      expect(body).toMatchObject({ claimed: 1, completed: 1, failed: 0, retrying: 0, left: 0 });
      expect((await read<JobPage>('jobs?limit=1')).data[0]).toMatchObject({ id, status: 'completed' });
    }
  });

  test('is refused while another one goes on in the process', async () => {
    await createJob(other, { input: { steps: 3, stepMilliseconds: 1_000 } });
    const first = api.call<WorkerRun>('POST', '/v1/system/worker/run?seconds=20', asHost);
    await expect.poll(async () => (await read<SystemHealth>('health')).workerAlive).toBe(true);
    const { body } = await api.call<Problem>('POST', '/v1/system/worker/run', asHost);
    expect(body).toMatchObject({ status: 409, code: 'worker.already_running' });
    expect((await first).body).toMatchObject({ completed: 1 });
    expect((await read<SystemHealth>('health')).workerAlive).toBe(false);
  });

  test.each(['0', '281', '1.5', 'x'])('is refused for %s seconds', async (seconds) => {
    const { status } = await api.call('POST', `/v1/system/worker/run?seconds=${seconds}`, asHost);
    expect(status).toBe(400);
  });
});

describe('workers, queues, schedules and health', () => {
  test('say that nothing runs while nobody is there', async () => {
    expect(await read<SystemHealth>('health')).toMatchObject({
      status: 'down',
      workerAlive: false,
      workerIds: [],
      environment: { name: 'test', region: 'test-1' },
    });
    const { id } = await createJob(api.tenant);
    const { data } = await read<SystemQueuePage>('queues');
    expect(data.find(({ name }) => name === 'default')).toMatchObject({
      waiting: 1,
      capacity: 0,
      servedBy: [],
      inHand: 0,
    });
    await api.call('POST', `/v1/orgs/{orgId}/jobs/${id}/cancel`);
  });

  test('say who runs what, and what by the clock', async () => {
    const worker = await api.startWorker();
    const { data: listed } = await read<SystemWorkerPage>('workers?alive=true');
    expect(listed).toMatchObject([
      {
        id: worker.id,
        alive: true,
        slots: 5,
        queues: null,
        region: 'test-1',
        roles: ['api', 'worker'],
        pid: process.pid,
      },
    ]);
    expect(await read<SystemHealth>('health')).toMatchObject({ status: 'ok', workerIds: [worker.id] });
    const { data: queues } = await read<SystemQueuePage>('queues');
    expect(queues.map(({ name }) => name)).toEqual(queues.map(({ name }) => name).toSorted());
    expect(queues.find(({ name }) => name === 'default')).toMatchObject({
      capacity: 5,
      servedBy: [worker.id],
    });
    const { data: schedules, nextCursor } = await read<SystemSchedulePage>('schedules?limit=2');
    expect(schedules.map(({ name }) => name)).toEqual(['database:maintain', 'jobs:prune']);
    const rest = await read<SystemSchedulePage>(`schedules?cursor=${nextCursor}`);
    expect(rest.data[0]).toMatchObject({ name: 'storage:cleanup', cron: '17 * * * *' });

    const job = await createJob(api.tenant, { input: { steps: 2, stepMilliseconds: 1_000 } });
    const inHand = async () => (await read<JobPage>(`jobs?workerId=${worker.id}`)).data.map(({ id }) => id);
    await expect.poll(inHand).toEqual([job.id]);
    await worker.stop(10_000);
    expect((await read<SystemWorkerPage>('workers')).data).toEqual([]);
  });

  test('know a worker that fell silent from one that lives, and are degraded for a minute after', async () => {
    const worker = await api.startWorker();
    await addSilentWorker('dead', 50);
    await addSilentWorker('long-dead', 70);
    expect(await read<SystemHealth>('health')).toMatchObject({ status: 'degraded', workerIds: [worker.id] });
    const page = await read<SystemWorkerPage>('workers?limit=1');
    expect(page.data[0]).toMatchObject({ id: worker.id, alive: true });
    const next = await read<SystemWorkerPage>(`workers?cursor=${page.nextCursor}`);
    expect(next.data.map(({ id, alive }) => [id, alive])).toEqual([
      ['long-dead', false],
      ['dead', false],
    ]);
    expect((await read<SystemWorkerPage>('workers?alive=true')).data).toHaveLength(1);
    await api.database.owner.delete(workers).where(eq(workers.id, 'dead'));
    expect(await read<SystemHealth>('health')).toMatchObject({ status: 'ok' });
    await worker.stop(0);
  });

  test('are degraded while jobs wait in a queue that nobody serves', async () => {
    await addSilentWorker('elsewhere', 0);
    await api.database.owner
      .update(workers)
      .set({ queues: ['elsewhere'] })
      .where(eq(workers.id, 'elsewhere'));
    expect(await read<SystemHealth>('health')).toMatchObject({ status: 'ok' });
    await createJob(api.tenant);
    expect(await read<SystemHealth>('health')).toMatchObject({ status: 'degraded', workerAlive: true });
    await api.database.owner.delete(workers);
  });
});
