/** What must hold of a batch whoever moves it and its jobs at the same time: it ends exactly once, and its counters add up. */
import { batches, jobs } from '@rota/db';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { retryFailedOfBatch } from '../src/batches/retry-failed.ts';
import { cancelJobs } from '../src/by-hand/cancel.ts';
import { isEnded, JobStateError, PermanentJobError } from '../src/index.ts';
import { retryJobs } from '../src/by-hand/retry.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

const WORKERS = 3;
const BATCHES = 6;
const JOBS = 120;
const COMMANDS = 150;

/** Numbers that are the same in every run of one seed: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let engine: TestEngine;
let random: () => number;
beforeEach(async () => {
  engine = await createTestEngine(
    [
      defineTestJob('test:fickle', async () => {
        const fate = random();
        if (fate < 0.15) throw new PermanentJobError('test.failed', 'It was to fail.');
        if (fate < 0.25) throw new Error('try again');
        if (fate < 0.3) await new Promise((resume) => setImmediate(resume));
        return { output: {} };
      }),
      defineTestJob('test:quick', async () => ({ output: {} })),
    ],
    noResources,
  );
  // Every end and every new beginning of a batch, with what of it had not ended at that moment.
  await engine.database.owner.execute(
    sql.raw(`
      CREATE TABLE batch_turns (batch_id uuid, status text, living int);
      GRANT INSERT ON batch_turns TO rota_engine;
      CREATE FUNCTION note_turn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO batch_turns SELECT NEW.id, NEW.status, count(*) FROM jobs
        WHERE batch_id = NEW.id AND status NOT IN ('completed', 'failed', 'cancelled');
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_turn AFTER UPDATE ON jobs FOR EACH ROW
        WHEN (NEW.type = 'batch' AND OLD.status <> NEW.status) EXECUTE FUNCTION note_turn()`),
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const control = () => ({ ...engine, pool: engine.engine.pool });

async function createBatches(): Promise<string[]> {
  const items = Array.from({ length: JOBS }, () => ({ input: {} }));
  const request = { orgId: engine.orgId, type: 'test:fickle', items, maxAttempts: 2 };
  const created = await Promise.all(
    Array.from({ length: BATCHES }, () =>
      engine.jobs.createBatch({ ...request, createdBy: { kind: 'system', id: null } }),
    ),
  );
  return created.map(({ id }) => id);
}

async function someChildren(batchId: string, status: 'failed' | 'pending' | 'processing'): Promise<string[]> {
  const rows = await engine.database.owner
    .select({ id: jobs.id })
    .from(jobs)
    .where(sql`batch_id = ${batchId} AND status = ${status}`)
    .limit(5);
  return rows.map(({ id }) => id);
}

/** One command at one of the batches, or at a few of its jobs. */
async function disturb(batchId: string, fate: number): Promise<void> {
  const set = (jobIds: string[]) => ({ orgId: engine.orgId, jobIds });
  if (fate < 0.02) await cancelJobs(control(), set([batchId]));
  else if (fate < 0.3) await cancelJobs(control(), set(await someChildren(batchId, 'pending')));
  else if (fate < 0.4) await cancelJobs(control(), set(await someChildren(batchId, 'processing')));
  else if (fate < 0.8) await retryJobs(control(), set(await someChildren(batchId, 'failed')));
  else {
    await retryFailedOfBatch(control(), { orgId: engine.orgId, batchId }).catch((error: unknown) => {
      if (!(error instanceof JobStateError)) throw error;
    });
  }
}

async function expectConsistent(batchId: string): Promise<void> {
  const [batch] = await engine.database.owner.select().from(batches).where(eq(batches.id, batchId));
  const children = await engine.database.owner
    .select({ status: jobs.status, count: sql<number>`count(*)::int` })
    .from(jobs)
    .where(eq(jobs.batchId, batchId))
    .groupBy(jobs.status);
  const of = (status: string) => children.find((row) => row.status === status)?.count ?? 0;
  const made = children.reduce((sum, { count }) => sum + count, 0);
  expect(batch).toMatchObject({
    pending: 0,
    processing: 0,
    completed: of('completed'),
    failed: of('failed'),
    // What was not made when the batch was cancelled has no row.
    cancelled: of('cancelled') + (JOBS - made),
    followUp: null,
  });
}

test.each([1, 2, 3])(
  'a batch ends exactly once, with its last job, and its counters are those of its jobs (seed %i)',
  async (seed) => {
    random = randomOf(seed);
    const batchIds = await createBatches();
    await Promise.all(Array.from({ length: WORKERS }, () => engine.work({ concurrency: 10 })));
    for (let command = 0; command < COMMANDS; command += 3) {
      await Promise.all(
        [0, 1, 2].map(() => {
          const batchId = batchIds[Math.floor(random() * BATCHES)] ?? '';
          return disturb(batchId, random());
        }),
      );
    }
    for (const batchId of batchIds) await engine.waitFor(batchId, (job) => isEnded(job.status));
    await expect
      .poll(
        async () =>
          (await engine.engine.pool.query(`SELECT FROM batches WHERE follow_up IS NOT NULL`)).rowCount,
      )
      .toBe(0);
    for (const batchId of batchIds) await expectConsistent(batchId);

    const { rows: turns } = await engine.database.owner.execute<{
      ends: number;
      begins: number;
      living: number;
    }>(sql`
      SELECT count(*) FILTER (WHERE status <> 'processing')::int AS ends,
             count(*) FILTER (WHERE status = 'processing')::int AS begins,
             max(living) FILTER (WHERE status <> 'processing')::int AS living
      FROM batch_turns GROUP BY batch_id`);
    expect(turns).toHaveLength(BATCHES);
    for (const { ends, begins, living } of turns) {
      expect(ends).toBe(begins + 1);
      expect(living).toBe(0);
    }
    expect(engine.logLines.filter(({ level }) => level === 'error')).toEqual([]);
  },
  60_000,
);

test('a batch of 10,000 jobs is made and run to its end by two workers, each job once', async () => {
  await Promise.all([engine.work({ concurrency: 100 }), engine.work({ concurrency: 100 })]);
  const items = Array.from({ length: 10_000 }, () => ({ input: {} }));
  const { id } = await engine.jobs.createBatch({
    orgId: engine.orgId,
    type: 'test:quick',
    items,
    createdBy: { kind: 'system', id: null },
  });
  expect(await engine.waitFor(id, (job) => isEnded(job.status))).toMatchObject({
    status: 'completed',
    output: { total: 10_000, completed: 10_000, failed: 0, cancelled: 0 },
  });
  const { rows } = await engine.engine.pool.query<{ places: number; runs: number }>(
    `SELECT count(DISTINCT batch_index)::int AS places, max(run) AS runs FROM jobs WHERE batch_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ places: 10_000, runs: 1 }]);
}, 120_000);
