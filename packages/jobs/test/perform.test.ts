import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { newId } from '@rota/db';
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';

import { cancelJobs } from '../src/by-hand/cancel.ts';
import {
  createJobHandlerRegistry,
  createTypedJobs,
  createWorker,
  defineJob,
  JobRequestError,
  JobStateError,
  PermanentJobError,
  SnoozeJob,
  type JobCaller,
} from '../src/index.ts';
import { pauseJobs, resumeJobs } from '../src/parking/pause.ts';
import { createTestEngine, defineTestJob, testJobType, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

const doubleType = {
  ...testJobType('test:double'),
  input: z.strictObject({ n: z.number() }),
  output: z.strictObject({ doubled: z.number() }),
};
const double = defineJob(doubleType, {
  async run({ input, helpers, logger }) {
    helpers.updateProgress(50, 'half');
    logger.info('doubling', { n: input.n });
    return { output: { doubled: input.n * 2 } };
  },
});
const cappedType = testJobType('test:capped');

let gate: ReturnType<typeof createGate>;
let cappedGate: ReturnType<typeof createGate>;
let engine: TestEngine;
let caller: JobCaller;
beforeEach(async () => {
  gate = createGate();
  cappedGate = createGate('test:capped');
  engine = await createTestEngine(
    [
      double,
      defineJob(cappedType, { hardCap: 1, run: (context) => cappedGate.handler(true).run(context) }),
      gate.handler(true),
      defineJob(testJobType('test:short'), { short: true, run: async () => ({ output: { short: true } }) }),
      defineTestJob('test:fails', async () => {
        throw Object.assign(new Error('The feed 17 is gone.'), { code: 'feed.gone' });
      }),
      defineTestJob('test:hopeless', async () => {
        throw new PermanentJobError('file.not_found', 'The file has expired.');
      }),
      defineTestJob('test:snoozes', async () => {
        throw new SnoozeJob(3_600);
      }),
      defineTestJob('test:slow', async ({ signal }) => {
        await delay(60_000, undefined, { signal });
        return { output: {} };
      }),
      defineTestJob('test:killed', async ({ attempt }) => ({ output: { attempt } })),
    ],
    noResources,
  );
  caller = { orgId: engine.orgId, createdBy: { kind: 'user', id: newId() } };
});
afterEach(() => engine[Symbol.asyncDispose]());

const control = () => ({ ...engine, pool: engine.engine.pool });
const onlyJob = async () => {
  const { rows } = await engine.engine.pool.query<{ id: string }>('SELECT id FROM jobs');
  expect(rows).toHaveLength(1);
  return engine.find(rows[0]?.id ?? '');
};
const count = async (text: string) =>
  (await engine.engine.pool.query<{ count: number }>(text)).rows[0]?.count;

test('a job that is performed later is made with all that its caller says, and answered in short', async () => {
  const jobs = await engine.perform();
  const receipt = await jobs
    .of(double, caller)
    .performLater({ n: 2 }, { uniqueKey: 'two', priority: 'low', subject: { type: 'number', id: '2' } });
  expect(receipt).toEqual({
    id: expect.any(String),
    type: 'test:double',
    status: 'pending',
    alreadyExisted: false,
  });
  expect(await engine.find(receipt.id)).toMatchObject({
    input: { n: 2 },
    priority: 'low',
    subjectId: '2',
    createdByKind: 'user',
    createdById: caller.createdBy.id,
  });
  const again = await jobs.of(doubleType, caller).performLater({ n: 3 }, { uniqueKey: 'two' });
  expect(again).toEqual({ ...receipt, alreadyExisted: true });
});

test('a job that is performed at a time waits for it; a time that has passed means now, and no time is refused', async () => {
  const jobs = (await engine.perform()).of(double, caller);
  const when = new Date(Date.now() + 3_600_000);
  const later = await jobs.performAt(when, { n: 1 });
  expect(later.status).toBe('scheduled');
  expect((await engine.find(later.id)).runAt).toEqual(when);
  expect((await jobs.performAt(new Date(0), { n: 1 })).status).toBe('pending');
  await expect(jobs.performAt(new Date(Number.NaN), { n: 1 })).rejects.toMatchObject({
    code: 'job.option_invalid',
    issues: [{ pointer: '/runAt' }],
  });
});

test('a job that is created in a transaction that is rolled back is not there', async () => {
  const jobs = (await engine.perform()).of(double, caller);
  await engine.database.engine
    .transaction(async (tx) => {
      await jobs.performLater({ n: 1 }, { tx });
      tx.rollback();
    })
    .catch(() => undefined);
  expect(await count('SELECT count(*)::int AS count FROM jobs')).toBe(0);
});

test('the verbs are typed by the job', async () => {
  const jobs = (await engine.perform()).of(double, caller);
  expectTypeOf(jobs.performNow).parameter(0).toEqualTypeOf<{ n: number }>();
  expectTypeOf(jobs.performNow).returns.resolves.toEqualTypeOf<{ doubled: number }>();
  // @ts-expect-error -- another type's input; refused at run time as well
  await expect(jobs.performLater({ m: 1 })).rejects.toBeInstanceOf(JobRequestError);
});

test('a job that is performed now answers its output, and is a job like any other', async () => {
  const jobs = await engine.perform();
  expect(await jobs.of(double, caller).performNow({ n: 21 })).toEqual({ doubled: 42 });
  const job = await onlyJob();
  expect(job).toMatchObject({
    status: 'completed',
    attempt: 1,
    run: 1,
    output: { doubled: 42 },
    progressMessage: 'half',
    messageId: null,
  });
  expect(await engine.runs(job.id)).toMatchObject([{ run: 1, outcome: 'completed', workerId: job.workerId }]);
  expect(await engine.logs(job.id)).toMatchObject([{ run: 1, message: 'doubling', fields: { n: 21 } }]);
  expect(await count('SELECT count(*)::int AS count FROM pgboss.job')).toBe(0);
});

test('a short job is performed as well, with one write of its row', async () => {
  const jobs = await engine.perform();
  expect(await jobs.of(testJobType('test:short'), caller).performNow({})).toEqual({ short: true });
  expect(await onlyJob()).toMatchObject({ status: 'completed', run: 1 });
});

test.each([
  ['test:fails', 'feed.gone', 'The feed 17 is gone.'],
  ['test:hopeless', 'file.not_found', 'The file has expired.'],
])('%s: one attempt is made, and the caller gets the error of the job', async (type, code, message) => {
  const jobs = await engine.perform();
  const performed = jobs.of(testJobType(type), caller).performNow({});
  await expect(performed).rejects.toMatchObject({ name: 'PerformedJobError', code, message });
  const job = await onlyJob();
  expect(job).toMatchObject({ status: 'failed', attempt: 1, maxAttempts: 1, error: { code } });
  expect(job.deadLetteredAt).not.toBeNull();
});

test('an attempt over its timeout fails, and one that is cancelled elsewhere ends at once', async () => {
  const jobs = (await engine.perform()).of(testJobType('test:slow'), caller);
  await expect(jobs.performNow({}, { timeoutSeconds: 1 })).rejects.toMatchObject({ code: 'timeout' });
  const performed = jobs.performNow({}, { uniqueKey: 'cancelled' }).catch((error: unknown) => error);
  const running = async () => {
    const { rows } = await engine.engine.pool.query<{ id: string }>(
      `SELECT id FROM jobs WHERE unique_key = 'cancelled' AND status = 'processing'`,
    );
    return rows[0]?.id;
  };
  await expect.poll(running).toBeDefined();
  const askedAt = performance.now();
  await cancelJobs(control(), { orgId: engine.orgId, jobIds: [(await running()) ?? ''] });
  expect(await performed).toMatchObject({ code: 'job.cancelled' });
  // The second that is promised, and what a busy machine may add: the handler heeds its signal, and needs no grace of ten.
  expect(performance.now() - askedAt).toBeLessThan(6_000);
});

test('a job that snoozes goes on without its caller', async () => {
  const jobs = await engine.perform();
  const performed = jobs.of(testJobType('test:snoozes'), caller).performNow({});
  await expect(performed).rejects.toMatchObject({ code: 'job.goes_on' });
  expect(await onlyJob()).toMatchObject({ status: 'scheduled', attempt: 0, run: 1 });
});

test('a process that stops hands the job back, and a worker ends it', async () => {
  const jobs = await engine.perform();
  const performed = jobs
    .of(testJobType('test:gate'), caller)
    .performNow({})
    .catch((error: unknown) => error);
  await gate.started(0);
  await jobs.stop(0);
  expect(await performed).toMatchObject({ code: 'job.goes_on' });
  const { id } = await onlyJob();
  const worker = await engine.work();
  (await gate.started(1)).open();
  expect(await worker.ended(id)).toMatchObject({ status: 'completed', attempt: 1, run: 2 });
});

test('where it would have to wait nothing is made: paused, at a cap, or with a unique key that is taken', async () => {
  const jobs = await engine.perform();
  const refusal = (type: string, code: string) =>
    expect(jobs.of(testJobType(type), caller).performNow({})).rejects.toMatchObject({
      name: JobStateError.name,
      code,
    });
  const scope = { orgId: engine.orgId, type: 'test:fails' };
  await pauseJobs(control(), scope);
  await refusal('test:fails', 'job.paused');
  await resumeJobs(control(), scope);

  const first = jobs.of(cappedType, caller).performNow({});
  const run = await cappedGate.started(0);
  await refusal('test:capped', 'job.at_cap');
  run.open();
  await first;

  await engine.database.owner.execute(`UPDATE organisations SET running_max = 1`);
  const held = jobs.of(testJobType('test:gate'), caller).performNow({});
  const { open } = await gate.started(0);
  await refusal('test:fails', 'job.at_cap');
  open();
  await held;

  const { id } = await engine.create('test:double', { n: 1 }, { uniqueKey: 'taken' });
  await expect(jobs.of(double, caller).performNow({ n: 1 }, { uniqueKey: 'taken' })).rejects.toMatchObject({
    code: 'job.unique_key_taken',
  });
  expect(
    await count(`SELECT count(*)::int AS count FROM jobs WHERE type IN ('test:fails', 'test:double')`),
  ).toBe(1);
  expect(await engine.find(id)).toMatchObject({ status: 'pending', run: 0 });
});

test('beside hungry workers each of 200 jobs runs once, where it was performed', async () => {
  await Promise.all([engine.work({ concurrency: 50 }), engine.work({ concurrency: 50 })]);
  const jobs = (await engine.perform()).of(double, caller);
  for (let set = 0; set < 10; set += 1) {
    const outputs = await Promise.all(
      Array.from({ length: 20 }, (_, n) => jobs.performNow({ n: set * 20 + n })),
    );
    expect(outputs).toEqual(outputs.map((_, n) => ({ doubled: 2 * (set * 20 + n) })));
    // Work for the workers, so that they are at it.
    await Promise.all(Array.from({ length: 5 }, () => engine.create('test:killed')));
  }
  expect(await count(`SELECT max(run)::int AS count FROM jobs`)).toBe(1);
  const performed = `FROM job_runs r JOIN jobs j ON j.id = r.job_id WHERE j.type = 'test:double'`;
  expect(await count(`SELECT count(DISTINCT r.worker_id)::int AS count ${performed}`)).toBe(1);
  expect(await count(`SELECT count(*)::int AS count ${performed}`)).toBe(200);
}, 60_000);

test('in a process with a worker the job runs on the runs of that worker', async () => {
  const worker = await engine.work({ concurrency: 1 });
  const jobs = createTypedJobs({ jobs: engine.jobs, performer: worker.performer });
  await engine.create('test:gate');
  const { open } = await gate.started(0);
  // The only slot is taken, and it does not wait for one.
  expect(await jobs.of(double, caller).performNow({ n: 1 })).toEqual({ doubled: 2 });
  open();
});

test('the jobs of a worker that brings all it stands on are performed by their types', async () => {
  const registry = createJobHandlerRegistry();
  registry.register(double);
  registry.seal([double.type]);
  const ignore = () => undefined;
  const worker = createWorker({
    database: { databaseUrl: engine.database.urls.owner },
    registry,
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const jobs = worker.jobs.of(double, caller);
  await expect(jobs.performNow({ n: 1 })).rejects.toThrow('once it has started');
  await worker.start();
  expect(await jobs.performNow({ n: 4 })).toEqual({ doubled: 8 });
  expect(await onlyJob()).toMatchObject({ status: 'completed', workerId: worker.id });
  await worker.stop(1_000);
});

test('a caller that is killed in the midst of it loses the job to a worker, by its heartbeat', async () => {
  const { app, engine: engineUrl } = engine.database.urls;
  const script = join(import.meta.dirname, 'perform-now-process.ts');
  const child = spawn(process.execPath, [script, app, engineUrl, engine.orgId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const { id } = await onlyJob();
  expect(await engine.find(id)).toMatchObject({ status: 'processing', run: 1 });
  const worker = await engine.work();
  const killedAt = performance.now();
  child.kill('SIGKILL');
  expect(await worker.ended(id)).toMatchObject({
    status: 'completed',
    attempt: 1,
    run: 2,
    output: { attempt: 1 },
  });
  // Ten seconds of silence, a look each second, and what a busy machine adds: no other net is as near.
  expect(performance.now() - killedAt).toBeLessThan(30_000);
  expect((await engine.runs(id)).map(({ outcome, workerId }) => [outcome, workerId])).toEqual([
    ['lost', `caller-${child.pid}`],
    ['completed', expect.stringMatching(/^worker-/)],
  ]);
}, 60_000);
