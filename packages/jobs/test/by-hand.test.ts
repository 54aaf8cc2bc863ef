import { newId } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { cancelJobs } from '../src/by-hand/cancel.ts';
import { JobStateError, PermanentJobError, SnoozeJob } from '../src/index.ts';
import { resolveJobs } from '../src/by-hand/resolve.ts';
import { retryJobs } from '../src/by-hand/retry.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

let gate: ReturnType<typeof createGate>;
let stubborn: ReturnType<typeof createGate>;
let engine: TestEngine;
let failing: boolean;

beforeEach(async () => {
  gate = createGate();
  stubborn = createGate('test:stubborn');
  failing = true;
  engine = await createTestEngine(
    [
      gate.handler(true),
      stubborn.handler(false),
      defineTestJob('test:quick', async () => ({ output: {} })),
      defineTestJob('test:fails', async () => {
        if (failing) throw new PermanentJobError('feed.gone', 'The feed 17 is gone.');
        return { output: {} };
      }),
      defineTestJob('test:snoozes', async ({ attempt, logger }) => {
        logger.info('here', { attempt });
        if (failing) throw new SnoozeJob(3_600);
        return { output: { attempt } };
      }),
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const hour = () => new Date(Date.now() + 3_600_000);
const control = () => ({ ...engine, pool: engine.engine.pool });
const setOf = (...jobIds: string[]) => ({ orgId: engine.orgId, jobIds });
const ended = (jobId: string) => engine.ended(jobId);
const messageCount = async () =>
  (await engine.engine.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM pgboss.job')).rows[0]
    ?.count;

test('a waiting job is cancelled at once and leaves no message behind', async () => {
  const pending = await engine.create('test:quick');
  const scheduled = await engine.create('test:quick', {}, { runAt: hour() });
  const statuses = await cancelJobs(control(), setOf(pending.id, scheduled.id));
  expect([...statuses.values()]).toEqual(['cancelled', 'cancelled']);
  for (const { id } of [pending, scheduled]) {
    expect(await engine.find(id)).toMatchObject({
      status: 'cancelled',
      messageId: null,
      finishedAt: expect.any(Date),
      cancelRequestedAt: expect.any(Date),
    });
  }
  expect(await messageCount()).toBe(0);
});

test('a running job gets its signal at once and ends as cancelled, whatever its handler does', async () => {
  await engine.work();
  const { id } = await engine.create('test:gate');
  const { signal } = await gate.started(0);
  const told = new Promise<number>((resolve) => {
    signal.addEventListener('abort', () => resolve(performance.now()));
  });
  const askedAt = performance.now();
  // It may have ended by the time that its status is read.
  expect(['processing', 'cancelled']).toContain((await cancelJobs(control(), setOf(id))).get(id));
  // The second that is promised, and what a busy machine may add; a handler that is left to itself is that after ten.
  expect((await told) - askedAt).toBeLessThan(5_000);
  expect(await ended(id)).toMatchObject({ status: 'cancelled', attempt: 1, deadLetteredAt: null });
  expect((await engine.runs(id)).map(({ outcome }) => outcome)).toEqual(['cancelled']);
});

test('a handler that returns after the cancel has lost the race', async () => {
  await engine.work();
  const { id } = await engine.create('test:stubborn');
  const { open } = await stubborn.started(0);
  await cancelJobs(control(), setOf(id));
  open();
  expect(await ended(id)).toMatchObject({ status: 'cancelled', output: null });
});

test('a handler that ignores its cancel is left to itself after ten seconds', async () => {
  await engine.work();
  const { id } = await engine.create('test:stubborn');
  const { open } = await stubborn.started(0);
  const askedAt = Date.now();
  await cancelJobs(control(), setOf(id));
  const job = await ended(id);
  expect(job).toMatchObject({ status: 'cancelled' });
  expect(Date.now() - askedAt).toBeGreaterThan(9_500);
  open();
});

test('a cancelled job whose worker was lost is not run again', async () => {
  await engine.work({ concurrency: 1 });
  const { id } = await engine.create('test:stubborn');
  const { open } = await stubborn.started(0);
  await engine.engine.pool.query('UPDATE jobs SET cancel_requested_at = now() WHERE id = $1', [id]);
  await engine.engine.pool.query(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE state = 'active'`,
  );
  await engine.work();
  expect(await ended(id)).toMatchObject({ status: 'cancelled' });
  expect(stubborn.startCount()).toBe(1);
  open();
});

test('cancelling again does no harm; an ended or foreign job stays as it is', async () => {
  await engine.work();
  const done = await engine.create('test:quick');
  await ended(done.id);
  const waiting = await engine.create('test:quick', {}, { runAt: hour() });
  await cancelJobs(control(), setOf(waiting.id));
  const before = await engine.find(waiting.id);
  const statuses = await cancelJobs(control(), setOf(waiting.id, done.id, newId()));
  expect(statuses).toEqual(
    new Map([
      [waiting.id, 'cancelled'],
      [done.id, 'completed'],
    ]),
  );
  expect(await engine.find(waiting.id)).toEqual(before);

  const other = await createTestOrganisation(engine.database);
  const untouched = await engine.create('test:quick', {}, { runAt: hour() });
  expect(await cancelJobs(control(), { orgId: other, jobIds: [untouched.id] })).toEqual(new Map());
  expect(await engine.find(untouched.id)).toMatchObject({ status: 'scheduled' });
});

test('a failed job that is retried has its attempts again, and its error in the history only', async () => {
  await engine.work();
  const { id } = await engine.create('test:fails', {}, { maxAttempts: 3 });
  expect(await ended(id)).toMatchObject({
    status: 'failed',
    errorFingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    deadLetteredAt: expect.any(Date),
  });
  failing = false;
  await retryJobs(control(), setOf(id));
  expect(await ended(id)).toMatchObject({
    status: 'completed',
    maxAttempts: 6,
    attempt: 2,
    error: null,
    errorFingerprint: null,
    deadLetteredAt: null,
  });
  expect((await engine.runs(id)).map(({ outcome }) => outcome)).toEqual(['failed', 'completed']);
});

test('a waiting job that is retried runs before its time', async () => {
  const { id } = await engine.create('test:quick', {}, { runAt: hour() });
  const { retried } = await retryJobs(control(), setOf(id));
  expect(retried).toEqual(new Set([id]));
  await engine.work();
  expect(await ended(id)).toMatchObject({ status: 'completed' });
});

test('a pending, completed or cancelled job is not retried', async () => {
  const { id } = await engine.create('test:quick');
  expect((await retryJobs(control(), setOf(id))).retried).toEqual(new Set());
  await engine.work();
  await ended(id);
  const { statuses, retried } = await retryJobs(control(), setOf(id));
  expect([statuses.get(id), retried.size]).toEqual(['completed', 0]);
});

test('a failed job whose unique key was taken since is not retried', async () => {
  await engine.work();
  const { id } = await engine.create('test:fails', {}, { uniqueKey: 'once' });
  await ended(id);
  await engine.create('test:fails', {}, { uniqueKey: 'once', runAt: hour() });
  await expect(retryJobs(control(), setOf(id))).rejects.toBeInstanceOf(JobStateError);
  expect(await engine.find(id)).toMatchObject({ status: 'failed' });
});

test('a dead letter is resolved once, and a retry forgets it', async () => {
  await engine.work();
  const { id } = await engine.create('test:fails');
  await ended(id);
  const first = await resolveJobs(control(), { ...setOf(id), note: 'The feed moved.' });
  expect(first.resolved).toEqual(new Set([id]));
  const again = await resolveJobs(control(), { ...setOf(id), note: 'Twice' });
  expect(again.resolved).toEqual(new Set());
  expect(await engine.find(id)).toMatchObject({
    resolvedAt: expect.any(Date),
    resolvedNote: 'The feed moved.',
  });
  failing = false;
  await retryJobs(control(), setOf(id));
  expect(await ended(id)).toMatchObject({ status: 'completed', resolvedAt: null, resolvedNote: null });
});

test('a snoozed job waits, spends no attempt, and runs when it is told to', async () => {
  await engine.work();
  const { id } = await engine.create('test:snoozes', {}, { maxAttempts: 1 });
  const job = await engine.waitFor(id, ({ status }) => status === 'scheduled');
  expect(job).toMatchObject({ attempt: 0, run: 1, messageId: null, error: null });
  expect((job.runAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
  failing = false;
  await retryJobs(control(), setOf(id));
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, run: 2 });
  expect((await engine.runs(id)).map(({ outcome }) => outcome)).toEqual(['snoozed', 'completed']);
});

test('every move is an event of its organisation', async () => {
  const { id } = await engine.create('test:quick', {}, { runAt: hour() });
  await cancelJobs(control(), setOf(id));
  const { rows } = await engine.engine.pool.query<{ job_ids: string[]; org_id: string }>(
    'SELECT org_id, job_ids FROM job_events ORDER BY tx, id',
  );
  expect(rows).toEqual([
    { org_id: engine.orgId, job_ids: [id] },
    { org_id: engine.orgId, job_ids: [id] },
  ]);
});
