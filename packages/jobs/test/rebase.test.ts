import { newId } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { inEngineTransaction, onConnection } from '../src/engine-transaction.ts';
import { insertJobMessages } from '../src/queue/insert-job-messages.ts';
import { onTransaction } from '../src/queue/on-transaction.ts';
import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { rebaseTurns } from '../src/turns/rebase-turns.ts';
import { createVirtualClock, type VirtualClock } from '../src/turns/virtual-clock.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
let clock: VirtualClock;
beforeEach(async () => {
  engine = await createTestEngine([], noResources);
  const { pool } = engine.engine;
  clock = createVirtualClock({ pool, onError: (error) => expect.fail(String(error)) });
});
afterEach(() => engine[Symbol.asyncDispose]());

const messages = (orgId: string, count: number) =>
  Array.from({ length: count }, () => ({
    jobId: newId(),
    messageId: newId(),
    orgId,
    type: 'test:turn',
    queue: 'default',
    priority: 'normal' as const,
  }));

const line = (orgId: string, count: number) =>
  inEngineTransaction(engine.engine.pool, (executor) =>
    insertJobMessages(executor, { queue: engine.queue, jobs: messages(orgId, count) }),
  );

/** Fetches one after the other, and ends each, as a worker would, unless they are to stay in its hands. */
async function serve(count: number, { keep = false } = {}): Promise<number[]> {
  const units: number[] = [];
  while (units.length < count) {
    const [delivery] = await engine.queue.fetch('default', { count: 1 });
    if (delivery === undefined) break;
    units.push(Math.floor((delivery.tag ?? -1_000) / 1_000));
    clock.advance('default', delivery.tag);
    await clock.close();
    // One that nobody tells of for ten seconds is given out again, before those that wait.
    if (!keep) await engine.queue.remove(onConnection(engine.engine.pool), [delivery]);
  }
  return units;
}

const rebase = () => rebaseTurns(engine.engine, { distance: 20, chunkSize: 3 });
async function clocks() {
  const { rows } = await engine.engine.pool.query<{ base: string; isRebasing: boolean }>(
    `SELECT base, rebase_tx IS NOT NULL AS "isRebasing" FROM queue_clocks WHERE queue = 'default'`,
  );
  return rows[0];
}

const commands = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('line' as const), org: fc.nat(2), count: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ do: fc.constant('serve' as const), count: fc.integer({ min: 1, max: 25 }) }),
    fc.record({ do: fc.constant('rebase' as const) }),
  ),
  { minLength: 5, maxLength: 14 },
);

test('however tags are rebased in between, who waits is served in the order of the tags', async () => {
  const orgs = [engine.orgId];
  for (let more = 0; more < 2; more += 1) orgs.push(await createTestOrganisation(engine.database));
  let rebased = 0;
  await fc.assert(
    fc.asyncProperty(commands, async (plan) => {
      const served: number[][] = [];
      for (const command of plan) {
        if (command.do === 'line') await line(orgs[command.org] ?? '', command.count);
        if (command.do === 'serve') served.push(await serve(command.count));
        if (command.do === 'rebase') await rebase();
      }
      // Everything that is left, in one order.
      served.push(await serve(1_000));
      expect(served).toEqual(served.map((units) => units.toSorted((a, b) => a - b)));
      rebased = Number((await clocks())?.base ?? 0);
    }),
    { numRuns: 12 },
  );
  // The plans have made tags that had to be rebased.
  expect(rebased).toBeGreaterThan(0);
});

test('a message that is committed after its queue was rebased finds its place, and only then is the rebase done', async () => {
  const { orgId, database, queue } = engine;
  await line(orgId, 40);
  await database.db.transaction(async (tx) => {
    await insertJobMessages(onTransaction(tx), { queue, jobs: messages(orgId, 1) });
    await serve(30);
    await rebase();
    await rebase();
    await rebase();
    expect(await clocks()).toMatchObject({ isRebasing: true });
  });
  // Transactions of other databases count among those that have to end first.
  const isRebasing = async () => {
    await rebase();
    return (await clocks())?.isRebasing;
  };
  await expect.poll(isRebasing, { timeout: 40_000 }).toBe(false);
  await line(orgId, 1);
  // The straggler: forty units from the old base, ten from the new one.
  expect(await serve(20)).toEqual(Array.from({ length: 12 }, (_, index) => 30 + index));
}, 60_000);

test('messages in the hands of a worker are rebased too, for when the worker is lost', async () => {
  await line(engine.orgId, 60);
  await serve(40, { keep: true });
  await rebase();
  const { rows } = await engine.engine.pool.query<{ lowest: number }>(
    `SELECT min(priority) AS lowest FROM pgboss.job WHERE state = 'active'`,
  );
  expect(rows[0]?.lowest).toBe(0);
});
