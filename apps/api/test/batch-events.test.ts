/** Batches in the event streams: their counters are told, their jobs are not. */
import type { Batch, JobEvent, JobPage, OrganisationJobEvent } from '@rota/contracts/server';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openEventSource, type EventSource } from './event-source.ts';
import { startTestApi, type TestApi } from './harness.ts';
import { jobCallsOf } from './job-calls.ts';

const ORG = '/v1/orgs/{orgId}';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

async function createBatch(jobs: number, input: object): Promise<Batch> {
  const items = Array.from({ length: jobs }, () => ({ input }));
  return (await api.call<Batch>('POST', `${ORG}/batches`, { json: { type: 'demo:run', items } })).body;
}

function open<Event>(path: string, headers: Record<string, string> = {}): Promise<EventSource<Event>> {
  return openEventSource<Event>(`${api.baseUrl}/v1/orgs/${api.tenant.publicOrgId}/jobs${path}`, {
    Authorization: `Bearer ${api.tenant.apiKey}`,
    ...headers,
  });
}

const pauseType = (action: 'pause' | 'resume') => api.call('POST', `${ORG}/job-types/demo:run/${action}`);
const openOrganisation = (headers = {}) => open<OrganisationJobEvent>('/events', headers);
const isEndOf =
  (id: string) =>
  ({ data }: { data: OrganisationJobEvent }) =>
    data.type === 'batch.updated' && data.batch.id === id && data.batch.finishedAt !== null;
const summed = ({ pending, processing, completed, failed, cancelled }: Batch['counts']) =>
  pending + processing + completed + failed + cancelled;

test("an organisation's stream tells how a batch gets on, and nothing of its jobs", async () => {
  await using source = await openOrganisation();
  const startedAt = performance.now();
  const { id } = await createBatch(20, { steps: 2, stepMilliseconds: 150 });
  const events = await source.until(isEndOf(id));
  const seconds = (performance.now() - startedAt) / 1_000;
  const told = events.flatMap(({ data }) => (data.type === 'batch.updated' ? [data.batch] : []));
  expect(told.some(({ counts }) => counts.processing > 0)).toBe(true);
  expect(told.map(({ counts }) => summed(counts))).toEqual(told.map(() => 20));
  const ended = told.map(({ counts }) => counts.completed);
  expect(ended).toEqual(ended.toSorted((a, b) => a - b));
  expect(told.at(-1)).toMatchObject({ status: 'completed', counts: { completed: 20, pending: 0 } });
  expect(told.length).toBeLessThanOrEqual(2 * seconds + 2);
  const jobs = events.flatMap(({ data }) => (data.type === 'job.updated' ? [data.job] : []));
  expect(new Set(jobs.map((job) => job.id))).toEqual(new Set([id]));
});

/** How much later than its one job had begun the stream of a new batch tells of it, in milliseconds. */
async function measureLateMs(): Promise<number> {
  await pauseType('pause');
  const { id } = await createBatch(1, { steps: 60, stepMilliseconds: 1_000 });
  await using source = await open<JobEvent>(`/${id}/events`);
  const events = await source.until(({ data }) => data.type === 'batch.updated');
  expect(events.map(({ data }) => data)).toMatchObject([
    { type: 'job.updated', job: { id } },
    { type: 'batch.updated', batch: { counts: { pending: 1, processing: 0 } } },
  ]);
  await pauseType('resume');
  await source.until(({ data }) => data.type === 'batch.updated' && data.batch.counts.processing === 1);
  const toldAtMs = Date.now();
  const { body: children } = await api.call<JobPage>('GET', `${ORG}/jobs?batchId=${id}`);
  await api.call('POST', `${ORG}/batches/${id}/cancel`);
  return toldAtMs - Date.parse(children.data[0]?.startedAt ?? '');
}

test("a batch's own stream tells that a job has begun, although that moves the batch by no per cent", async () => {
  const lateMs: number[] = [];
  for (let batches = 0; batches < 3; batches += 1) {
    lateMs.push(await measureLateMs());
    if (Math.min(...lateMs) < 2_500) break;
  }
  // Without a word of it the stream would look again after five seconds only. A busy machine is late now and then.
  expect(Math.min(...lateMs)).toBeLessThan(2_500);
});

test("a batch's own stream tells its cancelling before its end, and is closed", async () => {
  const { id } = await createBatch(1, { steps: 60, stepMilliseconds: 1_000 });
  await using source = await open<JobEvent>(`/${id}/events`);
  await source.until(({ data }) => data.type === 'batch.updated' && data.batch.counts.processing === 1);
  await api.call('POST', `${ORG}/batches/${id}/cancel`);
  const last = await source.until(({ data }) => data.type === 'job.updated' && data.job.finishedAt !== null);
  expect(last.at(-2)?.data).toMatchObject({
    type: 'batch.updated',
    batch: { status: 'cancelled', counts: { processing: 0, cancelled: 1 } },
  });
  expect(await source.next()).toBeNull();
});

test('a client that comes back is told how a batch stands whose jobs went on meanwhile', async () => {
  const source = await openOrganisation();
  await pauseType('pause');
  const { id } = await createBatch(3, { steps: 0 });
  await source.until(({ data }) => data.type === 'batch.updated' && data.batch.id === id);
  source.close();
  await pauseType('resume');
  expect(await jobCallsOf(api).waitForEnd(id)).toMatchObject({ status: 'completed' });
  await using again = await openOrganisation({ 'Last-Event-ID': source.lastEventId() ?? '' });
  const events = await again.until(isEndOf(id));
  expect(events.at(-1)?.data).toMatchObject({ batch: { counts: { completed: 3 } } });
});
