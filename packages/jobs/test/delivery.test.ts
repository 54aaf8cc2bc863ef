import { setTimeout as delay } from 'node:timers/promises';

import { createListener } from '@rota/db';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { JOBS_CHANNEL, onConnection } from '../src/index.ts';
import { createHeartbeat } from '../src/runner/heartbeat.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

/** Jobs that take a moment, made due all at once, and how many of them ran at once. */
function createCrowd() {
  let running = 0;
  let runningMax = 0;
  return {
    handler: defineTestJob('test:crowd', async () => {
      running += 1;
      runningMax = Math.max(runningMax, running);
      await delay(20);
      running -= 1;
      return { output: {} };
    }),
    /** Runs `count` of them. */
    async run(count: number) {
      const runAt = new Date(Date.now() + 500);
      const created = await Promise.all(
        Array.from({ length: count }, () => engine.create('test:crowd', {}, { runAt })),
      );
      await Promise.all(created.map(({ id }) => ended(id)));
    },
    runningMax: () => runningMax,
  };
}

let gate: ReturnType<typeof createGate>;
let crowd: ReturnType<typeof createCrowd>;
let engine: TestEngine;
const open = async (options: { heedsSignal: boolean }) => {
  engine = await createTestEngine(
    [
      gate.handler(options.heedsSignal),
      crowd.handler,
      defineTestJob('test:quick', async () => ({ output: {} })),
    ],
    noResources,
  );
};
beforeEach(() => {
  gate = createGate();
  crowd = createCrowd();
});
afterEach(() => engine[Symbol.asyncDispose]());

const ended = (jobId: string) => engine.ended(jobId);

/**
 * What the queue sees when a worker dies or is frozen: the heartbeat of its first delivery is long past. A worker that is
 * neither may say in the next moment that it lives.
 */
async function silenceHeartbeat(jobId: string): Promise<void> {
  await engine.engine.pool.query(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute'
     WHERE state = 'active' AND retry_count = 0 AND data ->> 'jobId' = $1`,
    [jobId],
  );
}

test('a shutdown hands running work back without spending an attempt, and another worker ends it', async () => {
  await open({ heedsSignal: true });
  const first = await engine.work();
  const { id } = await engine.create('test:gate');
  const before = await gate.started(0);
  await first.stop(0);
  expect(before.signal.aborted).toBe(true);
  expect(await engine.find(id)).toMatchObject({ status: 'pending', attempt: 0, run: 1, error: null });

  await engine.work();
  (await gate.started(1)).open();
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, run: 2 });
  expect((await engine.runs(id)).map(({ outcome }) => outcome)).toEqual(['handed_back', 'completed']);
});

test('a shutdown waits for work that ends within the grace', async () => {
  await open({ heedsSignal: true });
  const worker = await engine.work();
  const { id } = await engine.create('test:gate');
  const run = await gate.started(0);
  const stopped = worker.stop(10_000);
  run.open();
  await stopped;
  expect(await engine.find(id)).toMatchObject({ status: 'completed', attempt: 1, run: 1 });
});

test('a silent worker loses its job to another; what it still writes changes nothing', async () => {
  await open({ heedsSignal: false });
  const stale = await engine.work({ concurrency: 1 });
  const { id } = await engine.create('test:gate');
  const staleRun = await gate.started(0);
  await engine.work({ concurrency: 1 });
  const startsOnceSilent = async () => {
    await silenceHeartbeat(id);
    return gate.startCount();
  };
  await expect.poll(startsOnceSilent).toBe(2);
  const liveRun = await gate.started(1);
  expect(liveRun.attempt).toBe(1);

  staleRun.open();
  await stale.stop(5_000);
  expect(await engine.find(id)).toMatchObject({
    status: 'processing',
    run: 2,
    progressPercent: 0,
    output: null,
  });

  liveRun.open();
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, run: 2, losses: 0 });
  expect((await engine.runs(id)).map(({ outcome, attempt }) => [outcome, attempt])).toEqual([
    ['lost', 1],
    ['completed', 1],
  ]);
  expect((await engine.logs(id)).map(({ run }) => run)).toEqual([2]);
});

test('a handler that ignores its signal fails at its timeout, keeps its slot, and never runs twice in one process', async () => {
  await open({ heedsSignal: false });
  await engine.work({ concurrency: 2 });
  const { id } = await engine.create('test:gate', {}, { timeoutSeconds: 1 });
  const first = await gate.started(0);
  await engine.waitFor(id, (job) => job.error?.code === 'timeout' && job.status === 'pending');

  await crowd.run(6);
  expect(crowd.runningMax()).toBe(1);
  expect(gate.startCount()).toBe(1);

  first.open();
  (await gate.started(1)).open();
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
});

test('a row whose message was deleted by hand gets a new one', async () => {
  await open({ heedsSignal: true });
  const { id } = await engine.create('test:quick');
  await engine.engine.pool.query('DELETE FROM pgboss.job');
  await engine.work();
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
});

test('a message of no row, or of a row that has moved on, starts nothing and is dropped', async () => {
  await open({ heedsSignal: true });
  const { id } = await engine.create('test:quick');
  await engine.engine.pool.query(
    `INSERT INTO pgboss.job (name, data) VALUES ('default', $1), ('default', '{"jobId":"01a20123-5a4f-701f-b0a2-816fd08db9d7"}'), ('default', '{"jobId":"no id"}')`,
    [JSON.stringify({ jobId: id })],
  );
  await engine.work();
  await ended(id);
  for (;;) {
    const { rows } = await engine.engine.pool.query(`SELECT FROM pgboss.job WHERE state < 'completed'`);
    if (rows.length === 0) break;
    await delay(50);
  }
  expect(await engine.runs(id)).toHaveLength(1);
});

test('a type without a handler here stays queued for a process that has one', async () => {
  await open({ heedsSignal: true });
  const { id, status } = await engine.create('test:quick');
  const { messageId } = await engine.find(id);
  const older = await engine.work({ handlers: [gate.handler(true)] });
  await engine.waitFor(id, (job) => job.messageId !== messageId);
  await older.stop(0);
  expect(await engine.find(id)).toMatchObject({ status, run: 0 });
  await engine.work();
  expect(await ended(id)).toMatchObject({ status: 'completed', run: 1 });
});

test('a thousand jobs on three workers are each run exactly once', async () => {
  await open({ heedsSignal: true });
  await Promise.all([engine.work({ concurrency: 20 }), engine.work({ concurrency: 20 }), engine.work()]);
  for (let hundred = 0; hundred < 10; hundred += 1) {
    await Promise.all(Array.from({ length: 100 }, () => engine.create('test:quick')));
  }
  const count = async (text: string) =>
    (await engine.engine.pool.query<{ count: number }>(text)).rows[0]?.count;
  while ((await count(`SELECT count(*)::int AS count FROM jobs WHERE status <> 'completed'`)) !== 0)
    await delay(50);
  expect(await count('SELECT count(*)::int AS count FROM job_runs')).toBe(1_000);
  expect(await count('SELECT max(run)::int AS count FROM jobs')).toBe(1);
}, 60_000);

test('letting go of a delivery leaves a later delivery of the same message in hand', async () => {
  await open({ heedsSignal: true });
  const { id } = await engine.create('test:quick');
  const [first] = await engine.queue.fetch('default', { count: 1 });
  await silenceHeartbeat(id);
  let second: typeof first;
  while (second === undefined) {
    await delay(50);
    [second] = await engine.queue.fetch('default', { count: 1 });
  }
  if (first === undefined) throw new Error('nothing was delivered');
  expect(second.messageId).toBe(first.messageId);

  const heartbeat = createHeartbeat({ queue: engine.queue, onError: (error) => expect.fail(String(error)) });
  const secondLost = Promise.withResolvers<void>();
  heartbeat.keepAlive(first, () => undefined);
  heartbeat.keepAlive(second, secondLost.resolve);
  heartbeat.release(first);
  await engine.queue.remove(onConnection(engine.engine.pool), [second]);
  await secondLost.promise;
  await heartbeat.stop();
});

test('a claimed job runs, and no slot is lost or won, although a message fetched with it could not be given back', async () => {
  await open({ heedsSignal: true });
  await engine.engine.pool.query(`
    CREATE FUNCTION pgboss.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$`);
  const unknown = await engine.create('test:quick');
  const { id } = await engine.create('test:gate');
  await engine.database.owner.execute(`
    CREATE TRIGGER refuse BEFORE UPDATE ON jobs FOR EACH ROW WHEN (NEW.id = '${unknown.id}') EXECUTE FUNCTION pgboss.refuse()`);
  await engine.work({ handlers: [gate.handler(true), crowd.handler], concurrency: 2 });

  (await gate.started(0)).open();
  expect(await ended(id)).toMatchObject({ status: 'completed', run: 1, losses: 0 });
  await crowd.run(8);
  expect(crowd.runningMax()).toBe(2);
});

test('claims and ends do not wait for the look of a foreign key at the row', async () => {
  await open({ heedsSignal: true });
  const { id } = await engine.create('test:quick');
  await engine.database.owner.transaction(async (tx) => {
    await tx.execute(`SELECT FROM jobs WHERE id = '${id}' FOR KEY SHARE`);
    await engine.work();
    expect(await ended(id)).toMatchObject({ status: 'completed', run: 1 });
  });
});

test('progress and lines that could not be written at first are there when the job has ended', async () => {
  await open({ heedsSignal: true });
  await engine.engine.pool.query(`
    CREATE SEQUENCE pgboss.tries;
    CREATE FUNCTION pgboss.fail_thrice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('pgboss.tries') <= 3 THEN RAISE 'shutting down' USING ERRCODE = '57P01'; END IF;
      RETURN NEW;
    END $$`);
  await engine.database.owner.execute(
    'CREATE TRIGGER fail_thrice BEFORE INSERT ON job_logs FOR EACH ROW EXECUTE FUNCTION pgboss.fail_thrice()',
  );
  const { id } = await engine.create('test:gate');
  await engine.work();
  (await gate.started(0)).open();
  expect(await ended(id)).toMatchObject({ status: 'completed' });
  expect(await engine.logs(id)).toMatchObject([{ message: 'ended' }]);
});

test('others are told when a job starts', async () => {
  await open({ heedsSignal: true });
  const { id } = await engine.create('test:gate');
  // The notification of the creation is not the one that is waited for.
  await engine.notifier.close();
  const told = Promise.withResolvers<void>();
  const listener = createListener({
    url: engine.database.urls.engine,
    channels: [JOBS_CHANNEL],
    onNotification: (_channel, payload) => payload.includes(id) && told.resolve(),
    onError: (error) => expect.fail(error.message),
  });
  await listener.ready;
  await engine.work();
  await told.promise;
  expect(await engine.find(id)).toMatchObject({ status: 'processing' });
  (await gate.started(0)).open();
  await listener.close();
});
