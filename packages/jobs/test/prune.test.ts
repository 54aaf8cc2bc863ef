import {
  batches,
  idempotencyKeys,
  jobDependencies,
  jobEvents,
  jobs,
  newId,
  systemRuns,
  workers,
  workflows,
} from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createPruner } from '../src/maintenance/prune.ts';
import type { RetentionRules } from '../src/maintenance/retention.ts';
import { forests, isLive, plant, type Tree } from './prune-forest.ts';

const general: RetentionRules = {
  general: { completed: 30, cancelled: 30, failed: 90 },
  byType: new Map(),
};
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.urls.engine, max: 3 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const prune = (retention = general, budgetMs = 60_000) =>
  createPruner({ pool, retention, nowMs: () => performance.now() }).prune({
    signal: new AbortController().signal,
    budgetMs,
  });

/** Ends jobs of the statuses as many days ago as is said of each. */
async function addEnded(
  orgId: string,
  ends: { status: 'completed' | 'failed' | 'cancelled'; daysAgo: number; type?: string }[],
) {
  const rows = ends.map(({ status, daysAgo, type = 'demo:run' }) => ({
    id: newId(),
    orgId,
    type,
    status,
    input: {},
    retry: { strategy: 'fixed' as const, baseSeconds: 5, maxSeconds: 5, delaysSeconds: [], jitter: 0 },
    createdByKind: 'system' as const,
    finishedAt: new Date(Date.now() - daysAgo * DAY_MS),
    error: status === 'failed' ? { code: 'failed', message: 'It failed', attempt: 1 } : null,
  }));
  await database.owner.insert(jobs).values(rows);
  return rows.map(({ id }) => id);
}

async function idsIn(orgId: string): Promise<string[]> {
  const rows = await database.owner
    .select({ id: jobs.id })
    .from(jobs)
    .where(eq(jobs.orgId, orgId))
    .orderBy(jobs.id);
  return rows.map(({ id }) => id);
}

test('completed and cancelled jobs go after 30 days, failed ones after 90', async () => {
  const orgId = await createTestOrganisation(database);
  const ids = await addEnded(orgId, [
    { status: 'completed', daysAgo: 29.9 },
    { status: 'completed', daysAgo: 30.1 },
    { status: 'cancelled', daysAgo: 29.9 },
    { status: 'cancelled', daysAgo: 30.1 },
    { status: 'failed', daysAgo: 89.9 },
    { status: 'failed', daysAgo: 90.1 },
  ]);
  expect(await prune()).toMatchObject({ jobs: 3, isDone: true });
  expect(await idsIn(orgId)).toEqual([ids[0], ids[2], ids[4]]);
});

test('a type may have a time of its own, shorter or longer', async () => {
  const orgId = await createTestOrganisation(database);
  const ids = await addEnded(orgId, [
    { status: 'completed', daysAgo: 2, type: 'short:lived' },
    { status: 'failed', daysAgo: 2, type: 'short:lived' },
    { status: 'completed', daysAgo: 40, type: 'long:lived' },
    { status: 'completed', daysAgo: 40 },
  ]);
  const byType = new Map([
    ['short:lived', { completed: 1 }],
    ['long:lived', { completed: 365 }],
  ]);
  await prune({ ...general, byType });
  expect(await idsIn(orgId)).toEqual([ids[1], ids[2]]);
});

test('a run whose time is up says so, and the next one goes on', async () => {
  const orgId = await createTestOrganisation(database);
  await addEnded(orgId, [{ status: 'completed', daysAgo: 100 }]);
  expect(await prune(general, 0)).toMatchObject({ jobs: 0, isDone: false });
  expect(await prune()).toMatchObject({ isDone: true });
  expect(await idsIn(orgId)).toEqual([]);
});

test('old events, stored answers, runs of system jobs and silent workers go, younger ones stay', async () => {
  const orgId = await createTestOrganisation(database);
  const { owner } = database;
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
  await owner
    .insert(jobEvents)
    .values([1.2, 1.2, 1.1].map((hours) => ({ orgId, jobIds: [], at: hoursAgo(hours) })));
  await owner.insert(idempotencyKeys).values(
    [24.1, 23.9].map((hours) => ({
      orgId,
      principal: 'key:1',
      operation: 'createJob',
      key: String(hours),
      requestHash: '0'.repeat(64),
      createdAt: hoursAgo(hours),
    })),
  );
  await owner.insert(systemRuns).values(
    Array.from({ length: 160 }, () => ({
      id: newId(),
      type: 'test:system',
      startedAt: new Date(),
      workerId: 'w',
    })),
  );
  const process = { host: 'h', pid: 1, version: '1', roles: [], queues: [], slots: 1, slotsInUse: 0 };
  await owner.insert(workers).values(
    [1.1, 0.9].map((hours) => ({
      ...process,
      id: `silent for ${hours} h`,
      startedAt: hoursAgo(hours),
      lastSeenAt: hoursAgo(hours),
    })),
  );
  expect(await prune()).toMatchObject({ events: 2, idempotencyKeys: 1, systemRuns: 10, workers: 1 });
  expect(await owner.$count(jobEvents)).toBe(1);
  expect(await owner.$count(idempotencyKeys)).toBe(1);
  expect(await owner.$count(systemRuns)).toBe(150);
  expect(await owner.select({ id: workers.id }).from(workers)).toEqual([{ id: 'silent for 0.9 h' }]);
});

async function read(orgId: string) {
  const { owner } = database;
  const rows = await owner.select().from(jobs).where(eq(jobs.orgId, orgId));
  const edges = await owner.select().from(jobDependencies).where(eq(jobDependencies.orgId, orgId));
  const graphs = await owner.select().from(workflows).where(eq(workflows.orgId, orgId));
  const counters = await owner.select().from(batches).where(eq(batches.orgId, orgId));
  return { rows: new Map(rows.map((row) => [row.id, row])), edges, graphs, counters };
}

/** What still needs a tree, itself included. */
function isNeeded(tree: Tree, forest: readonly Tree[]): boolean {
  const needs = forest.filter(
    (other) =>
      other.id === tree.id ||
      (other.id === tree.batchId && isLive(other)) ||
      other.parentIds.includes(tree.id) ||
      (tree.workflowId !== null && other.workflowId === tree.workflowId),
  );
  return needs.some(isLive) || !tree.old;
}

test('no live work is removed, nor what it needs, and nothing that is left names what is gone', async () => {
  const orgId = await createTestOrganisation(database);
  const { owner } = database;
  await fc.assert(
    fc.asyncProperty(forests, async (nodes) => {
      await owner.delete(jobs).where(eq(jobs.orgId, orgId));
      await owner.delete(workflows).where(eq(workflows.orgId, orgId));
      const forest = await plant(database, { orgId, nodes });
      await prune();
      const left = await read(orgId);
      for (const tree of forest) {
        const childLeft = forest.some(({ id, batchId }) => batchId === tree.id && left.rows.has(id));
        expect(left.rows.has(tree.id)).toBe(isNeeded(tree, forest) || childLeft);
      }
      const exists = (id: string | null) => id === null || left.rows.has(id);
      const graphIds = new Set(left.graphs.map(({ id }) => id));
      for (const row of left.rows.values()) {
        expect([exists(row.batchId), exists(row.replayOf)]).toEqual([true, true]);
        expect(row.workflowId === null || graphIds.has(row.workflowId)).toBe(true);
      }
      expect(graphIds.size).toBe(
        new Set([...left.rows.values()].flatMap(({ workflowId }) => workflowId ?? [])).size,
      );
      expect(left.counters.length).toBe(
        [...left.rows.values()].filter(({ type }) => type === 'batch').length,
      );

      // Once everything has ended and is old, everything goes.
      await owner.execute(sql`
        update jobs set status = 'completed', message_id = null, open_parents = 0, finished_at = '2020-01-01'
        where org_id = ${orgId}`);
      await prune();
      expect(await read(orgId)).toEqual({ rows: new Map(), edges: [], graphs: [], counters: [] });
    }),
    { numRuns: 150, endOnFailure: true },
  );
}, 120_000);
