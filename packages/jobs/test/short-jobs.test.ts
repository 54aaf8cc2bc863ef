import { afterEach, beforeEach, expect, test } from 'vitest';

import { cancelJobs } from '../src/by-hand/cancel.ts';
import { defineJob, isEnded, SnoozeJob } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
let failures: number;
let snoozes: number;
let release: () => void;
let hold: Promise<void> | undefined;

beforeEach(async () => {
  failures = 0;
  snoozes = 0;
  hold = undefined;
  engine = await createTestEngine(
    [
      defineJob(testJobType('test:short', { maxAttempts: 3 }), {
        short: true,
        async run({ attempt, logger }) {
          logger.info('ran', { attempt });
          await hold;
          if (snoozes-- > 0) throw new SnoozeJob(0);
          if (failures-- > 0) throw new Error('not yet');
          return { output: { attempt } };
        },
      }),
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const ended = (jobId: string) => engine.waitFor(jobId, (job) => isEnded(job.status));
const holdUp = () => {
  hold = new Promise((resolve) => {
    release = resolve;
  });
};

test('a short job is written once, from pending to completed, with its worker, its time and its lines', async () => {
  await engine.work();
  const { id } = await engine.create('test:short');
  expect(await ended(id)).toMatchObject({
    status: 'completed',
    attempt: 1,
    run: 1,
    workerId: expect.stringContaining('worker-'),
    startedAt: expect.any(Date),
    output: { attempt: 1 },
  });
  expect(await engine.runs(id)).toEqual([]);
  expect((await engine.logs(id)).map(({ run }) => run)).toEqual([1]);
});

test('a short job that fails is tried again and has its failures in the history', async () => {
  failures = 5;
  await engine.work();
  const { id } = await engine.create('test:short');
  expect(await ended(id)).toMatchObject({ status: 'failed', attempt: 3, run: 3 });
  expect((await engine.runs(id)).map(({ outcome, attempt }) => [outcome, attempt])).toEqual([
    ['retrying', 1],
    ['retrying', 2],
    ['failed', 3],
  ]);
});

test('a short job may snooze', async () => {
  snoozes = 1;
  await engine.work();
  const { id } = await engine.create('test:short');
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, run: 2 });
});

test('a short job that was cancelled while it ran stays cancelled', async () => {
  holdUp();
  await engine.work();
  const { id } = await engine.create('test:short');
  await engine.waitFor(id, () => true);
  await expect.poll(() => activeMessages()).toBe(1);
  await cancelJobs({ ...engine, pool: engine.engine.pool }, { orgId: engine.orgId, jobIds: [id] });
  release();
  await expect.poll(() => messages()).toBe(0);
  expect(await engine.find(id)).toMatchObject({ status: 'cancelled', output: null });
});

test('a short job that is handed back runs elsewhere', async () => {
  holdUp();
  const first = await engine.work();
  const { id } = await engine.create('test:short');
  await expect.poll(() => activeMessages()).toBe(1);
  await first.stop(0);
  release();
  await engine.work();
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, run: 2 });
});

const count = async (where: string) =>
  (
    await engine.engine.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pgboss.job WHERE ${where}`,
    )
  ).rows[0]?.count;
const activeMessages = () => count(`state = 'active'`);
const messages = () => count('true');
