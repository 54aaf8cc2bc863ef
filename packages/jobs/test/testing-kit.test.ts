import { setTimeout as delay } from 'node:timers/promises';

import { accounts, inOrganisation, newId } from '@rota/db';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';

import { defineJob, JobRequestError, PermanentJobError, SnoozeJob } from '../src/index.ts';
import {
  createTestEngine,
  defineTestJob,
  expectCompleted,
  expectFailed,
  runHandler,
  testJobType,
  type TestEngine,
} from '../src/testing/index.ts';
import { createGate } from './gate.ts';

const HOUR = 3_600;
const list = {
  strategy: 'list',
  baseSeconds: 0,
  maxSeconds: HOUR,
  delaysSeconds: [60, 120, 240],
  jitter: 0,
} as const;
const waiting = { retry: { ...list, delaysSeconds: [...list.delaysSeconds] } };

const double = defineJob(
  {
    ...testJobType('test:double'),
    input: z.strictObject({ n: z.number(), times: z.number().default(2) }),
    output: z.strictObject({ product: z.number() }),
  },
  {
    async run({ input, helpers, logger, trigger }) {
      helpers.updateProgress(40, 'doubling');
      helpers.updateProgress(20);
      logger.info('doubled', { n: input.n });
      await trigger(testJobType('test:next'), { from: input.n }, { uniqueKey: 'next' });
      return { output: { product: input.n * input.times } };
    },
  },
);
const next = defineTestJob('test:next', async () => ({ output: {} }));
const throws = (error: () => unknown) =>
  defineTestJob(
    'test:throws',
    async () => {
      throw error();
    },
    waiting,
  );

describe('a handler by itself', () => {
  test('completes, and what it did on the way is there, without a database', async () => {
    const run = await runHandler(double, { n: 21, times: 3 });
    const output = expectCompleted(run);
    expectTypeOf(output).toEqualTypeOf<{ product: number }>();
    expect(output).toEqual({ product: 63 });
    expect(run.progress).toEqual([
      { percent: 40, message: 'doubling' },
      { percent: 40, message: 'doubling' },
    ]);
    expect(run.logs).toEqual([{ level: 'info', message: 'doubled', fields: { n: 21 } }]);
    expect(run.triggered).toEqual([{ type: 'test:next', input: { from: 21 }, uniqueKey: 'next' }]);
  });

  test('is given its input as the schema reads it; what could not be created is refused', async () => {
    const partial: { n: number; times: number } = JSON.parse('{"n":4}');
    expect(expectCompleted(await runHandler(double, partial))).toEqual({ product: 8 });
    const wrong: { n: number; times: number } = JSON.parse('{"m":4}');
    await expect(runHandler(double, wrong)).rejects.toBeInstanceOf(JobRequestError);
  });

  test('fails when its output does not fit, as it does in a worker', async () => {
    const liar = defineJob(
      { ...testJobType('test:liar'), output: z.strictObject({ n: z.number() }) },
      { run: async () => ({ output: JSON.parse('{"n":"one"}') }) },
    );
    expect(expectFailed(await runHandler(liar, {}), 'output_invalid').message).toContain('/n');
  });

  test('that throws is tried again after the wait of the attempt, or has failed', async () => {
    const handler = throws(() => Object.assign(new Error('not yet'), { code: 'feed.busy' }));
    const second = await runHandler(handler, {}, { attempt: 2 });
    expect(second).toMatchObject({ outcome: 'retrying', delayMs: 120_000 });
    expect(expectFailed(second, 'feed.busy')).toEqual({ code: 'feed.busy', message: 'not yet', attempt: 2 });
    const last = await runHandler(handler, {}, { attempt: 3, request: { maxAttempts: 3 } });
    expect(last.outcome).toBe('failed');
  });

  test('fails for good, snoozes, takes too long, or is cancelled', async () => {
    const gone = await runHandler(
      throws(() => new PermanentJobError('file.gone', 'It is gone.')),
      {},
    );
    expect(gone).toMatchObject({ outcome: 'failed', error: { code: 'file.gone' } });
    const snoozing = await runHandler(
      throws(() => new SnoozeJob(60)),
      {},
    );
    expect(snoozing).toMatchObject({ outcome: 'snoozed', delayMs: 60_000 });

    const slow = defineTestJob('test:slow', async ({ signal }) => {
      await delay(60_000, undefined, { signal });
      return { output: {} };
    });
    const late = await runHandler(slow, {}, { request: { timeoutSeconds: 1, maxAttempts: 1 } });
    expect(late).toMatchObject({ outcome: 'failed', error: { code: 'timeout' } });
    const cancelled = new AbortController();
    const running = runHandler(slow, {}, { cancel: cancelled.signal });
    cancelled.abort();
    expect(await running).toMatchObject({ outcome: 'cancelled' });
  });

  test('that takes what the test does not give says what that is', async () => {
    const handler = defineTestJob('test:wants', async (context) => {
      Reflect.get(context, 'files');
      return { output: {} };
    });
    const run = await runHandler(handler, {}, { request: { maxAttempts: 1 } });
    expect(() => expectCompleted(run)).toThrow(/ended as failed .*takes `files` from its context/);
    const reader = defineTestJob('test:reads', ({ db }) => db.transaction(async () => ({ output: {} })));
    expect(expectFailed(await runHandler(reader, {})).message).toContain('takes `db`');
    expect(() => expectFailed(run, 'file.gone')).toThrow('to fail with file.gone, but it ended as failed');
  });
});

describe('with a database', () => {
  let engine: TestEngine;
  afterEach(() => engine[Symbol.asyncDispose]());

  test('effects are committed with a run that completes, and not with one that fails', async () => {
    engine = await createTestEngine([]);
    const { db } = engine.database;
    const { orgId } = engine;
    const booking = defineTestJob('test:books', async ({ settle, input }) =>
      settle(async (tx, id) => {
        await tx.insert(accounts).values({ id: newId(), orgId: id, name: 'booked' });
        if (input === 'fail') throw new Error('closed');
        return { booked: 1 };
      }),
    );
    const options = {
      request: { orgId },
      db: {
        transaction: <T>(
          work: (tx: Parameters<Parameters<typeof db.transaction>[0]>[0], id: string) => Promise<T>,
        ) => inOrganisation(db, orgId, (tx) => work(tx, orgId)),
      },
    };
    expectFailed(await runHandler(booking, 'fail', options), 'handler_error');
    expect(await engine.database.owner.$count(accounts)).toBe(0);
    expect(expectCompleted(await runHandler(booking, 'book', options))).toEqual({ booked: 1 });
    expect(await engine.database.owner.$count(accounts)).toBe(1);
  });

  test('time moves on when the test says so: what is due in an hour runs, and what is due later waits', async () => {
    engine = await createTestEngine([double, next], { ownTime: true });
    const worker = await engine.work();
    const at = (hours: number) => new Date(Date.now() + hours * HOUR * 1_000);
    const soon = await engine.create('test:double', { n: 1 }, { runAt: at(1) });
    const late = await engine.create('test:double', { n: 1 }, { runAt: at(3) });
    await engine.advance(HOUR + 1);
    expect(await worker.ended(soon.id)).toMatchObject({ status: 'completed' });
    expect(await engine.find(late.id)).toMatchObject({ status: 'scheduled' });
    await engine.advance(2 * HOUR);
    const job = await worker.ended(late.id);
    expect(job.finishedAt?.getTime()).toBeGreaterThan(at(2.9).getTime());
    expect(job.createdAt.getTime()).toBeLessThan(job.finishedAt?.getTime() ?? 0);
  });

  test('all the waits between attempts pass at once, each when it is due', async () => {
    engine = await createTestEngine([throws(() => new Error('never'))], { ownTime: true });
    const worker = await engine.work();
    const { id } = await engine.create('test:throws', {}, { maxAttempts: 4 });
    for (const [index, seconds] of list.delaysSeconds.entries()) {
      await worker.idle();
      expect(await engine.find(id)).toMatchObject({ status: 'retrying', attempt: index + 1 });
      await engine.advance(seconds - 30);
      await worker.idle();
      expect(await engine.find(id)).toMatchObject({ status: 'retrying', attempt: index + 1 });
      await engine.advance(31);
    }
    expect(await worker.ended(id)).toMatchObject({ status: 'failed', attempt: 4 });
  });

  test('a job that runs while a day passes is not taken for lost', async () => {
    const gate = createGate();
    engine = await createTestEngine([gate.handler(true)], { ownTime: true });
    const worker = await engine.work();
    const { id } = await engine.create('test:gate');
    const run = await gate.started(0);
    await engine.advance(24 * HOUR);
    // Longer than the queue's look-out for silent workers, and two heartbeats.
    const { id: other } = await engine.create(
      'test:gate',
      {},
      { runAt: new Date(Date.now() + 24.002 * HOUR * 1_000) },
    );
    await gate.started(1).then(({ open }) => open());
    await worker.ended(other);
    run.open();
    expect(await worker.ended(id)).toMatchObject({ status: 'completed', run: 1, attempt: 1 });
  });

  test('a worker is idle when nothing can be done now, with all the children of a batch made and ended', async () => {
    engine = await createTestEngine([double, next]);
    const worker = await engine.work();
    const createdBy = { kind: 'system', id: null } as const;
    const items = Array.from({ length: 50 }, (_, n) => ({ input: { n, times: 2 } }));
    const { id } = await engine.jobs.createBatch({
      orgId: engine.orgId,
      type: 'test:double',
      createdBy,
      items,
    });
    await engine.create('test:double', { n: 1 }, { runAt: new Date(Date.now() + HOUR * 1_000) });
    await worker.idle();
    expect(await engine.find(id)).toMatchObject({
      status: 'completed',
      output: { total: 50, completed: 50 },
    });
  });

  test('an engine without a time of its own refuses to have it moved', async () => {
    engine = await createTestEngine([]);
    await expect(engine.advance(1)).rejects.toThrow('ownTime');
  });
});
