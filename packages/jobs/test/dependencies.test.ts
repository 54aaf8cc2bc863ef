import { inOrganisation, jobDependencies, newId } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { cancelJobs } from '../src/by-hand/cancel.ts';
import { isEnded, PermanentJobError, type JobRequest } from '../src/index.ts';
import { retryJobs } from '../src/by-hand/retry.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
let gate: ReturnType<typeof createGate>;
let failing: boolean;
let order: string[];

beforeEach(async () => {
  gate = createGate();
  failing = true;
  order = [];
  engine = await createTestEngine(
    [
      gate.handler(true),
      defineTestJob('test:quick', async ({ input }) => {
        order.push(String(Reflect.get(Object(input), 'name')));
        return { output: {} };
      }),
      defineTestJob('test:fails', async () => {
        if (failing) throw new PermanentJobError('feed.gone', 'The feed is gone.');
        return { output: {} };
      }),
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const control = () => ({ ...engine, pool: engine.engine.pool });
const setOf = (...jobIds: string[]) => ({ orgId: engine.orgId, jobIds });
const ended = (jobId: string) => engine.waitFor(jobId, (job) => isEnded(job.status));
const quick = (name: string, options: Partial<JobRequest> = {}) =>
  engine.create('test:quick', { name }, options);
const inAnHour = () => new Date(Date.now() + 3_600_000);

test('a job waits, without a message, until the last of the jobs it depends on has ended', async () => {
  const parents = await Promise.all([quick('a'), quick('b'), quick('c')]);
  const child = await quick('child', { dependsOn: parents.map(({ id }) => id) });
  expect(child.status).toBe('blocked');
  expect(await engine.find(child.id)).toMatchObject({ status: 'blocked', openParents: 3, messageId: null });
  await engine.work();
  expect(await ended(child.id)).toMatchObject({ status: 'completed', openParents: 0 });
  expect(order.at(-1)).toBe('child');
});

test('all dependents of one job are let go by its end', async () => {
  const parent = await quick('parent');
  const children = await engine.jobs.createAndEnqueueJobs(
    Array.from({ length: 1_000 }, () => ({
      orgId: engine.orgId,
      type: 'test:quick',
      input: { name: 'child' },
      createdBy: { kind: 'system' as const, id: null },
      dependsOn: [parent.id],
    })),
  );
  await engine.work({ concurrency: 100 });
  for (const { id } of children) await ended(id);
  expect(order).toEqual(['parent', ...children.map(() => 'child')]);
});

test('jobs that have ended have been waited for; a job whose parents all have may run at once', async () => {
  const worker = await engine.work();
  const parent = await quick('parent');
  await ended(parent.id);
  await worker.stop(5_000);
  const open = await quick('open');
  expect(await quick('child', { dependsOn: [parent.id] })).toMatchObject({ status: 'pending' });
  const { id } = await quick('child', { dependsOn: [parent.id, open.id] });
  expect(await engine.find(id)).toMatchObject({ status: 'blocked', openParents: 1 });
});

test('a released job waits on for its time, when that has not come', async () => {
  await engine.work();
  const { id: parent } = await engine.create('test:gate');
  const { open } = await gate.started(0);
  const { id } = await quick('child', { dependsOn: [parent], runAt: inAnHour() });
  expect((await engine.find(id)).status).toBe('blocked');
  open();
  expect(await engine.waitFor(id, ({ status }) => status !== 'blocked')).toMatchObject({
    status: 'scheduled',
    messageId: null,
  });
});

test.each([
  { effect: 'fail', status: 'failed', error: { code: 'parent_failed' } },
  { effect: 'skip', status: 'cancelled', error: null },
  { effect: 'continue', status: 'completed', error: null },
] as const)('a parent that fails makes its dependent, told to $effect, $status', async (wanted) => {
  const parent = await engine.create('test:fails');
  const child = await quick('child', { dependsOn: [parent.id], onParentFailure: wanted.effect });
  await engine.work();
  const row = await ended(child.id);
  expect(row).toMatchObject({ status: wanted.status, error: wanted.error, deadLetteredAt: null });
});

test.each([
  { effect: 'fail', status: 'failed' },
  { effect: 'skip', status: 'cancelled' },
  { effect: 'continue', status: 'pending' },
] as const)('a parent that has failed before makes a new job, told to $effect, $status', async (wanted) => {
  const worker = await engine.work();
  const parent = await engine.create('test:fails');
  await ended(parent.id);
  await worker.stop(5_000);
  const child = await quick('child', { dependsOn: [parent.id], onParentFailure: wanted.effect });
  expect(child.status).toBe(wanted.status);
  expect(await engine.find(child.id)).toMatchObject({ status: wanted.status, openParents: 0 });
});

test('a failure goes down the whole graph, and a cancelled parent counts as one', async () => {
  const { id: a } = await quick('a', { runAt: inAnHour() });
  const { id: b } = await quick('b', { dependsOn: [a] });
  const { id: c } = await quick('c', { dependsOn: [b], onParentFailure: 'skip' });
  const { id: d } = await quick('d', { dependsOn: [c], onParentFailure: 'continue' });
  await cancelJobs(control(), setOf(a));
  const rows = await Promise.all([b, c, d].map((id) => engine.find(id)));
  expect(rows.map(({ status }) => status)).toEqual(['failed', 'cancelled', 'pending']);
});

test('200 parents that end while their dependent is made are all counted, each once', async () => {
  await engine.work({ concurrency: 100 });
  await engine.work({ concurrency: 100 });
  for (let round = 0; round < 5; round += 1) {
    const parents = await Promise.all(Array.from({ length: 200 }, () => quick('parent')));
    const dependsOn = parents.map(({ id }) => id);
    const children = await Promise.all(Array.from({ length: 3 }, () => quick('child', { dependsOn })));
    for (const { id } of children) expect(await ended(id)).toMatchObject({ status: 'completed' });
  }
});

test('a parent that is retried by hand and ends again is not counted twice', async () => {
  const { id: failed } = await engine.create('test:fails');
  const { id: other } = await engine.create('test:gate');
  const { id } = await quick('child', { dependsOn: [failed, other], onParentFailure: 'continue' });
  await engine.work();
  await engine.waitFor(id, ({ openParents }) => openParents === 1);
  failing = false;
  await retryJobs(control(), setOf(failed));
  await engine.waitFor(failed, ({ status }) => status === 'completed');
  expect(await engine.find(id)).toMatchObject({ status: 'blocked', openParents: 1 });
  (await gate.started(0)).open();
  expect(await ended(id)).toMatchObject({ status: 'completed' });
});

test('a dependent that ended with its parent stays ended when the parent is retried and completes', async () => {
  const { id: parent } = await engine.create('test:fails');
  const { id } = await quick('child', { dependsOn: [parent] });
  await engine.work();
  await ended(id);
  failing = false;
  await retryJobs(control(), setOf(parent));
  await engine.waitFor(parent, ({ status }) => status === 'completed');
  expect(await engine.find(id)).toMatchObject({ status: 'failed', error: { code: 'parent_failed' } });
});

test('what cannot be waited for is refused with its pointer: foreign, missing, named twice', async () => {
  const other = await createTestOrganisation(engine.database);
  const foreign = await quick('foreign', { orgId: other });
  const own = await quick('own');
  await expect(quick('child', { dependsOn: [own.id, foreign.id, newId()] })).rejects.toMatchObject({
    code: 'job.option_invalid',
    issues: [{ pointer: '/dependsOn/1' }, { pointer: '/dependsOn/2' }],
  });
  await expect(quick('child', { dependsOn: [own.id, own.id] })).rejects.toMatchObject({
    issues: [{ pointer: '/dependsOn/1', message: 'is named before' }],
  });
  expect(await engine.database.owner.$count(jobDependencies)).toBe(0);
});

test('a thousand jobs may be waited for, and one more may not', async () => {
  const request = { orgId: engine.orgId, type: 'test:quick', input: {} };
  const createdBy = { kind: 'system', id: null } as const;
  const parents = await engine.jobs.createAndEnqueueJobs(
    Array.from({ length: 1_000 }, () => ({ ...request, createdBy })),
  );
  const dependsOn = parents.map(({ id }) => id);
  expect(await quick('child', { dependsOn })).toMatchObject({ status: 'blocked' });
  await expect(quick('child', { dependsOn: [...dependsOn, newId()] })).rejects.toMatchObject({
    issues: [{ pointer: '/dependsOn', message: 'must name at most 1000 jobs' }],
  });
});

test('a thousand jobs may wait for one, and one more may not', async () => {
  const parent = await quick('parent');
  const request = { orgId: engine.orgId, type: 'test:quick', input: {}, dependsOn: [parent.id] };
  const createdBy = { kind: 'system', id: null } as const;
  const children = Array.from({ length: 1_000 }, () => ({ ...request, createdBy }));
  await engine.jobs.createAndEnqueueJobs(children);
  await expect(quick('child', { dependsOn: [parent.id] })).rejects.toMatchObject({
    issues: [{ pointer: '/dependsOn/0' }],
  });
});

test("in a caller's transaction the parents are locked until it ends, and their ends are counted after it", async () => {
  await engine.work();
  const { id: parent } = await engine.create('test:gate');
  const { open } = await gate.started(0);
  const child = await inOrganisation(engine.database.db, engine.orgId, async (tx) => {
    const request = {
      orgId: engine.orgId,
      type: 'test:quick',
      input: { name: 'child' },
      dependsOn: [parent],
    };
    const created = await engine.jobs.createAndEnqueueJob(
      { ...request, createdBy: { kind: 'system', id: null } },
      tx,
    );
    open();
    return created;
  });
  expect(await ended(child.id)).toMatchObject({ status: 'completed' });
});
