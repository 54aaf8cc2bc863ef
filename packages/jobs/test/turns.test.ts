import { newId, type JobPriority } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { inEngineTransaction, onConnection } from '../src/engine-transaction.ts';
import { insertJobMessages } from '../src/queue/insert-job-messages.ts';
import { onTransaction } from '../src/queue/on-transaction.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { createVirtualClock, type VirtualClock } from '../src/turns/virtual-clock.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
let clock: VirtualClock;
/** Whose each message is. */
let owners: Map<string, string>;

beforeEach(async () => {
  engine = await createTestEngine([defineTestJob('test:turn', async () => ({ output: {} }))], noResources);
  clock = createVirtualClock({
    pool: engine.engine.pool,
    onError: (error) => expect.fail(String(error)),
  });
  owners = new Map();
});
afterEach(() => engine[Symbol.asyncDispose]());

type Line = { type?: string; priority?: JobPriority; queue?: string };

const messagesOf = (
  orgId: string,
  count: number,
  { type = 'test:turn', priority = 'normal', queue = 'default' }: Line,
) =>
  Array.from({ length: count }, () => {
    const jobId = newId();
    owners.set(jobId, orgId);
    return { jobId, messageId: newId(), orgId, type, queue, priority };
  });

/** Puts messages of jobs that have no rows on the queue: the line is all that is looked at here. */
async function line(orgId: string, count: number, options: Line = {}): Promise<void> {
  await inEngineTransaction(engine.engine.pool, (executor) =>
    insertJobMessages(executor, { queue: engine.queue, jobs: messagesOf(orgId, count, options) }),
  );
}

/** Serves so many messages, as many at once as there are slots; answers whose they were. */
async function serve(count: number, slots = 5): Promise<string[]> {
  const served: string[] = [];
  while (served.length < count) {
    const deliveries = await engine.queue.fetch('default', { count: Math.min(slots, count - served.length) });
    if (deliveries.length === 0) break;
    for (const { jobId, tag } of deliveries) {
      served.push(owners.get(jobId ?? '') ?? 'nobody');
      clock.advance('default', tag);
    }
    await clock.close();
    // As a worker ends them: one that nobody tells of for ten seconds is given out again, before those that wait.
    await engine.queue.remove(onConnection(engine.engine.pool), deliveries);
  }
  return served;
}

const shareOf = (served: readonly string[], orgId: string): number =>
  served.filter((owner) => owner === orgId).length / served.length;

test('an organisation that arrives behind 20,000 waiting jobs of another has its turn within a round', async () => {
  const [large, small] = [engine.orgId, await createTestOrganisation(engine.database)];
  await line(large, 20_000);
  await serve(50);
  for (let arrival = 0; arrival < 20; arrival += 1) {
    await line(small, 1);
    const served = await serve(10);
    // A round of two organisations is two jobs; two rounds on five slots are at most one fetch more.
    expect(served.indexOf(small)).toBeLessThan(5);
  }
});

test('nine organisations of weight 1, 2 and 5 get slots 1 to 2 to 5', async () => {
  const orgs = await Promise.all(
    [1, 1, 1, 2, 2, 2, 5, 5, 5].map(async (weight) => {
      const orgId = await createTestOrganisation(engine.database);
      await engine.database.owner.execute(
        sql`UPDATE organisations SET weight = ${weight} WHERE id = ${orgId}`,
      );
      await line(orgId, 1_000);
      return { orgId, weight };
    }),
  );
  const served = await serve(2_400, 8);
  const perWeight = orgs.map(({ orgId, weight }) => (shareOf(served, orgId) * 24) / weight);
  for (const share of perWeight) expect(share).toBeCloseTo(1, 1.7);
  const jain =
    perWeight.reduce((sum, x) => sum + x, 0) ** 2 / (9 * perWeight.reduce((sum, x) => sum + x * x, 0));
  expect(jain).toBeGreaterThanOrEqual(0.99);
});

test('an organisation whose jobs take a hundred times as long gets a hundredth of the starts', async () => {
  const [long, quick] = [engine.orgId, await createTestOrganisation(engine.database)];
  await engine.database.owner.execute(
    sql`INSERT INTO job_type_costs (type, average_ms) VALUES ('test:long', 1000), ('test:quick', 10)`,
  );
  await line(long, 50, { type: 'test:long' });
  await line(quick, 2_000, { type: 'test:quick' });
  const served = await serve(1_010);
  expect(served.filter((owner) => owner === long)).toHaveLength(10);
});

test('a job of high priority changes places with one of its own organisation, and costs no other its turn', async () => {
  const other = await createTestOrganisation(engine.database);
  const own: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    own.push((await engine.create('test:turn')).id);
    await line(other, 1);
  }
  const before = await tagsOf(other);
  const high = [];
  for (let index = 0; index < 2; index += 1) {
    high.push((await engine.create('test:turn', {}, { priority: 'high' })).id);
  }
  expect(await tagsOf(other)).toEqual(before);
  const order: string[] = [];
  while (order.length < 12)
    order.push((await engine.queue.fetch('default', { count: 1 }))[0]?.jobId ?? 'none');
  expect(order.filter((id) => !owners.has(id))).toEqual([
    ...high,
    ...own.slice(2),
    // Those that gave way have the places that the urgent ones would have had.
    ...own.slice(0, 2),
  ]);
  // Two of each organisation, one of each, and so on: no turn was won.
  expect(order.slice(0, 4).filter((id) => owners.has(id))).toHaveLength(2);
});

test('a job of low priority waits behind what its organisation puts into the line after it', async () => {
  const [own, other] = [engine.orgId, await createTestOrganisation(engine.database)];
  await line(own, 1, { priority: 'low' });
  await line(own, 20);
  await line(other, 20);
  const served = await serve(41, 1);
  // The twenty of each take turns; the low one comes when both are done.
  expect(served.lastIndexOf(own)).toBe(40);
});

test('a caller who does not commit holds up nobody of its organisation', async () => {
  const { orgId, database, queue } = engine;
  await database.db
    .transaction(async (tx) => {
      await insertJobMessages(onTransaction(tx), { queue, jobs: messagesOf(orgId, 1, {}) });
      // Another one of the same organisation, while the first transaction is open.
      await line(orgId, 1);
      tx.rollback();
    })
    .catch(() => undefined);
  expect(await serve(2)).toEqual([orgId]);
});

async function tagsOf(orgId: string): Promise<unknown[]> {
  const mine = [...owners].filter(([, owner]) => owner === orgId).map(([jobId]) => jobId);
  const { rows } = await engine.engine.pool.query<{ id: string; tag: string }>(
    `SELECT data ->> 'jobId' AS id, data ->> 'tag' AS tag FROM pgboss.job WHERE data ->> 'jobId' = ANY ($1) ORDER BY 1`,
    [mine],
  );
  return rows;
}
