import { afterEach, beforeEach, expect, test } from 'vitest';

import { createJobControl, type JobControl } from '../src/index.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

const RACES = 1_000;
const SIDE_BY_SIDE = 100;
const RUNNING = 25;
const DELETED = 50;

let engine: TestEngine;
let gate: ReturnType<typeof createGate>;
let line: ReturnType<typeof createStartLine>;

/** Racers wait here until all of them are there. */
function createStartLine() {
  const all = Promise.withResolvers<void>();
  const shot = Promise.withResolvers<void>();
  let waiting = 0;
  return {
    allAreThere: all.promise,
    shoot: shot.resolve,
    wait(): Promise<void> {
      waiting += 1;
      if (waiting === SIDE_BY_SIDE) all.resolve();
      return shot.promise;
    },
  };
}

beforeEach(async () => {
  gate = createGate();
  engine = await createTestEngine(
    [
      gate.handler(true),
      defineTestJob('test:racer', async () => {
        await line.wait();
        return { output: { done: true } };
      }),
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const select = async <Row extends object>(text: string) => (await engine.engine.pool.query<Row>(text)).rows;
const createMany = (type: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => engine.create(type)));

/** Half of the cancels are on their way when the handlers return, the others come with their ends. */
async function race(control: JobControl): Promise<void> {
  line = createStartLine();
  const created = await createMany('test:racer', SIDE_BY_SIDE);
  await line.allAreThere;
  const cancel = async ({ id }: { id: string }) => {
    const statuses = await control.cancelJobs({ orgId: engine.orgId, jobIds: [id] });
    return { id, told: statuses.get(id) };
  };
  const early = created.slice(0, SIDE_BY_SIDE / 2).map(cancel);
  line.shoot();
  const answers = await Promise.all([...early, ...created.slice(SIDE_BY_SIDE / 2).map(cancel)]);
  await engine.idle();
  const ends = await Promise.all(answers.map(({ id }) => engine.find(id)));
  // Whoever was told of an end was told the truth.
  expect(answers.filter(({ told }, index) => told !== 'processing' && told !== ends[index]?.status)).toEqual(
    [],
  );
}

test('of 1,000 cancels that race with the ends of their jobs exactly one side wins each', async () => {
  await engine.work({ concurrency: SIDE_BY_SIDE });
  const control = createJobControl({ ...engine, pool: engine.engine.pool });
  for (let races = 0; races < RACES; races += SIDE_BY_SIDE) await race(control);
  const ends = await select<{ status: string; jobs: number }>(`
    SELECT j.status, count(*)::int AS jobs FROM jobs j JOIN job_runs r ON r.job_id = j.id
    WHERE (j.status = 'completed') = (j.cancel_requested_at IS NULL) AND (j.status = 'completed') = (j.output IS NOT NULL)
      AND r.outcome = j.status AND r.run = 1 AND j.run = 1
    GROUP BY j.status ORDER BY j.status`);
  expect(ends.map(({ status }) => status)).toEqual(['cancelled', 'completed']);
  expect(ends.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(RACES);
  expect(await select(`SELECT FROM pgboss.job WHERE state < 'completed'`)).toEqual([]);
}, 120_000);

test('50 messages that are deleted by hand, of jobs that run and of jobs that wait, are found within 60 s', async () => {
  await engine.work({ concurrency: RUNNING });
  const created = await createMany('test:gate', DELETED);
  await gate.started(RUNNING - 1);
  const deletedAt = performance.now();
  expect(await select('DELETE FROM pgboss.job RETURNING id')).toHaveLength(DELETED);
  // Those that ran are stopped and run again; those that waited run for the first time.
  for (let start = RUNNING; start < RUNNING + DELETED; start += 1) (await gate.started(start)).open();
  for (const { id } of created) {
    expect(await engine.ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
  }
  expect(performance.now() - deletedAt).toBeLessThan(60_000);
  const outcomes = await select(`
    SELECT outcome, count(*)::int AS runs FROM job_runs GROUP BY outcome ORDER BY outcome`);
  expect(outcomes).toEqual([
    { outcome: 'completed', runs: DELETED },
    { outcome: 'lost', runs: RUNNING },
  ]);
}, 90_000);
