import { inOrganisation, jobs } from '@rota/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { defineJob, type JobRequest } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const typed = testJobType('test:typed', {}, { input: z.strictObject({ n: z.number() }) });

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine([defineJob(typed, { run: async () => ({ output: {} }) })], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

const request = (input: unknown, options: Partial<JobRequest> = {}): JobRequest => ({
  orgId: engine.orgId,
  type: 'test:typed',
  input,
  createdBy: { kind: 'system', id: null },
  ...options,
});

test('a thousand jobs are written at once and answered in their order', async () => {
  const created = await engine.jobs.createAndEnqueueJobs(
    Array.from({ length: 1_000 }, (_, n) => request({ n })),
  );
  const rows = await engine.database.owner.select().from(jobs).where(eq(jobs.type, 'test:typed'));
  const inputs = new Map(rows.map(({ id, input }) => [id, input]));
  expect(created.map(({ id }) => inputs.get(id))).toEqual(Array.from({ length: 1_000 }, (_, n) => ({ n })));
});

test('the faults of all requests are told together, and none of the jobs is made', async () => {
  const before = await engine.database.owner.$count(jobs);
  const refused = engine.jobs.createAndEnqueueJobs([
    request({ n: 1 }),
    request({ n: 'two' }, { maxAttempts: 0 }),
    request({ n: 3 }),
    request({}, { type: 'test:unknown' }),
  ]);
  await expect(refused).rejects.toMatchObject({
    code: 'job.request_invalid',
    issues: [
      { pointer: '/jobs/1/maxAttempts' },
      { pointer: '/jobs/1/input/n' },
      { pointer: '/jobs/3/type', message: 'is not a job type of this installation' },
    ],
  });
  expect(await engine.database.owner.$count(jobs)).toBe(before);
});

test.each([0, 1_001])('%i jobs are refused as a whole', async (length) => {
  const requests = Array.from({ length }, (_, n) => request({ n }));
  await expect(engine.jobs.createAndEnqueueJobs(requests)).rejects.toMatchObject({
    issues: [{ pointer: '/jobs', message: 'must be of 1 to 1000 jobs' }],
  });
});

test('a taken unique key answers the living job in its place, also one of the same call', async () => {
  const living = await engine.create('test:typed', { n: 0 }, { uniqueKey: 'taken' });
  const created = await engine.jobs.createAndEnqueueJobs([
    request({ n: 1 }, { uniqueKey: 'new' }),
    request({ n: 2 }, { uniqueKey: 'taken' }),
    request({ n: 3 }, { uniqueKey: 'new' }),
  ]);
  expect(created[1]).toMatchObject({ id: living.id, alreadyExisted: true });
  expect(created[2]?.id).toBe(created[0]?.id);
  expect(created.map(({ alreadyExisted }) => alreadyExisted)).toEqual([false, true, true]);
});

test("in a caller's transaction they come and go with it", async () => {
  const before = await engine.database.owner.$count(jobs);
  const abandoned = inOrganisation(engine.database.db, engine.orgId, async (tx) => {
    expect(await engine.jobs.createAndEnqueueJobs([request({ n: 1 }), request({ n: 2 })], tx)).toHaveLength(
      2,
    );
    throw new Error('changed my mind');
  });
  await expect(abandoned).rejects.toThrow('changed my mind');
  expect(await engine.database.owner.$count(jobs)).toBe(before);
});
