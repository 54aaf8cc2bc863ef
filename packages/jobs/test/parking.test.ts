import { createTestOrganisation } from '@rota/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { cancelJobs } from '../src/by-hand/cancel.ts';
import { defineJob, isEnded } from '../src/index.ts';
import { pauseJobs, resumeJobs } from '../src/parking/pause.ts';
import { createTestEngine, defineTestJob, testJobType, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
let gate: ReturnType<typeof createGate>;

beforeEach(async () => {
  gate = createGate();
  engine = await createTestEngine(
    [
      gate.handler(true),
      defineTestJob('test:quick', async () => ({ output: {} })),
      defineJob(testJobType('test:short'), { short: true, run: async () => ({ output: {} }) }),
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const control = () => ({ ...engine, pool: engine.engine.pool });
const scope = (type: string | null) => ({ orgId: engine.orgId, type });
const ended = (jobId: string) => engine.waitFor(jobId, (job) => isEnded(job.status));
const createMany = (type: string, count: number, orgId = engine.orgId) =>
  Promise.all(Array.from({ length: count }, () => engine.create(type, {}, { orgId })));
const cap = (runningMax: number | null) =>
  engine.database.owner.execute(
    sql`UPDATE organisations SET running_max = ${runningMax} WHERE id = ${engine.orgId}`,
  );

test('a paused type is parked at once and shows it; what runs goes on, and other types run', async () => {
  const running = await engine.create('test:gate');
  await engine.work();
  const start = await gate.started(0);
  await pauseJobs(control(), scope('test:gate'));
  const late = await engine.create('test:gate');
  const parked = await engine.waitFor(late.id, (job) => job.parkedReason === 'paused');
  expect(parked).toMatchObject({ status: 'pending', messageId: null, run: 0 });
  const other = await engine.create('test:quick');
  expect(await ended(other.id)).toMatchObject({ status: 'completed' });
  start.open();
  expect(await ended(running.id)).toMatchObject({ status: 'completed' });

  await resumeJobs(control(), scope('test:gate'));
  (await gate.started(1)).open();
  expect(await ended(late.id)).toMatchObject({ status: 'completed', run: 1, attempt: 1, parkedReason: null });
});

test('waiting jobs are parked by the pause itself, without any worker, and released by the resume', async () => {
  const { orgId } = engine;
  const createdBy = { kind: 'system', id: null } as const;
  const request = { orgId, type: 'test:quick', input: {}, createdBy };
  for (const count of [700, 500]) {
    await engine.jobs.createAndEnqueueJobs(Array.from({ length: count }, () => request));
  }
  await pauseJobs(control(), scope('test:quick'));
  const count = async (reason: string | null) => {
    const { rows } = await engine.engine.pool.query<{ jobs: number; messages: number }>(
      `SELECT count(*)::int AS jobs, (SELECT count(*)::int FROM pgboss.job) AS messages FROM jobs
       WHERE parked_reason IS NOT DISTINCT FROM $1`,
      [reason],
    );
    return rows[0];
  };
  expect(await count('paused')).toEqual({ jobs: 1_200, messages: 0 });
  await resumeJobs(control(), scope('test:quick'));
  expect(await count(null)).toEqual({ jobs: 1_200, messages: 1_200 });
});

test('a job stays parked as long as its type or its organisation is paused', async () => {
  await pauseJobs(control(), scope(null));
  await pauseJobs(control(), scope('test:quick'));
  const [quick, short] = [await engine.create('test:quick'), await engine.create('test:short')];
  await engine.work();
  for (const { id } of [quick, short]) await engine.waitFor(id, (job) => job.parkedReason === 'paused');
  await resumeJobs(control(), scope(null));
  expect(await ended(short.id)).toMatchObject({ status: 'completed' });
  expect(await engine.find(quick.id)).toMatchObject({ parkedReason: 'paused', run: 0 });
  await resumeJobs(control(), scope('test:quick'));
  expect(await ended(quick.id)).toMatchObject({ status: 'completed' });
});

test('what a process that died has left parked is released by the others', async () => {
  await pauseJobs(control(), scope('test:quick'));
  const { id } = await engine.create('test:quick');
  await engine.work();
  await engine.waitFor(id, (job) => job.parkedReason === 'paused');
  await engine.database.owner.execute(sql`DELETE FROM job_pauses`);
  expect(await ended(id)).toMatchObject({ status: 'completed' });
});

test('an organisation that pauses what it has in the line does not wait for the turns of that', async () => {
  const other = await createTestOrganisation(engine.database);
  await createMany('test:quick', 300);
  await createMany('test:quick', 20, other);
  await pauseJobs(control(), scope('test:quick'));
  const { id } = await engine.create('test:short');
  const first = await engine.queue.fetch('default', { count: 2 });
  expect(first.map(({ jobId }) => jobId)).toContain(id);
});

test('of an organisation with a cap of 3 exactly 3 jobs run at once on four workers, of all types and short ones too', async () => {
  await cap(3);
  const jobs = await createMany('test:gate', 10);
  const short = await createMany('test:short', 2);
  for (let worker = 0; worker < 4; worker += 1) await engine.work();
  // The short ones may come and go in between.
  for (let start = 0; start < 10; start += 1) {
    await gate.started(start);
    const { rows } = await engine.engine.pool.query<{ running: number }>(
      `SELECT count(*)::int AS running FROM jobs WHERE status = 'processing'`,
    );
    expect(rows[0]?.running).toBeLessThanOrEqual(3);
    // Three are in hand before one is let go, as long as there are three.
    if (start >= 2) (await gate.started(start - 2)).open();
  }
  for (const start of [8, 9]) (await gate.started(start)).open();
  for (const { id } of [...jobs, ...short]) {
    expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
  }
});

test('jobs over the cap of their organisation show it, hold up no other, and run when the cap is lifted', async () => {
  const other = await createTestOrganisation(engine.database);
  await cap(1);
  const jobs = await createMany('test:gate', 4);
  await engine.work();
  await gate.started(0);
  const parked = await Promise.all(
    jobs.map(({ id }) =>
      engine.waitFor(id, (job) => job.status === 'processing' || job.parkedReason !== null),
    ),
  );
  expect(parked.filter((job) => job.parkedReason === 'organisation_cap')).toHaveLength(3);
  const [free] = await createMany('test:quick', 1, other);
  expect(await ended(free?.id ?? '')).toMatchObject({ status: 'completed' });
  await cap(null);
  for (let start = 0; start < 4; start += 1) (await gate.started(start)).open();
  for (const { id } of jobs) expect(await ended(id)).toMatchObject({ status: 'completed', run: 1 });
});

test('an organisation that cancels what it has in the line does not wait for the turns of that', async () => {
  const other = await createTestOrganisation(engine.database);
  const jobs = await createMany('test:quick', 300);
  await createMany('test:quick', 20, other);
  await cancelJobs(control(), { orgId: engine.orgId, jobIds: jobs.map(({ id }) => id) });
  const { id } = await engine.create('test:short');
  const first = await engine.queue.fetch('default', { count: 2 });
  expect(first.map(({ jobId }) => jobId)).toContain(id);
});
