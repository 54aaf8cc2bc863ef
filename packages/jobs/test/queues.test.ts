import { afterEach, expect, test } from 'vitest';

import { defineJob, isEnded, type JobHandler, JobRegistryError } from '../src/index.ts';
import { createTestEngine, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

let engine: TestEngine;
afterEach(() => engine[Symbol.asyncDispose]());

/** Jobs that end when they are let go, and how many of them run. */
function createCounter() {
  let running = 0;
  let most = 0;
  let total = 0;
  const waiting: (() => void)[] = [];
  const watchers = new Set<() => void>();
  return {
    async run() {
      running += 1;
      total += 1;
      most = Math.max(most, running);
      for (const look of watchers) look();
      await new Promise<void>((resume) => waiting.push(resume));
      return { output: {} };
    },
    releaseOne() {
      const resume = waiting.shift();
      if (resume === undefined) throw new Error('nothing runs that could be let go');
      running -= 1;
      resume();
    },
    most: () => most,
    running: () => running,
    total: () => total,
    /** Resolves when so many run at once. */
    runningAre: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (running < count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}

const handler = (
  type: string,
  run: () => Promise<{ output: unknown }>,
  options: Partial<JobHandler['options']> = {},
): JobHandler => defineJob(testJobType(type), { run, ...options });

const ended = (jobId: string) => engine.waitFor(jobId, (job) => isEnded(job.status));

test('of a type with a hard cap of 3 exactly 3 run at once on four workers, until all are done', async () => {
  const counter = createCounter();
  engine = await createTestEngine([handler('test:capped', counter.run, { hardCap: 3 })], noResources);
  const jobs = await Promise.all(Array.from({ length: 12 }, () => engine.create('test:capped')));
  for (let worker = 0; worker < 4; worker += 1) await engine.work();
  for (let left = 12; left > 0; left -= 1) {
    // No place stays idle while jobs wait, and none is given out twice.
    await counter.runningAre(Math.min(3, left));
    expect(counter.running()).toBeLessThanOrEqual(3);
    counter.releaseOne();
  }
  for (const { id } of jobs) expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
  expect(counter.most()).toBe(3);
  expect(counter.total()).toBe(12);
});

test('a type with a concurrency of 2 leaves the other slots of its process to other types', async () => {
  const limited = createCounter();
  const others = createCounter();
  engine = await createTestEngine(
    [handler('test:limited', limited.run, { concurrency: 2 }), handler('test:other', others.run)],
    noResources,
  );
  for (let index = 0; index < 4; index += 1) await engine.create('test:limited');
  for (let index = 0; index < 3; index += 1) await engine.create('test:other');
  await engine.work({ concurrency: 5 });
  await Promise.all([limited.runningAre(2), others.runningAre(3)]);
  for (let index = 0; index < 3; index += 1) others.releaseOne();
  for (let left = 4; left > 0; left -= 1) {
    await limited.runningAre(Math.min(2, left));
    limited.releaseOne();
  }
  expect(limited.most()).toBe(2);
});

test('no queue is left waiting for a slot because another one has more to do', async () => {
  const starts: string[] = [];
  const count = (name: string) => async () => {
    starts.push(name);
    return { output: {} };
  };
  engine = await createTestEngine(
    [handler('test:many', count('many')), handler('test:few', count('few'), { queue: 'few' })],
    noResources,
  );
  await Promise.all(Array.from({ length: 60 }, () => engine.create('test:many')));
  const few = await Promise.all(Array.from({ length: 5 }, () => engine.create('test:few')));
  await engine.work({ concurrency: 1 });
  for (const { id } of few) await ended(id);
  // One slot, by turns: five of the few, and about as many of the others.
  expect(starts.lastIndexOf('few')).toBeLessThan(12);
});

test('a worker serves the queues that it is told to, and no others', async () => {
  const counter = createCounter();
  const done = async () => ({ output: {} });
  engine = await createTestEngine(
    [handler('test:one', counter.run), handler('test:two', done, { queue: 'two' })],
    noResources,
  );
  const one = await engine.create('test:one');
  const two = await engine.create('test:two');
  expect((await engine.find(two.id)).queue).toBe('two');
  await engine.work({ queues: ['two'] });
  expect(await ended(two.id)).toMatchObject({ status: 'completed' });
  expect(await engine.find(one.id)).toMatchObject({ status: 'pending', run: 0 });
  await expect(engine.work({ queues: ['tow'] })).rejects.toThrow(JobRegistryError);
});

test('a job that no running worker can run is put aside once, and runs as soon as one comes that can', async () => {
  const known = handler('test:known', async () => ({ output: {} }));
  const fresh = handler('test:fresh', async () => ({ output: {} }));
  engine = await createTestEngine([known, fresh], noResources);
  const waiting = await engine.create('test:fresh');
  await engine.work({ handlers: [known] });
  const aside = await engine.waitFor(waiting.id, (job) => job.queue === 'type/test/fresh');
  expect(aside).toMatchObject({ status: 'pending', run: 0 });
  // The worker goes on with what it can run, and does not touch the other one again.
  const { id } = await engine.create('test:known');
  await ended(id);
  expect(await engine.find(waiting.id)).toMatchObject({ messageId: aside.messageId });
  await engine.work();
  expect(await ended(waiting.id)).toMatchObject({ status: 'completed', run: 1, attempt: 1 });
});

test('a hot type has a table of its own, and its jobs run like others', async () => {
  engine = await createTestEngine(
    [handler('test:hot', async () => ({ output: { hot: true } }), { hot: true })],
    noResources,
  );
  const { id } = await engine.create('test:hot');
  await engine.work();
  expect(await ended(id)).toMatchObject({ status: 'completed', output: { hot: true }, queue: 'test/hot' });
});
