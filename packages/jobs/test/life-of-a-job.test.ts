import { setTimeout as delay } from 'node:timers/promises';

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { defineJob, PermanentJobError, type JobContext } from '../src/index.ts';
import { createTestEngine, defineTestJob, testJobType, type TestEngine } from '../src/testing/index.ts';

const numbers = { input: z.strictObject({ n: z.number() }), output: z.strictObject({ doubled: z.number() }) };
const failsAt = z.strictObject({ untilAttempt: z.number() });

const handlers = [
  defineJob(
    { ...testJobType('test:double'), ...numbers },
    {
      async run({ input, helpers, logger }) {
        helpers.updateProgress(40, 'doubling');
        logger.info('doubled a number', { n: input.n });
        helpers.updateProgress(20);
        return { output: { doubled: input.n * 2 } };
      },
    },
  ),
  defineTestJob('test:flaky', async ({ input, attempt }: JobContext<unknown>) => {
    if (attempt < failsAt.parse(input).untilAttempt)
      throw Object.assign(new Error(`attempt ${attempt} failed`), { code: 'flaky' });
    return { output: { attempt } };
  }),
  defineTestJob(
    'test:stubborn',
    async () => {
      throw new Error('never works');
    },
    { maxAttempts: 2 },
  ),
  defineTestJob('test:hopeless', async () => {
    throw new PermanentJobError('file.not_found', 'The file has expired.');
  }),
  defineTestJob(
    'test:slow',
    async ({ signal }) => {
      await delay(60_000, undefined, { signal });
      return { output: {} };
    },
    { maxAttempts: 1 },
  ),
  defineJob(
    { ...testJobType('test:liar'), ...numbers },
    {
      // A handler in plain JavaScript could return this.
      run: async () => ({ output: JSON.parse('{"doubled":"two"}') }),
    },
  ),
  defineTestJob('test:huge', async () => ({ output: 'x'.repeat(300_000) })),
  defineTestJob(
    'test:odd-throw',
    async ({ input }) => {
      if (input === 'no prototype') throw Object.create(null);
      throw Object.assign(new Error('x'), { message: { text: 'x' }, stack: ['x'], code: 'a\0b' });
    },
    { maxAttempts: 1 },
  ),
  defineTestJob('test:bad-query', ({ db }) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`SELECT ${'a secret'}::text, 1 / 0`);
      return { output: {} };
    }),
  ),
  defineTestJob('test:odd-lines', async ({ logger }) => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    logger.info('nul \0 in it', { text: 'a\0b' });
    logger.info('circular', circular);
    logger.info('surrogate', { text: '\ud800' });
    logger.info('long', { text: 'x'.repeat(10_000) });
    logger.info('last');
    return { output: {} };
  }),
];

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine(handlers, { ownTime: true });
  await engine.work();
});
afterAll(() => engine[Symbol.asyncDispose]());

const ended = (jobId: string) => engine.ended(jobId);

test('a job runs once, and its row, its run and its log tell of it', async () => {
  const created = await engine.create('test:double', { n: 21 }, { subject: { type: 'invoice', id: 'i1' } });
  expect(created).toMatchObject({ type: 'test:double', status: 'pending', alreadyExisted: false });

  const job = await ended(created.id);
  expect(job).toMatchObject({
    status: 'completed',
    output: { doubled: 42 },
    error: null,
    attempt: 1,
    run: 1,
    messageId: null,
    progressPercent: 100,
    progressMessage: 'doubling',
    subjectId: 'i1',
    deadLetteredAt: null,
  });
  expect(await engine.runs(job.id)).toMatchObject([
    { run: 1, attempt: 1, outcome: 'completed', workerId: job.workerId },
  ]);
  expect(await engine.logs(job.id)).toMatchObject([
    { run: 1, level: 'info', message: 'doubled a number', fields: { n: 21 } },
  ]);
});

test('a handler that throws is tried again, and the job keeps no error once it worked', async () => {
  const { id } = await engine.create('test:flaky', { untilAttempt: 3 });
  expect(await ended(id)).toMatchObject({
    status: 'completed',
    attempt: 3,
    run: 3,
    error: null,
    output: { attempt: 3 },
  });
  const runs = await engine.runs(id);
  expect(runs.map(({ outcome, error }) => [outcome, error?.code ?? null])).toEqual([
    ['retrying', 'flaky'],
    ['retrying', 'flaky'],
    ['completed', null],
  ]);
});

test('a job that waits for its next attempt says when, and has no message', async () => {
  const retry = {
    strategy: 'fixed',
    baseSeconds: 600,
    maxSeconds: 600,
    delaysSeconds: [],
    jitter: 0,
  } as const;
  const { id } = await engine.create(
    'test:flaky',
    { untilAttempt: 2 },
    { retry: { ...retry, delaysSeconds: [] } },
  );
  const job = await engine.waitFor(id, ({ status }) => status === 'retrying');
  expect(job.error).toEqual({ code: 'flaky', message: 'attempt 1 failed', attempt: 1 });
  expect(job.messageId).toBeNull();
  expect(Math.round(((job.nextRetryAt?.getTime() ?? 0) - job.updatedAt.getTime()) / 1_000)).toBe(600);
});

test('a job whose attempts are used up is failed and dead-lettered, with the stack for operators only', async () => {
  const { id } = await engine.create('test:stubborn');
  const job = await ended(id);
  expect(job).toMatchObject({
    status: 'failed',
    attempt: 2,
    error: { code: 'handler_error', message: 'never works', attempt: 2 },
  });
  expect(job.deadLetteredAt).not.toBeNull();
  expect(job.errorStack).toContain('life-of-a-job.test');
});

test('a permanent error ends the job at once, whatever attempts are left', async () => {
  const { id } = await engine.create('test:hopeless');
  expect(await ended(id)).toMatchObject({
    status: 'failed',
    attempt: 1,
    maxAttempts: 5,
    error: { code: 'file.not_found', message: 'The file has expired.', attempt: 1 },
  });
});

test('an attempt over its timeout fails with the code timeout', async () => {
  const { id } = await engine.create('test:slow', {}, { timeoutSeconds: 1 });
  expect(await ended(id)).toMatchObject({ status: 'failed', error: { code: 'timeout', attempt: 1 } });
});

test.each(['test:liar', 'test:huge'])(
  'an output that does not fit or is too large fails the job for good (%s)',
  async (type) => {
    const { id } = await engine.create(type, { n: 1 });
    expect(await ended(id)).toMatchObject({
      status: 'failed',
      attempt: 1,
      output: null,
      error: { code: 'output_invalid' },
    });
  },
);

test('an input that no longer fits its type fails the job for good, without calling the handler', async () => {
  const { id } = await engine.create('test:double', { n: 1 }, { runAt: new Date(Date.now() + 3_600_000) });
  await engine.engine.pool.query(`UPDATE jobs SET input = '{"m":1}', run_at = now() WHERE id = $1`, [id]);
  const job = await ended(id);
  expect(job).toMatchObject({ status: 'failed', error: { code: 'input_invalid' } });
  expect(await engine.logs(id)).toEqual([]);
});

test('a job for later waits without a message and runs when its time comes', async () => {
  const { id, status } = await engine.create(
    'test:double',
    { n: 1 },
    { runAt: new Date(Date.now() + 3_600_000) },
  );
  expect(status).toBe('scheduled');
  await engine.advance(1_800);
  await engine.idle();
  expect(await engine.find(id)).toMatchObject({ status: 'scheduled', messageId: null });
  await engine.advance(1_800);
  const job = await ended(id);
  expect(job.status).toBe('completed');
  expect(job.startedAt?.getTime()).toBeGreaterThanOrEqual(job.runAt?.getTime() ?? Infinity);
});

test('log lines that PostgreSQL cannot store hold up no other line', async () => {
  const { id } = await engine.create('test:odd-lines');
  await ended(id);
  const lines = await engine.logs(id);
  expect(lines.map(({ message }) => message)).toEqual([
    'nul ␀ in it',
    'circular',
    'surrogate',
    'long',
    'last',
  ]);
  expect(lines.map(({ fields }) => fields)).toEqual([
    { unstorable: '/text contains the NUL character' },
    { unstorable: expect.stringContaining('circular') },
    { unstorable: '/text contains half of a surrogate pair' },
    { unstorable: expect.stringContaining('at most 8192 are allowed') },
    null,
  ]);
});

test.each([
  ['no prototype', 'handler_error'],
  ['odd members', 'a␀b'],
])('whatever is thrown, the attempt fails and the process lives (%s)', async (input, code) => {
  const { id } = await engine.create('test:odd-throw', input);
  expect(await ended(id)).toMatchObject({
    status: 'failed',
    error: { code, message: 'The handler threw something that has no message.' },
    errorStack: null,
  });
});

test('a failed query tells what PostgreSQL said, and nothing of its parameters', async () => {
  const { id } = await engine.create('test:bad-query', {}, { maxAttempts: 1 });
  const job = await ended(id);
  expect(job.error?.message).toBe('division by zero');
  expect(JSON.stringify(job)).not.toContain('a secret');
});
