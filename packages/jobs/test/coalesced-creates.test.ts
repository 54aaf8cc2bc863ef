import { newId } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine([defineTestJob('test:any', async () => ({ output: {} }))], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

/** How many transactions the events of these jobs were written in. */
async function transactionsOf(jobIds: readonly string[]): Promise<number | undefined> {
  const { rows } = await engine.engine.pool.query<{ count: number }>(
    'SELECT count(DISTINCT tx)::int AS count FROM job_events WHERE job_ids && $1::uuid[]',
    [jobIds],
  );
  return rows[0]?.count;
}

async function messageCountOf(jobIds: readonly string[]): Promise<number | undefined> {
  const { rows } = await engine.engine.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pgboss.job m JOIN jobs j ON j.message_id = m.id WHERE j.id = ANY ($1::uuid[])`,
    [jobIds],
  );
  return rows[0]?.count;
}

test('creates of one tick share transactions of up to 500, and each has its row and its message', async () => {
  const all = await Promise.all(Array.from({ length: 1_200 }, (_, n) => engine.create('test:any', { n })));
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(1_200);
  expect(await transactionsOf(ids)).toBe(3);
  expect(await messageCountOf(ids)).toBe(1_200);
  expect((await engine.find(ids[700] ?? '')).input).toEqual({ n: 700 });
});

test('one create that PostgreSQL refuses fails alone', async () => {
  const all = await Promise.allSettled(
    Array.from({ length: 100 }, (_, n) =>
      engine.create('test:any', { n }, n === 37 ? { orgId: newId() } : {}),
    ),
  );
  const failed = [...all.entries()].filter(([, { status }]) => status === 'rejected');
  expect(failed.map(([index]) => index)).toEqual([37]);
  const ids = all.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []));
  expect(await messageCountOf(ids)).toBe(99);
});

test('organisations and types may be mixed in one set, and each job is its own', async () => {
  const other = await createTestOrganisation(engine.database);
  const [mine, theirs] = await Promise.all([
    engine.create('test:any', { whose: 'mine' }),
    engine.create('test:any', { whose: 'theirs' }, { orgId: other }),
  ]);
  expect(await engine.find(mine.id)).toMatchObject({ orgId: engine.orgId, input: { whose: 'mine' } });
  expect(await engine.find(theirs.id)).toMatchObject({ orgId: other, input: { whose: 'theirs' } });
});

test('duplicates of unique keys within one set are one job each, whoever asks for them', async () => {
  const all = await Promise.all(
    Array.from({ length: 300 }, (_, n) => engine.create('test:any', { n }, { uniqueKey: `key-${n % 7}` })),
  );
  expect(new Set(all.map(({ id }) => id)).size).toBe(7);
  expect(all.filter(({ alreadyExisted }) => !alreadyExisted)).toHaveLength(7);
});

test('a create with a unique key that somebody else is writing keeps no other create waiting', async () => {
  const client = await engine.engine.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO jobs (id, message_id, org_id, type, status, input, retry, created_by_kind, unique_key)
       VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'test:any', 'pending', '{}', '{}', 'system', 'held')`,
      [engine.orgId],
    );
    const waiting = engine.create('test:any', {}, { uniqueKey: 'held' });
    expect((await engine.create('test:any')).alreadyExisted).toBe(false);
    await client.query('ROLLBACK');
    expect((await waiting).alreadyExisted).toBe(false);
  } finally {
    client.release();
  }
});

test('the tables are analysed after more than 5,000 jobs in a short time', async () => {
  const knownJobs = async () => {
    const { rows } = await engine.engine.pool.query<{ jobs: number }>(
      `SELECT reltuples AS jobs FROM pg_class WHERE oid = 'public.jobs'::regclass`,
    );
    return rows[0]?.jobs;
  };
  await Promise.all(Array.from({ length: 5_000 }, () => engine.create('test:any')));
  await expect.poll(knownJobs).toBeGreaterThan(4_000);
});
