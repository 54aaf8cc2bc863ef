import { workers } from '@rota/db';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import {
  createJobHandlerRegistry,
  createWorker,
  defineSystemJob,
  PermanentJobError,
  type JobHandler,
  type StandaloneWorker,
  type SystemJobHandler,
  type WorkerSettings,
} from '../src/index.ts';
import { createTestEngine, defineTestJob, testJobType, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

/**
 * A bounded run with nothing to do takes two seconds. Where it takes longer the machine is busy, and the queue may not have
 * seen in these two what is due; then that is the next run's.
 */
const BUSY_SECONDS = 3;
const DRAINS_MAX = 3;

const anHour = { baseSeconds: 3_600, maxSeconds: 3_600, delaysSeconds: [], jitter: 0 };
const handlers = [
  defineTestJob('test:done', async () => ({ output: {} })),
  defineTestJob('test:wrong', async () => {
    throw new PermanentJobError('wrong.for_good', 'It will never do.');
  }),
  defineTestJob(
    'test:later',
    async () => {
      throw new Error('not yet');
    },
    { retry: { strategy: 'fixed', ...anHour } },
  ),
  defineTestJob('test:parent', async ({ trigger }) => {
    await trigger(testJobType('test:done'), {});
    return { output: {} };
  }),
];

let engine: TestEngine;
let gate: ReturnType<typeof createGate>;

beforeEach(async () => {
  gate = createGate();
  engine = await createTestEngine([...handlers, gate.handler(false)], noResources);
});
afterEach(() => engine[Symbol.asyncDispose]());

function makeWorker(
  more: readonly (JobHandler | SystemJobHandler)[] = [],
  settings: Partial<Pick<WorkerSettings, 'running' | 'schedules'>> = {},
): StandaloneWorker {
  const registry = createJobHandlerRegistry();
  for (const handler of [...handlers, ...more]) registry.register(handler);
  registry.seal(registry.userJobTypes());
  const { owner, app, engine: engineUrl } = engine.database.urls;
  const write = () => undefined;
  return createWorker({
    database: { databaseUrl: owner, databaseAppUrl: app, databaseEngineUrl: engineUrl },
    registry,
    logger: { debug: write, info: write, warn: write, error: write },
    ...settings,
  });
}

test('a bounded run ends when nothing is left, and says what became of the jobs', async () => {
  for (const type of ['test:done', 'test:done', 'test:parent', 'test:wrong', 'test:later'])
    await engine.create(type);
  await engine.create('test:done', {}, { runAt: new Date(Date.now() + 1_000) });
  await engine.create('test:done', {}, { runAt: new Date(Date.now() + 3_600_000) });
  const report = await makeWorker().drain({ seconds: 30 });
  // Of the jobs made here one is not due; the parent made one more.
  expect(report).toMatchObject({ claimed: 7, completed: 5, failed: 1, retrying: 1, left: 0 });
  // At 18 s its time would have ended it: of 30 s the end has 12.
  expect(report.seconds).toBeLessThan(18);
  expect(await engine.database.owner.select().from(workers)).toEqual([]);
});

test('what has not ended in time is handed back, without an attempt, and is run later', async () => {
  const { id } = await engine.create('test:gate');
  const before = performance.now();
  // Half of it is for claiming the job, on a busy machine too.
  const report = await makeWorker([gate.handler(false)]).drain({ seconds: 6 });
  expect(report).toMatchObject({ claimed: 1, completed: 0, failed: 0, retrying: 0, left: 1 });
  // An end that is not cut to the time takes ten seconds after that half.
  expect(performance.now() - before).toBeLessThan(12_000);
  expect(await engine.find(id)).toMatchObject({ status: 'pending', attempt: 0 });
  (await gate.started(0)).open();
  await engine.work();
  (await gate.started(1)).open();
  expect(await engine.waitFor(id, ({ status }) => status === 'completed')).toMatchObject({
    run: 2,
    attempt: 1,
  });
});

test('no job is begun beside a handler of it that an earlier run in the process left behind', async () => {
  await engine.create('test:gate');
  const running = new Set<string>();
  const handler = gate.handler(false);
  const stopping = new AbortController();
  const draining = makeWorker([handler], { running }).drain({ seconds: 8, signal: stopping.signal });
  const { open } = await gate.started(0);
  stopping.abort();
  await draining;
  expect(await makeWorker([handler], { running }).drain({ seconds: 4 })).toMatchObject({ claimed: 0 });
  expect(gate.startCount()).toBe(1);
  open();
  await expect.poll(() => running.size).toBe(0);
});

test('a bounded run ends by its signal as by its time', async () => {
  const { id } = await engine.create('test:gate');
  const stopping = new AbortController();
  const draining = makeWorker([gate.handler(true)]).drain({ seconds: 40, signal: stopping.signal });
  await gate.started(0);
  stopping.abort();
  expect(await draining).toMatchObject({ claimed: 1, completed: 0, left: 1 });
  expect(await engine.find(id)).toMatchObject({ status: 'pending', attempt: 0 });
});

test('a system job that came due while no worker was there runs in the next bounded run, once', async () => {
  let runs = 0;
  const system = defineSystemJob({
    type: 'test:system',
    async run() {
      runs += 1;
    },
  });
  // In force since long before, and seen for the last time two years ago.
  const schedules = [{ name: 'test:system', cron: '0 0 1 1 *', description: 'New Year' }];
  await engine.queue.replaceSchedules(schedules);
  await engine.database.owner.execute(
    sql`UPDATE pgboss.schedule SET updated_on = now() - interval '3 years', created_on = now() - interval '3 years'`,
  );
  await engine.database.owner.execute(sql`UPDATE pgboss.version SET cron_on = now() - interval '2 years'`);
  for (let drains = 0; drains < DRAINS_MAX && runs === 0; drains += 1) {
    const { seconds } = await makeWorker([system], { schedules }).drain({ seconds: 30 });
    if (seconds < BUSY_SECONDS) break;
  }
  expect(runs).toBe(1);
  await makeWorker([system], { schedules }).drain({ seconds: 30 });
  expect(runs).toBe(1);
}, 120_000);

test('a worker runs once: a second start is refused', async () => {
  const worker = makeWorker();
  await worker.drain({ seconds: 1 });
  await expect(worker.start()).rejects.toThrow('a worker runs once');
});
