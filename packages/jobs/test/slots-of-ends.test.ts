import { waitForLock } from '@rota/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { isEnded } from '../src/index.ts';
import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

let gate: ReturnType<typeof createGate>;
let engine: TestEngine;
beforeEach(async () => {
  gate = createGate();
  engine = await createTestEngine([gate.handler(true)], noResources);
});
afterEach(() => engine[Symbol.asyncDispose]());

/** Resolves when the worker has said once more that the job is in its hands: longer than it takes to look for others. */
async function nextHeartbeat(jobId: string): Promise<void> {
  const read = async () => {
    const { rows } = await engine.database.owner.execute<{ at: string }>(
      sql`SELECT heartbeat_on::text AS at FROM pgboss.job WHERE data ->> 'jobId' = ${jobId}`,
    );
    return rows[0]?.at;
  };
  const before = await read();
  await expect.poll(read).not.toBe(before);
}

test('a job that took its time keeps its slot until its end is written', async () => {
  const first = await engine.create('test:gate');
  await engine.work({ concurrency: 1 });
  const run = await gate.started(0);
  const second = await engine.create('test:gate');
  await nextHeartbeat(first.id);
  await engine.database.owner.transaction(async (tx) => {
    await tx.execute(sql`SELECT FROM jobs WHERE id = ${first.id} FOR NO KEY UPDATE`);
    run.open();
    await waitForLock(engine.database);
    await nextHeartbeat(first.id);
    expect(await engine.find(second.id)).toMatchObject({ status: 'pending', run: 0 });
  });
  (await gate.started(1)).open();
  await engine.waitFor(second.id, (job) => isEnded(job.status));
  expect(await engine.find(first.id)).toMatchObject({ status: 'completed', run: 1 });
}, 60_000);
