import { jobs } from '@rota/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createPruner } from '../src/maintenance/prune.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

/** 200,000 with PRUNE_JOBS; the short form is for every run of the tests. */
const OLD_JOBS = Number(process.env['PRUNE_JOBS'] ?? 10_000);
const LIVE_JOBS = 300;

let engine: TestEngine;

beforeAll(async () => {
  engine = await createTestEngine([defineTestJob('test:quick', async () => ({ output: {} }))], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

test('a backlog of old jobs is removed in bounded sets while work goes on', async () => {
  const { pool } = engine.engine;
  await pool.query(
    `INSERT INTO jobs (id, org_id, type, status, input, retry, created_by_kind, started_at, finished_at)
     SELECT gen_random_uuid(), $1, 'test:quick', 'completed', '{}', '{}', 'system', '2020-01-01',
       '2020-01-01'::timestamptz + n * interval '1 second'
     FROM generate_series(1, $2::int) AS n`,
    [engine.orgId, OLD_JOBS],
  );
  await pool.query(
    `INSERT INTO job_runs (job_id, run, org_id, attempt, worker_id, started_at, ended_at, outcome)
     SELECT id, 1, org_id, 1, 'worker', started_at, finished_at, 'completed' FROM jobs`,
  );
  await engine.work();
  const retention = { general: { completed: 30, cancelled: 30, failed: 90 }, byType: new Map() };
  const pruner = createPruner({ pool, retention, nowMs: () => performance.now() });
  let rounds = 0;
  const pruning = pruner.prune({
    signal: new AbortController().signal,
    budgetMs: 300_000,
    onProgress: () => {
      rounds += 1;
    },
  });
  await Promise.all(Array.from({ length: LIVE_JOBS }, () => engine.create('test:quick')));
  const { owner } = engine.database;
  const completed = () =>
    owner.$count(jobs, sql`status = 'completed' and created_by_kind = 'system' and run = 1`);
  await expect.poll(completed, { timeout: 60_000 }).toBe(LIVE_JOBS);
  expect(await pruning).toMatchObject({ jobs: OLD_JOBS, isDone: true });
  // A thousand at a time, and a last look.
  expect(rounds).toBeGreaterThanOrEqual(OLD_JOBS / 1_000);
  const { rows } = await pool.query<{ jobs: number; runs: number }>(
    'SELECT (SELECT count(*)::int FROM jobs) AS jobs, (SELECT count(*)::int FROM job_runs) AS runs',
  );
  expect(rows).toEqual([{ jobs: LIVE_JOBS, runs: LIVE_JOBS }]);
}, 300_000);
