import { jobs, newId } from '@rota/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { isEnded } from '../src/index.ts';
import { createTestEngine, defineTestJob, type TestEngine } from '../src/testing/index.ts';
import { createGate } from './gate.ts';
import { noResources } from './no-resources.ts';

let neighbour: ReturnType<typeof createGate>;
let suspect: ReturnType<typeof createGate>;
let engine: TestEngine;

beforeEach(async () => {
  neighbour = createGate('test:neighbour');
  suspect = createGate('test:suspect');
  engine = await createTestEngine(
    [
      neighbour.handler(true),
      suspect.handler(true),
      defineTestJob('test:quick', async () => ({ output: {} })),
    ],
    noResources,
  );
});
afterEach(() => engine[Symbol.asyncDispose]());

const ended = (jobId: string) => engine.waitFor(jobId, (job) => isEnded(job.status));

/** A job in the hands of a worker that was lost, after others before it. */
async function createLost({ losses, alone }: { losses: number; alone: boolean }): Promise<string> {
  const { id } = await engine.create('test:suspect', {}, { runAt: new Date(Date.now() + 3_600_000) });
  await engine.database.owner
    .update(jobs)
    .set({
      status: 'processing',
      startedAt: new Date(),
      messageId: newId(),
      workerId: 'gone',
      losses,
      alone,
      attempt: 1,
      run: losses + 1,
    })
    .where(eq(jobs.id, id));
  return id;
}

test('a job that has lost two workers in a row waits for its neighbours, and nothing starts beside it', async () => {
  await engine.work({ concurrency: 3 });
  const beside = await engine.create('test:neighbour');
  const { open } = await neighbour.started(0);
  const id = await createLost({ losses: 1, alone: false });
  await engine.waitFor(id, (job) => job.run === 3);
  const later = await engine.create('test:quick');
  expect(suspect.startCount()).toBe(0);

  open();
  await ended(beside.id);
  const alone = await suspect.started(0);
  expect(await engine.find(id)).toMatchObject({ alone: true, losses: 2 });
  expect(await engine.find(later.id)).toMatchObject({ status: 'pending' });

  alone.open();
  expect(await ended(id)).toMatchObject({ status: 'completed', losses: 0, alone: false, attempt: 1 });
  expect(await ended(later.id)).toMatchObject({ status: 'completed' });
}, 60_000);

test('a job that lost its worker while it ran alone is ended as worker_lost', async () => {
  const id = await createLost({ losses: 2, alone: true });
  await engine.work();
  expect(await ended(id)).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'worker_lost' } });
  expect(suspect.startCount()).toBe(0);
}, 60_000);

test('a shutdown hands a job back that waits to run alone, and keeps its losses', async () => {
  const worker = await engine.work({ concurrency: 3 });
  await engine.create('test:neighbour');
  await neighbour.started(0);
  const id = await createLost({ losses: 1, alone: false });
  await engine.waitFor(id, (job) => job.run === 3);
  await worker.stop(0);
  expect(await engine.find(id)).toMatchObject({ status: 'pending', losses: 2, attempt: 0 });
  expect(suspect.startCount()).toBe(0);
}, 60_000);
