import { batches, batchItems, inOrganisation, jobs, type FailurePolicy } from '@rota/db';
import { and, asc, count, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { retryFailedOfBatch } from '../src/batches/retry-failed.ts';
import { cancelJobs } from '../src/by-hand/cancel.ts';
import {
  isEnded,
  JobRequestError,
  JobStateError,
  PermanentJobError,
  type BatchRequest,
} from '../src/index.ts';
import { retryJobs } from '../src/by-hand/retry.ts';
import { createTestEngine, defineTestJob, testJobType, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
let gate: ReturnType<typeof createGate>;
let stubborn: ReturnType<typeof createGate>;
/** Children whose number is here fail. */
let failing: Set<number>;
let runsOf: Map<number, number>;

const numbered = async ({ input }: { input: unknown }) => {
  const number = Number(input);
  runsOf.set(number, (runsOf.get(number) ?? 0) + 1);
  if (failing.has(number)) throw new PermanentJobError('test.failed', 'It was to fail.');
  return { output: {} };
};

beforeEach(async () => {
  failing = new Set();
  runsOf = new Map();
  gate = createGate();
  stubborn = createGate('test:stubborn');
  const even = testJobType('test:even', {}, { input: evenNumbers });
  engine = await createTestEngine(
    [
      gate.handler(true),
      stubborn.handler(false),
      defineTestJob('test:numbered', numbered),
      { ...defineTestJob('test:even', numbered), contract: even },
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const evenNumbers = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) =>
      Number(value) % 2 === 0 ? { value } : { issues: [{ message: 'must be even' }] },
  },
} as const;

const control = () => ({ ...engine, pool: engine.engine.pool });
const items = (length: number) => Array.from({ length }, (_, number) => ({ input: number }));
const create = (request: Partial<BatchRequest> = {}) =>
  engine.jobs.createBatch({
    orgId: engine.orgId,
    type: 'test:numbered',
    items: items(10),
    createdBy: { kind: 'system', id: null },
    ...request,
  });
const ended = (id: string) => engine.waitFor(id, (job) => isEnded(job.status));

async function countsOf(id: string) {
  const [batch] = await engine.database.owner.select().from(batches).where(eq(batches.id, id));
  if (batch === undefined) throw new Error(`there is no batch ${id}`);
  const { total, pending, processing, completed, failed, cancelled } = batch;
  return { total, pending, processing, completed, failed, cancelled };
}

const counts = (of: Partial<Awaited<ReturnType<typeof countsOf>>>) => ({
  total: 10,
  pending: 0,
  processing: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  ...of,
});

const childrenOf = (id: string) =>
  engine.database.owner.select().from(jobs).where(eq(jobs.batchId, id)).orderBy(asc(jobs.batchIndex));

const rowCount = async () => {
  const [made] = await engine.database.owner.select({ count: count() }).from(jobs);
  const [staged] = await engine.database.owner.select({ count: count() }).from(batchItems);
  return { jobs: made?.count, staged: staged?.count };
};

describe('a batch', () => {
  test('counts all its jobs from the first moment, before any is made', async () => {
    const { id, total } = await create();
    expect(total).toBe(10);
    expect(await countsOf(id)).toEqual(counts({ pending: 10 }));
    expect(await engine.find(id)).toMatchObject({ type: 'batch', status: 'processing', input: null });
    expect(await childrenOf(id)).toEqual([]);
  });

  test('runs a job for each item, in the options of the batch, and ends with its last one', async () => {
    await engine.work();
    const { id } = await create({ priority: 'low', maxAttempts: 2, subject: { type: 'order', id: '7' } });
    expect(await ended(id)).toMatchObject({
      status: 'completed',
      output: { total: 10, completed: 10, failed: 0, cancelled: 0 },
      progressPercent: 100,
      deadLetteredAt: null,
    });
    expect(await countsOf(id)).toEqual(counts({ completed: 10 }));
    const children = await childrenOf(id);
    expect(children.map(({ input }) => input)).toEqual(items(10).map(({ input }) => input));
    for (const child of children) {
      expect(child).toMatchObject({ priority: 'low', maxAttempts: 2, subjectId: '7', attempt: 1 });
    }
    expect(await rowCount()).toEqual({ jobs: 11, staged: 0 });
  });

  test('shows how far it has come while it runs', async () => {
    await engine.work({ concurrency: 1 });
    const { id } = await create({ type: 'test:gate' });
    (await gate.started(0)).open();
    (await gate.started(1)).open();
    await gate.started(2);
    expect(await engine.waitFor(id, (job) => job.progressPercent === 20)).toMatchObject({
      status: 'processing',
      progressMessage: '2 of 10 jobs have ended',
    });
    for (let index = 2; index < 10; index += 1) (await gate.started(index)).open();
    await ended(id);
  });

  test('made in a transaction of its caller goes with it', async () => {
    await inOrganisation(engine.database.db, engine.orgId, async (tx) => {
      const request = { orgId: engine.orgId, type: 'test:numbered', items: items(3) };
      await engine.jobs.createBatch({ ...request, createdBy: { kind: 'system', id: null } }, tx);
      throw new Error('the caller changed its mind');
    }).catch(() => {});
    expect(await rowCount()).toEqual({ jobs: 0, staged: 0 });
  });

  test('whose making was cut off is made to its end, each job once', async () => {
    const handlers = [gate.handler(true)];
    const first = await engine.work({ handlers });
    const { id } = await create({ items: items(3_500) });
    await expect.poll(() => childrenOf(id), { timeout: 30_000 }).not.toEqual([]);
    // One is hit in the midst of it, the other leaves: what is left is the third one's.
    await engine.engine.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%batch_items%' AND pid <> pg_backend_pid()`,
    );
    await first.stop(0);
    await engine.work({ handlers });
    await expect.poll(rowCount, { timeout: 30_000 }).toEqual({ jobs: 3_501, staged: 0 });
    const places = (await childrenOf(id)).map(({ batchIndex }) => batchIndex);
    expect(places).toEqual(items(3_500).map(({ input }) => input));
  }, 60_000);

  test('of jobs that wait for their time makes them scheduled', async () => {
    await engine.work();
    const { id } = await create({ runAt: new Date(Date.now() + 3_600_000) });
    await expect.poll(() => childrenOf(id)).toHaveLength(10);
    expect((await childrenOf(id)).every(({ status }) => status === 'scheduled')).toBe(true);
  });
});

describe('a batch that is refused', () => {
  const refusal = (request: Partial<BatchRequest>) =>
    create(request).then(
      () => expect.unreachable(),
      (error: unknown) => {
        if (!(error instanceof JobRequestError)) throw error;
        return error;
      },
    );

  test('has no items, or one too many', async () => {
    expect((await refusal({ items: [] })).issues).toEqual([
      { pointer: '/items', message: 'must have at least one item' },
    ]);
    expect((await refusal({ items: items(100_001) })).issues).toEqual([
      { pointer: '/items', message: 'must have at most 100000 items' },
    ]);
  });

  test('names the inputs that do not fit, a hundred at most, and leaves nothing behind', async () => {
    const { code, issues } = await refusal({ type: 'test:even', items: items(1_000) });
    expect(code).toBe('job.input_invalid');
    expect(issues).toHaveLength(100);
    expect(issues[1]).toEqual({ pointer: '/items/3/input', message: 'must be even' });
    expect(await rowCount()).toEqual({ jobs: 0, staged: 0 });
  });

  test('has an unknown type or a policy that is no count', async () => {
    expect((await refusal({ type: 'test:unknown' })).code).toBe('job.type_unknown');
    expect((await refusal({ failurePolicy: { maxFailed: -1 } })).issues[0]?.pointer).toBe(
      '/failurePolicy/maxFailed',
    );
  });
});

describe('the failures of a batch', () => {
  const policies: [FailurePolicy, failures: number, end: 'completed' | 'failed'][] = [
    ['any', 0, 'completed'],
    ['any', 1, 'failed'],
    ['all', 9, 'completed'],
    ['all', 10, 'failed'],
    [{ maxFailed: 2 }, 2, 'completed'],
    [{ maxFailed: 2 }, 3, 'failed'],
  ];

  test('end it as its policy says', async () => {
    await engine.work();
    for (const [failurePolicy, failures, end] of policies) {
      failing = new Set(Array.from({ length: failures }, (_, number) => number));
      const { id } = await create({ failurePolicy });
      const parent = await ended(id);
      expect(parent.status, JSON.stringify([failurePolicy, failures])).toBe(end);
      expect(parent.error?.code).toBe(end === 'failed' ? 'batch_failed' : undefined);
      expect(await countsOf(id)).toEqual(counts({ completed: 10 - failures, failed: failures }));
    }
  });

  test('run again by a retry, and nothing else does', async () => {
    await engine.work();
    failing = new Set([1, 4]);
    const { id } = await create();
    await ended(id);
    failing = new Set([4]);
    await retryFailedOfBatch(control(), { orgId: engine.orgId, batchId: id });
    expect(await ended(id)).toMatchObject({ status: 'failed' });
    expect(await countsOf(id)).toEqual(counts({ completed: 9, failed: 1 }));
    failing.clear();
    await retryFailedOfBatch(control(), { orgId: engine.orgId, batchId: id });
    expect(await ended(id)).toMatchObject({
      status: 'completed',
      error: null,
      output: { total: 10, completed: 10, failed: 0, cancelled: 0 },
    });
    expect(items(10).map(({ input }) => runsOf.get(input))).toEqual([1, 2, 1, 1, 3, 1, 1, 1, 1, 1]);
  });

  test('are retried by hand while it goes on, and not one by one once it has ended', async () => {
    failing = new Set([0]);
    await engine.work();
    const { id } = await create();
    await ended(id);
    const [failed] = await childrenOf(id);
    if (failed === undefined) throw new Error('the batch has no jobs');
    const { retried } = await retryJobs(control(), { orgId: engine.orgId, jobIds: [failed.id] });
    expect(retried.size).toBe(0);
    expect(await countsOf(id)).toEqual(counts({ completed: 9, failed: 1 }));
  });

  test('are not retried of a batch that goes on, has completed, or is not the organisation’s', async () => {
    const { id } = await create();
    const retry = (orgId = engine.orgId) => retryFailedOfBatch(control(), { orgId, batchId: id });
    await expect(retry()).rejects.toThrow(JobStateError);
    await engine.work();
    await ended(id);
    await expect(retry()).rejects.toThrow(JobStateError);
    expect(await retry(id)).toBe(false);
  });
});

describe('a cancelled batch', () => {
  const cancel = (id: string) => cancelJobs(control(), { orgId: engine.orgId, jobIds: [id] });

  test('starts nothing more, stops what runs, and ends with it', async () => {
    await engine.work({ concurrency: 2 });
    const { id } = await create({ type: 'test:gate' });
    const running = [await gate.started(0), await gate.started(1)];
    expect((await cancel(id)).get(id)).toBe('processing');
    expect(await ended(id)).toMatchObject({
      status: 'cancelled',
      cancelRequestedAt: expect.any(Date),
      output: { total: 10, completed: 0, failed: 0, cancelled: 10 },
    });
    expect(running.every(({ signal }) => signal.aborted)).toBe(true);
    expect(gate.startCount()).toBe(2);
    expect(await countsOf(id)).toEqual(counts({ cancelled: 10 }));
    // Those that a worker had fetched when the batch was cancelled, it drops after that.
    await expect.poll(messageCount).toBe(0);
    expect((await cancel(id)).get(id)).toBe('cancelled');
  });

  test('that was not made yet ends without a single job', async () => {
    const { id } = await create();
    await cancel(id);
    await engine.work();
    expect(await ended(id)).toMatchObject({ status: 'cancelled' });
    expect(await countsOf(id)).toEqual(counts({ cancelled: 10 }));
    expect(await rowCount()).toEqual({ jobs: 1, staged: 0 });
  });

  test('ends although who cancelled it was gone at once', async () => {
    const idle = await engine.work({ handlers: [gate.handler(true)] });
    const { id } = await create();
    await expect.poll(() => childrenOf(id)).toHaveLength(10);
    await idle.stop(0);
    await engine.engine.pool.query(
      `UPDATE batches SET cancelled_at = now(), follow_up = 'cancel' WHERE id = $1`,
      [id],
    );
    await engine.work();
    expect(await ended(id)).toMatchObject({ status: 'cancelled' });
    expect(runsOf.size).toBe(0);
    expect((await childrenOf(id)).every(({ status }) => status === 'cancelled')).toBe(true);
  });

  test('ends although the worker of its last job was lost', async () => {
    await engine.work({ concurrency: 1 });
    const { id } = await create({ type: 'test:stubborn', items: items(1) });
    const { open } = await stubborn.started(0);
    await engine.engine.pool.query(
      `UPDATE batches SET cancelled_at = now(), follow_up = 'cancel' WHERE id = $1`,
      [id],
    );
    await engine.engine.pool.query(
      `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE state = 'active'`,
    );
    await engine.work();
    expect(await ended(id)).toMatchObject({ status: 'cancelled' });
    expect(stubborn.startCount()).toBe(1);
    open();
  });

  test('that has ended, or is another organisation’s, stays as it is', async () => {
    await engine.work();
    const { id } = await create();
    const before = await ended(id);
    expect((await cancel(id)).get(id)).toBe('completed');
    expect(await engine.find(id)).toEqual(before);
    const living = await create({ type: 'test:gate' });
    await cancelJobs(control(), { orgId: id, jobIds: [living.id] });
    expect(await engine.find(living.id)).toMatchObject({ cancelRequestedAt: null });
    await cancel(living.id);
    await ended(living.id);
  });
});

async function messageCount() {
  const { rows } = await engine.engine.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM pgboss.job',
  );
  return rows[0]?.count;
}

test('a child that is cancelled alone counts as failed', async () => {
  const { id } = await create({ items: items(2), runAt: new Date(Date.now() + 3_600_000) });
  await engine.work();
  await expect.poll(() => childrenOf(id)).toHaveLength(2);
  const [first] = await engine.database.owner
    .select()
    .from(jobs)
    .where(and(eq(jobs.batchId, id), eq(jobs.batchIndex, 0)));
  if (first === undefined) throw new Error('the batch has no jobs');
  await cancelJobs(control(), { orgId: engine.orgId, jobIds: [first.id] });
  await engine.engine.pool.query(
    `UPDATE jobs SET run_at = now() WHERE batch_id = $1 AND status = 'scheduled'`,
    [id],
  );
  expect(await ended(id)).toMatchObject({ status: 'failed', error: { code: 'batch_failed' } });
});
