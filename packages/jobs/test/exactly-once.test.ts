import { accounts, newId } from '@rota/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { cancelJobs } from '../src/by-hand/cancel.ts';
import { defineJob, PermanentJobError } from '../src/index.ts';
import { createTestEngine, defineTestJob, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const bookType = testJobType(
  'test:book',
  { maxAttempts: 3 },
  { output: z.strictObject({ name: z.string() }) },
);
const childType = testJobType('test:child');

let engine: TestEngine;
let failures: number;
let onRun: () => Promise<void>;
let onEffects: () => Promise<void>;

beforeEach(async () => {
  failures = 0;
  onRun = async () => undefined;
  onEffects = async () => undefined;
  engine = await createTestEngine(
    [
      defineTestJob('test:child', async () => ({ output: {} })),
      defineJob(bookType, {
        async run({ settle, attempt }) {
          await onRun();
          return settle(async (tx, orgId) => {
            await tx.insert(accounts).values({ id: newId(), orgId, name: `attempt ${attempt}` });
            await onEffects();
            if (failures-- > 0) throw new Error('the books are closed');
            return { name: `attempt ${attempt}` };
          });
        },
      }),
      defineJob(testJobType('test:misfit', {}, { output: z.strictObject({ n: z.number() }) }), {
        run: async ({ settle }) =>
          settle(async (tx, orgId) => {
            await tx.insert(accounts).values({ id: newId(), orgId, name: 'misfit' });
            const misfit: { n: number } = JSON.parse('{"n":"one"}');
            return misfit;
          }),
      }),
      defineTestJob('test:parent', async ({ trigger, settle, input }) => {
        if (input === 'at once') {
          const child = await trigger(childType, { from: 'parent' }, { uniqueKey: 'child' });
          return { output: { child } };
        }
        return settle(async (tx) => {
          const child = await trigger(childType, { from: 'parent' }, { tx });
          if (input === 'in vain') throw new PermanentJobError('vain', 'Nothing of it stays.');
          return { child };
        });
      }),
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const ended = (jobId: string) => engine.ended(jobId);
const names = async () => {
  const rows = await engine.database.owner.select({ name: accounts.name }).from(accounts);
  return rows.map(({ name }) => name);
};
const childrenOf = async (jobId: string) =>
  (
    await engine.engine.pool.query<{ type: string; created_by_id: string }>(
      `SELECT type, created_by_id FROM jobs WHERE created_by_kind = 'job' AND created_by_id = $1`,
      [jobId],
    )
  ).rows.length;

test('effects are committed with the end of the job, and their result is its output', async () => {
  await engine.work();
  const { id } = await engine.create('test:book');
  expect(await ended(id)).toMatchObject({ status: 'completed', output: { name: 'attempt 1' } });
  expect(await names()).toEqual(['attempt 1']);
  expect((await engine.runs(id)).map(({ outcome }) => outcome)).toEqual(['completed']);
});

test('effects that throw leave nothing behind, and the attempt has failed', async () => {
  failures = 1;
  await engine.work();
  const { id } = await engine.create('test:book');
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
  expect(await names()).toEqual(['attempt 2']);
  expect((await engine.runs(id)).map(({ outcome }) => outcome)).toEqual(['retrying', 'completed']);
});

test('effects whose connection breaks are done again, and no attempt is spent', async () => {
  let cuts = 2;
  onEffects = async () => {
    if (cuts-- <= 0) return;
    await engine.database.owner.execute(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction'`);
  };
  await engine.work();
  const { id } = await engine.create('test:book', {}, { maxAttempts: 1 });
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, run: 1 });
  expect(await names()).toEqual(['attempt 1']);
});

test('an output that does not fit takes its effects back', async () => {
  await engine.work();
  const { id } = await engine.create('test:misfit');
  expect(await ended(id)).toMatchObject({ status: 'failed', error: { code: 'output_invalid' } });
  expect(await names()).toEqual([]);
});

test('a worker whose message was given to somebody else commits no effects', async () => {
  const running = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  onRun = async () => {
    running.resolve();
    await goOn.promise;
  };
  await engine.work({ concurrency: 1 });
  const { id } = await engine.create('test:book');
  await running.promise;
  await engine.engine.pool.query('UPDATE pgboss.job SET retry_count = retry_count + 1');
  goOn.resolve();
  await expect.poll(() => engine.logLines.some(({ message }) => message.includes('moved on'))).toBe(true);
  expect(await names()).toEqual([]);
  expect(await engine.find(id)).toMatchObject({ status: 'processing' });
});

test('a cancel that comes while the effects go on waits for them, and is too late', async () => {
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  onEffects = async () => {
    reached.resolve();
    await goOn.promise;
  };
  await engine.work();
  const { id } = await engine.create('test:book');
  await reached.promise;
  const control = { ...engine, pool: engine.engine.pool };
  const cancelled = cancelJobs(control, { orgId: engine.orgId, jobIds: [id] });
  goOn.resolve();
  expect((await cancelled).get(id)).toBe('completed');
  expect(await names()).toEqual(['attempt 1']);
});

test('a job that was cancelled before its end has no effects', async () => {
  const worker = await engine.work({ concurrency: 1 });
  const { id } = await engine.create('test:book', {}, { runAt: new Date(Date.now() + 3_600_000) });
  await engine.engine.pool.query(
    'UPDATE jobs SET cancel_requested_at = now(), run_at = now() WHERE id = $1',
    [id],
  );
  expect(await ended(id)).toMatchObject({ status: 'cancelled', output: null });
  expect(await names()).toEqual([]);
  await worker.stop(1_000);
});

test('a handler triggers jobs of its organisation, made by it', async () => {
  await engine.work();
  const { id } = await engine.create('test:parent', 'at once');
  expect(await ended(id)).toMatchObject({
    status: 'completed',
    output: { child: { id: expect.stringMatching(/^job_/), type: 'test:child', alreadyExisted: false } },
  });
  expect(await childrenOf(id)).toBe(1);
});

test('a job that is triggered in the effects is there with them or not at all', async () => {
  await engine.work();
  const kept = await engine.create('test:parent', 'with the end');
  expect(await ended(kept.id)).toMatchObject({ status: 'completed' });
  expect(await childrenOf(kept.id)).toBe(1);
  const vain = await engine.create('test:parent', 'in vain');
  expect(await ended(vain.id)).toMatchObject({ status: 'failed', error: { code: 'vain' } });
  expect(await childrenOf(vain.id)).toBe(0);
});

test('effects see their own organisation only', async () => {
  await engine.work();
  const { id } = await engine.create('test:book');
  await ended(id);
  const rows = await engine.database.owner
    .select({ orgId: accounts.orgId })
    .from(accounts)
    .where(eq(accounts.orgId, engine.orgId));
  expect(rows).toHaveLength(1);
});
