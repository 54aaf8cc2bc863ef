import { inOrganisation, jobs } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { defineJob, JobRequestError } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const typed = {
  ...testJobType('test:typed'),
  input: z.strictObject({ n: z.number(), name: z.string().default('none') }),
};

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine([defineJob(typed, { run: async () => ({ output: {} }) })], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

async function messagesOf(jobId: string): Promise<{ id: string }[]> {
  const { rows } = await engine.engine.pool.query<{ id: string }>(
    `SELECT id FROM pgboss.job WHERE data ->> 'jobId' = $1 AND state < 'completed'`,
    [jobId],
  );
  return rows;
}

test('the row and its message are written together: a job that may run has exactly one live message', async () => {
  const { id } = await engine.create('test:typed', { n: 1 });
  const { messageId, input } = await engine.find(id);
  expect(await messagesOf(id)).toEqual([{ id: messageId }]);
  expect(input).toEqual({ n: 1, name: 'none' });
});

test("a rollback of the caller's transaction leaves neither row nor message", async () => {
  let jobId = '';
  const abandoned = inOrganisation(engine.database.db, engine.orgId, async (tx) => {
    const request = {
      orgId: engine.orgId,
      type: 'test:typed',
      input: { n: 1 },
      createdBy: { kind: 'system', id: null },
    } as const;
    ({ id: jobId } = await engine.jobs.createAndEnqueueJob(request, tx));
    expect(await messagesOf(jobId)).toEqual([]);
    throw new Error('changed my mind');
  });
  await expect(abandoned).rejects.toThrow('changed my mind');
  await expect(engine.find(jobId)).rejects.toThrow('there is no job');
  expect(await messagesOf(jobId)).toEqual([]);
});

test('of twenty jobs created at once with one unique key one is written, and all callers get it', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) => engine.create('test:typed', { n }, { uniqueKey: 'nightly' })),
  );
  expect(new Set(all.map((job) => job.id)).size).toBe(1);
  expect(all.filter((job) => !job.alreadyExisted)).toHaveLength(1);
  expect(await messagesOf(all[0]?.id ?? '')).toHaveLength(1);
});

test('a unique key is free again once its job has ended, and is not shared with other organisations', async () => {
  const first = await engine.create('test:typed', { n: 1 }, { uniqueKey: 'monthly' });
  const other = await createTestOrganisation(engine.database);
  expect(await engine.create('test:typed', { n: 1 }, { uniqueKey: 'monthly', orgId: other })).toMatchObject({
    alreadyExisted: false,
  });
  const worker = await engine.work();
  await engine.waitFor(first.id, ({ status }) => status === 'completed');
  await worker.stop(5_000);
  expect(await engine.create('test:typed', { n: 1 }, { uniqueKey: 'monthly' })).toMatchObject({
    alreadyExisted: false,
  });
});

test('an input that does not fit is refused with every fault and its pointer, and nothing is written', async () => {
  const before = await engine.database.owner.$count(jobs);
  const refused = engine.create('test:typed', { n: 'one', extra: true });
  await expect(refused).rejects.toBeInstanceOf(JobRequestError);
  await expect(refused).rejects.toMatchObject({
    code: 'job.input_invalid',
    issues: [{ pointer: '/input/n' }, { pointer: '/input/extra' }],
  });
  expect(await engine.database.owner.$count(jobs)).toBe(before);
});

test('options out of range are refused together', async () => {
  await expect(
    engine.create(
      'test:typed',
      { n: 1 },
      { maxAttempts: 0, timeoutSeconds: 82_801, uniqueKey: 'k'.repeat(256) },
    ),
  ).rejects.toMatchObject({
    code: 'job.option_invalid',
    issues: [{ pointer: '/maxAttempts' }, { pointer: '/timeoutSeconds' }, { pointer: '/uniqueKey' }],
  });
});

test('an empty unique key is refused', async () => {
  await expect(engine.create('test:typed', { n: 1 }, { uniqueKey: '' })).rejects.toMatchObject({
    code: 'job.option_invalid',
    issues: [{ pointer: '/uniqueKey' }],
  });
});

test('an unknown type is refused', async () => {
  await expect(engine.create('test:unknown')).rejects.toMatchObject({
    code: 'job.type_unknown',
    issues: [{ pointer: '/type' }],
  });
});

test('creating in one organisation while bound to another is refused by the second wall', async () => {
  const other = await createTestOrganisation(engine.database);
  const request = {
    orgId: other,
    type: 'test:typed',
    input: { n: 1 },
    createdBy: { kind: 'system', id: null },
  } as const;
  await expect(
    inOrganisation(engine.database.db, engine.orgId, (tx) => engine.jobs.createAndEnqueueJob(request, tx)),
  ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } });
});
