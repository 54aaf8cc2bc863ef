import { workers } from '@rota/db';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
let gate: ReturnType<typeof createGate>;

beforeEach(async () => {
  gate = createGate();
  engine = await createTestEngine([gate.handler(false)], noResources);
});
afterEach(() => engine[Symbol.asyncDispose]());

const list = () => engine.database.owner.select().from(workers);

test('a worker is in the list from its start, with its jobs in hand by and by, and out of it after its end', async () => {
  const { id } = await engine.create('test:gate');
  const worker = await engine.work({ concurrency: 3, queues: ['default'] });
  const [row, ...others] = await list();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ pid: process.pid, roles: ['worker'], queues: ['default'], slots: 3 });

  const { open } = await gate.started(0);
  // Rows of jobs name the worker by the id that the list has.
  expect(await engine.find(id)).toMatchObject({ workerId: row?.id });
  await expect.poll(async () => (await list())[0]?.slotsInUse).toBe(1);
  const [busy] = await list();
  expect(busy?.startedAt).toEqual(row?.startedAt);
  expect(busy?.lastSeenAt.getTime()).toBeGreaterThan(row?.lastSeenAt.getTime() ?? 0);
  open();
  await expect.poll(async () => (await list())[0]?.slotsInUse).toBe(0);
  await worker.stop(0);
  expect(await list()).toEqual([]);
});

test('a worker whose row was pruned while it was cut off comes back into the list', async () => {
  await engine.work();
  const [row] = await list();
  await engine.database.owner.delete(workers);
  await expect.poll(list).toMatchObject([{ id: row?.id, slots: row?.slots }]);
});
