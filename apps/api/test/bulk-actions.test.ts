/** Cancelling, retrying and resolving many jobs at once. */
import type { Job, Problem } from '@rota/contracts/server';
import { encodeId, jobs, newId } from '@rota/db';
import { and, eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api[Symbol.asyncDispose]());

const act = <Body>(json: unknown) => api.call<Body>('POST', '/v1/orgs/{orgId}/jobs/actions', { json });

/** Writes rows as the engine leaves them. */
async function addJobs(count: number, values: Partial<typeof jobs.$inferInsert>): Promise<void> {
  const retry = { strategy: 'fixed' as const, baseSeconds: 1, maxSeconds: 1, delaysSeconds: [], jitter: 0 };
  const row = { type: 'demo:run', status: 'scheduled' as const, runAt: new Date('2100-01-01'), retry };
  const input = { steps: 0, stepMilliseconds: 0 };
  const rows = Array.from({ length: count }, () => ({
    ...row,
    input,
    createdByKind: 'system' as const,
    ...values,
    id: newId(),
    orgId: values.orgId ?? api.tenant.orgId,
  }));
  await api.database.owner.insert(jobs).values(rows);
}

const failed = {
  status: 'failed' as const,
  runAt: null,
  error: { code: 'demo.failed', message: 'Failed', attempt: 1 },
  errorFingerprint: 'a'.repeat(16),
  finishedAt: new Date('2026-01-01'),
  deadLetteredAt: new Date('2026-01-01'),
};

async function waitForEnd(jobId: string): Promise<Job> {
  const { body } = await api.call<Job>('GET', `/v1/orgs/{orgId}/jobs/${jobId}?waitSeconds=20`);
  return body;
}

async function countBy(status: (typeof jobs.$inferSelect)['status']): Promise<number> {
  return api.database.owner.$count(jobs, and(eq(jobs.status, status), ne(jobs.type, 'jobs:act')));
}

test('a dry run counts what the action would be taken on, and does nothing', async () => {
  await addJobs(3, {});
  await addJobs(2, failed);
  const matched = async (json: object) =>
    (await act<{ matched: number }>({ ...json, dryRun: true })).body.matched;
  expect(await matched({ action: 'cancel', filter: {} })).toBe(3);
  expect(await matched({ action: 'retry', filter: {} })).toBe(5);
  expect(await matched({ action: 'retry', filter: { status: ['failed'] } })).toBe(2);
  expect(await matched({ action: 'resolve', filter: { fingerprint: 'a'.repeat(16) } })).toBe(2);
  expect(await matched({ action: 'resolve', filter: { fingerprint: 'b'.repeat(16) } })).toBe(0);
  expect(await countBy('scheduled')).toBe(3);
});

test('a cancel ends every job of its filter in sets, and neither itself, nor others, nor another organisation’s', async () => {
  const stranger = await api.addTenant('Stranger');
  await addJobs(1_100, {});
  await addJobs(3, { subjectType: 'invoice', subjectId: '1' });
  await addJobs(5, { orgId: stranger.orgId });
  await api.startWorker();
  // Two at once: each leaves the other alone.
  const answers = await Promise.all([
    act<{ jobId: string }>({ action: 'cancel', filter: { subjectType: 'invoice' } }),
    act<{ jobId: string }>({ action: 'cancel', filter: { status: ['scheduled', 'pending', 'processing'] } }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  const ended = await Promise.all(answers.map(({ body }) => waitForEnd(body.jobId)));
  expect(ended.map(({ status }) => status)).toEqual(['completed', 'completed']);
  const changed = ended.map(({ output }) => (output as { changed: number }).changed);
  expect((changed[0] ?? 0) + (changed[1] ?? 0)).toBeGreaterThanOrEqual(1_103);
  expect([await countBy('cancelled'), await countBy('scheduled')]).toEqual([1_103, 5]);
});

test('a retry runs failed jobs again, and once: what fails again stays', async () => {
  await addJobs(4, failed);
  await addJobs(2, {
    ...failed,
    input: { steps: 1, stepMilliseconds: 0, failAtStep: 1, failAttempts: 100, permanent: true },
  });
  await api.startWorker();
  const { body } = await act<{ jobId: string }>({ action: 'retry', filter: { deadLettered: true } });
  expect(await waitForEnd(body.jobId)).toMatchObject({
    output: { matched: 6, changed: 6 },
    progress: { percent: 100 },
  });
  await expect.poll(() => countBy('completed')).toBe(4);
  await expect.poll(() => countBy('failed')).toBe(2);
});

test('a failed job whose unique key another job has keeps no other job from being retried', async () => {
  await addJobs(1, { uniqueKey: 'taken' });
  await addJobs(1, { ...failed, uniqueKey: 'taken' });
  await addJobs(6, failed);
  await api.startWorker();
  const { body } = await act<{ jobId: string }>({ action: 'retry', filter: { status: ['failed'] } });
  expect(await waitForEnd(body.jobId)).toMatchObject({ output: { matched: 7, changed: 6 } });
  await expect.poll(() => countBy('completed')).toBe(6);
  expect(await countBy('failed')).toBe(1);
});

test('an action whose worker died goes on behind the last set that was saved', async () => {
  await addJobs(1_200, {});
  const { body } = await act<{ jobId: string }>({ action: 'cancel', filter: {} });
  const first = await api.startWorker();
  await expect.poll(() => countBy('cancelled'), { interval: 5 }).toBeGreaterThan(0);
  await first.stop(0);
  await api.startWorker();
  expect(await waitForEnd(body.jobId)).toMatchObject({ status: 'completed', output: { matched: 1_200 } });
  expect([await countBy('cancelled'), await countBy('scheduled')]).toEqual([1_200, 0]);
});

test('an action has the filters of the list: a batch, a schedule, and text in jobs of one type', async () => {
  const batchId = newId();
  const scheduleId = newId();
  await addJobs(4, { batchId });
  await addJobs(3, { scheduleId });
  await addJobs(2, { subjectType: 'invoice', subjectId: 'overdue' });
  const matched = async (filter: object) =>
    (await act<{ matched: number }>({ action: 'cancel', filter, dryRun: true })).body.matched;
  expect(await matched({ batchId: encodeId('job', batchId) })).toBe(4);
  expect(await matched({ scheduleId: encodeId('sch', scheduleId) })).toBe(3);
  expect(await matched({ type: ['demo:run'], search: 'OVERDUE' })).toBe(2);
  expect(await matched({})).toBe(5);

  await api.startWorker();
  const filter = { type: ['demo:run'], search: 'overdue' };
  const { body } = await act<{ jobId: string }>({ action: 'cancel', filter });
  expect((await waitForEnd(body.jobId)).output).toEqual({ matched: 2, changed: 2 });
  expect(await countBy('cancelled')).toBe(2);
});

test('a search without exactly one type is refused, counted or not, and ends a job that has it in its input', async () => {
  const filter = { search: 'x' };
  for (const dryRun of [true, false]) {
    const { status, body } = await act<Problem>({ action: 'cancel', filter, dryRun });
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/filter/search']);
  }
  await api.startWorker();
  const json = { type: 'jobs:act', input: { action: 'cancel', filter } };
  const { body } = await api.call<Job>('POST', '/v1/orgs/{orgId}/jobs', { json });
  expect(await waitForEnd(body.id)).toMatchObject({
    status: 'failed',
    attempt: 1,
    error: { code: 'job_action.search_unbounded' },
  });
});
