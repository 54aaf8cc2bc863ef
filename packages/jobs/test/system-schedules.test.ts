import { systemRuns, newId } from '@rota/db';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { listSystemSchedules } from '../src/index.ts';
import { createTestEngine, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await createTestEngine([], noResources);
});
afterAll(() => engine[Symbol.asyncDispose]());

test('the list of system schedules says when each job ran last, and how that ended', async () => {
  const schedule = { name: 'test:system', cron: '*/10 * * * *', description: 'Tests' };
  await engine.queue.replaceSchedules([schedule]);
  const list = () => listSystemSchedules({ pool: engine.engine.pool, queue: engine.queue });
  expect(await list()).toEqual([{ ...schedule, lastRun: null }]);

  const [first, last] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:10:00Z')];
  const run = { type: 'test:system', workerId: 'worker' };
  await engine.database.owner.insert(systemRuns).values([
    { ...run, id: newId(), startedAt: first, endedAt: first, outcome: 'completed' },
    { ...run, id: newId(), startedAt: last },
  ]);
  const lastRun = { startedAt: last, endedAt: null, outcome: null, error: null, workerId: 'worker' };
  expect(await list()).toEqual([{ ...schedule, lastRun }]);
});
