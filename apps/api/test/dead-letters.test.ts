/** Dead letters in groups of one cause: listed, retried as a whole or after a trial, replayed with other inputs, resolved. */
import type { DeadLetterGroupPage, Job, JobPage } from '@rota/contracts/server';
import { jobs } from '@rota/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterEach(() => api[Symbol.asyncDispose]());

const GROUPS = '/v1/orgs/{orgId}/dead-letters/groups';
const failing = { steps: 1, stepMilliseconds: 0, failAtStep: 1, permanent: true };

async function waitForEnd(jobId: string): Promise<Job> {
  return (await api.call<Job>('GET', `/v1/orgs/{orgId}/jobs/${jobId}?waitSeconds=20`)).body;
}

/** Jobs that fail for good at their first attempt; `failAttempts` says how they go when they are retried. */
async function addDeadLetters(inputs: object[]): Promise<string[]> {
  const ids: string[] = [];
  for (const input of inputs) {
    const json = { type: 'demo:run', input: { ...failing, ...input } };
    ids.push((await api.call<Job>('POST', '/v1/orgs/{orgId}/jobs', { json })).body.id);
  }
  for (const id of ids) expect(await waitForEnd(id)).toMatchObject({ status: 'failed' });
  return ids;
}

async function listGroups(): Promise<DeadLetterGroupPage> {
  return (await api.call<DeadLetterGroupPage>('GET', GROUPS)).body;
}

/** Does it to the only group, and answers the job that did, ended. */
async function actOnGroup(verb: 'retry' | 'resolve', json: object): Promise<Job> {
  const fingerprint = (await listGroups()).data[0]?.fingerprint ?? '';
  const { status, body } = await api.call<{ jobId: string }>('POST', `${GROUPS}/${fingerprint}/${verb}`, {
    json,
  });
  expect(status).toBe(202);
  return waitForEnd(body.jobId);
}

const countBy = (status: Job['status']) =>
  api.database.owner.$count(jobs, and(eq(jobs.status, status), eq(jobs.type, 'demo:run')));

test('dead letters of one cause are one group, whatever numbers are in their messages', async () => {
  const ids = await addDeadLetters([{}, { steps: 2, failAtStep: 2 }]);
  const { data, isComplete, nextCursor } = await listGroups();
  expect([data.length, isComplete, nextCursor]).toEqual([1, true, null]);
  expect(data[0]).toMatchObject({ code: 'demo.failed', types: ['demo:run'], count: 2 });
  expect(data[0]?.sampleIds.toSorted()).toEqual(ids.toSorted());
  expect(data[0]?.series).toHaveLength(14);
  expect(data[0]?.series.at(-1)).toMatchObject({ count: 2 });
  const { body } = await api.call<JobPage>(
    'GET',
    `/v1/orgs/{orgId}/jobs?fingerprint=${data[0]?.fingerprint}`,
  );
  expect(body.data.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});

test('a job that fails for good is told of in the log, without its message', async () => {
  const [jobId = ''] = await addDeadLetters([{}]);
  const said = api.logLines.filter(({ msg }) => msg === 'a job has failed for good');
  expect(said).toMatchObject([{ jobId, type: 'demo:run', code: 'demo.failed' }]);
  expect(JSON.stringify(said)).not.toContain('as told');
});

test('a group that is resolved is no longer listed, and its jobs keep the note', async () => {
  await addDeadLetters([{}, {}]);
  expect(await actOnGroup('resolve', { note: 'mended' })).toMatchObject({
    output: { matched: 2, changed: 2 },
  });
  expect((await listGroups()).data).toEqual([]);
  expect(await api.database.owner.$count(jobs, eq(jobs.resolvedNote, 'mended'))).toBe(2);
});

test('a group is retried as a whole', async () => {
  await addDeadLetters([{}, {}, {}]);
  expect(await actOnGroup('retry', {})).toMatchObject({
    output: { retried: 3, skipped: 0, firstFailed: null, stopped: false },
  });
  await expect.poll(() => countBy('completed')).toBe(3);
});

test('only the first ones are retried where nothing is said of the others', async () => {
  const [oldest = ''] = await addDeadLetters([{}, {}]);
  expect(await actOnGroup('retry', { first: 1 })).toMatchObject({ output: { retried: 1 } });
  expect(await waitForEnd(oldest)).toMatchObject({ status: 'completed' });
  expect(await countBy('failed')).toBe(1);
});

test('the others are left alone when too many of the first ones fail again', async () => {
  await addDeadLetters([{ failAttempts: 9 }, {}, {}]);
  expect(await actOnGroup('retry', { first: 2, stopAtFailureShare: 0.5 })).toMatchObject({
    output: { retried: 2, firstFailed: 1, stopped: true },
  });
  expect([await countBy('completed'), await countBy('failed')]).toEqual([1, 2]);
});

test('the others follow when the first ones go well, and what failed again is not retried twice', async () => {
  await addDeadLetters([{ failAttempts: 9 }, {}, {}, {}]);
  expect(await actOnGroup('retry', { first: 2, stopAtFailureShare: 0.6 })).toMatchObject({
    output: { retried: 4, firstFailed: 1, stopped: false },
  });
  await expect.poll(() => countBy('completed')).toBe(3);
  expect(await countBy('failed')).toBe(1);
});

test('with a patch each job is replayed with its new input and resolved; one that does not take it is skipped', async () => {
  const [first = '', second = ''] = await addDeadLetters([{}, { result: 'other' }]);
  const patch = [
    { op: 'test', path: '/permanent', value: true },
    { op: 'remove', path: '/failAtStep' },
    { op: 'replace', path: '/result', value: 'patched' },
  ];
  const acted = await actOnGroup('retry', { patch });
  expect(acted).toMatchObject({ output: { retried: 1, skipped: 1 } });
  const rows = await api.database.owner.select().from(jobs).where(isNotNull(jobs.replayOf));
  expect(rows).toMatchObject([{ createdByKind: 'job', input: { result: 'patched', steps: 1 } }]);
  expect(await waitForEnd(first)).toMatchObject({ status: 'failed', resolvedAt: null });
  expect(await waitForEnd(second)).toMatchObject({ status: 'failed', resolvedAt: expect.any(String) });
  await expect.poll(() => countBy('completed')).toBe(1);
  const logs = await api.call<{ data: unknown[] }>('GET', `/v1/orgs/{orgId}/jobs/${acted.id}/logs`);
  expect(logs.body.data).toMatchObject([{ level: 'warn', fields: { skippedJobId: first } }]);
});

test('a group that nobody has is answered like any missing thing', async () => {
  const { status, body } = await api.call('POST', `${GROUPS}/${'0'.repeat(16)}/retry`, { json: {} });
  expect([status, body]).toEqual([404, expect.objectContaining({ code: 'fingerprint.not_found' })]);
});
