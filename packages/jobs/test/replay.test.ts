import { jobs, newId } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { defineJob, isEnded } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const typed = testJobType('test:typed', {}, { input: z.strictObject({ n: z.number() }) });
const createdBy = { kind: 'user', id: newId() } as const;
const inAnHour = () => new Date(Date.now() + 3_600_000);

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine([defineJob(typed, { run: async () => ({ output: {} }) })], noResources);
  await engine.work();
});
afterAll(() => engine[Symbol.asyncDispose]());

async function createEnded(...args: Parameters<TestEngine['create']>): Promise<string> {
  const { id } = await engine.create(...args);
  await engine.waitFor(id, ({ status }) => isEnded(status));
  return id;
}
const replay = (jobId: string, rest: { input?: unknown; orgId?: string } = {}) =>
  engine.jobs.replayJob({ orgId: engine.orgId, jobId, createdBy, ...rest });

test('a replay is a new job with all that the old one was asked for, but for its unique key', async () => {
  const options = {
    priority: 'high',
    maxAttempts: 3,
    timeoutSeconds: 77,
    retry: { strategy: 'linear', baseSeconds: 1, maxSeconds: 2, delaysSeconds: [], jitter: 0 },
    subject: { type: 'invoice', id: '7' },
    uniqueKey: 'once',
  } as const;
  const jobId = await createEnded(
    'test:typed',
    { n: 1 },
    { ...options, retry: { ...options.retry, delaysSeconds: [] } },
  );
  const created = await replay(jobId);
  const row = await engine.find(created?.id ?? '');
  expect(row).toMatchObject({
    type: 'test:typed',
    input: { n: 1 },
    priority: 'high',
    maxAttempts: 3,
    timeoutSeconds: 77,
    retry: options.retry,
    subjectType: 'invoice',
    subjectId: '7',
    uniqueKey: null,
    replayOf: jobId,
    createdByKind: 'user',
    createdById: createdBy.id,
  });
  expect(row.id).not.toBe(jobId);
});

test('another input takes the place of the old one, and has to fit', async () => {
  const jobId = await createEnded('test:typed', { n: 1 });
  const created = await replay(jobId, { input: { n: 2 } });
  expect((await engine.find(created?.id ?? '')).input).toEqual({ n: 2 });
  await expect(replay(jobId, { input: { n: 'two' } })).rejects.toMatchObject({
    code: 'job.input_invalid',
    issues: [{ pointer: '/input/n' }],
  });
});

test('a job that has not ended, and one whose type is no longer made, is not replayed', async () => {
  const { id: waiting } = await engine.create('test:typed', { n: 1 }, { runAt: inAnHour() });
  await expect(replay(waiting)).rejects.toMatchObject({ code: 'job.not_ended' });
  const retired = await createEnded('test:typed', { n: 1 });
  await engine.database.owner.update(jobs).set({ type: 'test:retired' }).where(eq(jobs.id, retired));
  await expect(replay(retired)).rejects.toMatchObject({ code: 'job.not_replayable' });
});

test('a batch is not replayed', async () => {
  const { id } = await engine.jobs.createBatch({
    orgId: engine.orgId,
    type: 'test:typed',
    createdBy,
    items: [{ input: { n: 1 } }],
  });
  await engine.waitFor(id, ({ status }) => isEnded(status));
  await expect(replay(id)).rejects.toMatchObject({ code: 'job.not_replayable' });
});

test("a missing job and another organisation's are the same: there is nothing to replay", async () => {
  const jobId = await createEnded('test:typed', { n: 1 });
  const orgId = await createTestOrganisation(engine.database);
  expect(await replay(jobId, { orgId })).toBeUndefined();
  expect(await replay(newId())).toBeUndefined();
});
