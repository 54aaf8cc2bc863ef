import type { Job, OrganisationJobEvent } from '@rota/contracts/server';
import { decodeId, jobEvents, jobs } from '@rota/db';
import { eq, sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { openEventSource, type EventSource, type ReceivedEvent } from './event-source.ts';
import { startTestApi, type TestApi } from './harness.ts';

const JOBS = '/v1/orgs/{orgId}/jobs';
const DISCONNECTS = 10;
/** Three times as many as the disconnects need; more would only have to be waited for, on a machine that is slow. */
const LOAD_JOBS_MAX = 600;

type Source = EventSource<OrganisationJobEvent>;
type Received = ReceivedEvent<OrganisationJobEvent>;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

function open(lastEventId: string | null = null): Promise<Source> {
  return openEventSource<OrganisationJobEvent>(
    `${api.baseUrl}/v1/orgs/${api.tenant.publicOrgId}/jobs/events`,
    {
      Authorization: `Bearer ${api.tenant.apiKey}`,
      ...(lastEventId === null ? {} : { 'Last-Event-ID': lastEventId }),
    },
  );
}

async function create(input: object = { steps: 0 }, options: object = {}): Promise<string> {
  const json = { type: 'demo:run', input, ...options };
  return (await api.call<Job>('POST', JOBS, { json })).body.id;
}

const updatedJob = ({ data }: Received) => (data.type === 'job.updated' ? data.job : undefined);
const tellsEndOf = (jobId: string) => (event: Received) =>
  updatedJob(event)?.id === jobId && updatedJob(event)?.status === 'completed';

/** A transaction of somebody else's, begun and with an id of its own, that stays open until it is told to commit. */
async function holdTransaction(): Promise<Client> {
  const client = new Client({ connectionString: api.database.urls.owner });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('BEGIN');
  await client.query('SELECT pg_current_xact_id()');
  return client;
}

describe("an organisation's stream whose client comes back", () => {
  test('skips nothing in ten disconnects under load', { timeout: 60_000 }, async () => {
    // Before there is anything to tell: what ended before a stream's beginning is not told.
    let source: Source = await open();
    const created: string[] = [];
    let isOver = false;
    const load = (async () => {
      while (!isOver && created.length < LOAD_JOBS_MAX) {
        const made = await Promise.all([create(), create({ steps: 2, stepMilliseconds: 50 }), create()]);
        created.push(...made);
      }
    })();

    const latest = new Map<string, string>();
    const note = (event: Received) => {
      const job = updatedJob(event);
      if (job !== undefined) latest.set(job.id, job.status);
    };
    for (let disconnect = 1; disconnect <= DISCONNECTS; disconnect += 1) {
      let events = 0;
      // In the middle of what it is told, at another place each time; the first ones before anything was.
      for (const event of await source.until(() => (events += 1) >= disconnect * 3)) {
        expect(event.event).not.toBe('stream.reset');
        note(event);
      }
      source.close();
      source = await open(source.lastEventId());
    }
    isOver = true;
    await load;

    while (created.some((jobId) => latest.get(jobId) !== 'completed')) {
      const event = await source.next();
      if (event !== null) note(event);
    }
    source.close();
    const rows = await api.database.owner
      .select({ id: jobs.id, status: jobs.status })
      .from(jobs)
      .where(eq(jobs.orgId, api.tenant.orgId));
    const told = [...latest].map(([jobId, status]) => [decodeId('job', jobId), status]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(rows.map(({ id, status }) => [id, status])));
    expect(created.length).toBeGreaterThan(30);
  });

  test('is told at once what changed while it was away, though a transaction of others is open all the time', async () => {
    const other = await holdTransaction();
    const source = await open();
    const first = await create();
    await source.until(tellsEndOf(first));
    source.close();
    const missed = [await create(), await create()];
    await api.call('GET', `${JOBS}/${missed[1]}?waitSeconds=10`);
    await using again = await open(source.lastEventId());
    for (const jobId of missed) await again.until(tellsEndOf(jobId));
    const live = await create();
    await expect(again.until(tellsEndOf(live))).resolves.not.toHaveLength(0);
    await other.query('ROLLBACK');
  });

  test('is told what was written before it left and committed after it came back', async () => {
    const jobId = await create({ steps: 0 }, { runAt: new Date(Date.now() + 3_600_000).toISOString() });
    const writer = await holdTransaction();
    const uuid = decodeId('job', jobId);
    await writer.query('UPDATE jobs SET progress_percent = 7 WHERE id = $1', [uuid]);
    await writer.query('INSERT INTO job_events (org_id, job_ids) VALUES ($1, array[$2::uuid])', [
      api.tenant.orgId,
      uuid,
    ]);
    // What commits later has a higher id of transaction, and pushes the stream's place beyond the writer's.
    const source = await open();
    await source.until(tellsEndOf(await create()));
    source.close();
    await using again = await open(source.lastEventId());
    await again.until(tellsEndOf(await create()));
    await writer.query('COMMIT');
    await create();
    const isTold = (event: Received) => updatedJob(event)?.id === jobId;
    const events = await again.until(isTold);
    expect(updatedJob(events.at(-1) as Received)?.progress.percent).toBe(7);
  });

  test('goes on from the id it had while it was told nothing', async () => {
    const source = await open();
    const beat = source.next();
    beat.catch(() => undefined);
    await source.placed;
    source.close();
    const jobId = await create();
    await api.call('GET', `${JOBS}/${jobId}?waitSeconds=10`);
    await using again = await open(source.lastEventId());
    await expect(again.until(tellsEndOf(jobId))).resolves.not.toHaveLength(0);
  });

  test('is told more than one reading holds, all of it', async () => {
    const source = await open();
    await source.until(tellsEndOf(await create()));
    source.close();
    const jobId = await create({ steps: 0 }, { runAt: new Date(Date.now() + 3_600_000).toISOString() });
    const uuid = decodeId('job', jobId) ?? '';
    const rows = Array.from({ length: 250 }, () => ({ orgId: api.tenant.orgId, jobIds: [uuid] }));
    await api.database.owner.insert(jobEvents).values(rows);
    const last = await create();
    await using again = await open(source.lastEventId());
    const events = await again.until(tellsEndOf(last));
    expect(events.filter((event) => updatedJob(event)?.id === jobId)).toHaveLength(1);
  });

  test.each(['1000000.5', '4711', `${Math.floor(Date.now() / 1_000)}.99999999999999`])(
    'is told to read its list when the id %s is too old or not known here',
    async (id) => {
      await using source = await open(id);
      const first = await source.next();
      expect(first).toMatchObject({ event: 'stream.reset', data: { type: 'stream.reset' } });
      const jobId = await create();
      const events = await source.until(tellsEndOf(jobId));
      expect(events.some(({ event }) => event === 'stream.reset')).toBe(false);
    },
  );
});

test('reads what it missed by the index, also behind row-level security', async () => {
  const { rows } = await api.database.owner.execute<{ proname: string }>(
    sql`select proname from pg_proc where not proleakproof
        and proname in ('xid8eq', 'xid8lt', 'xid8ge', 'uuid_eq', 'uuid_lt', 'texteq', 'timestamptz_ge')`,
  );
  expect(rows).toEqual([]);
});
