import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createApiClient } from './api-client.ts';
import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import { freePort, type RotaProcess } from './rota-process.ts';

/** A few processes, on a machine that does other things beside. */
const PROCESSES_MS = 60_000;

let setup: ProcessSetup;
beforeAll(async () => {
  setup = await createProcessSetup();
});
afterAll(() => setup[Symbol.asyncDispose]());

const workerIdOf = async (worker: RotaProcess) => (await worker.logged('the worker runs jobs'))['workerId'];

describe('an API process and a worker process on one DATABASE_URL', () => {
  let server: RotaProcess;
  beforeAll(async () => {
    server = await setup.startApi();
  }, PROCESSES_MS);
  afterAll(() => server[Symbol.asyncDispose]());

  test('do together what one process does', { timeout: PROCESSES_MS }, async () => {
    const { api } = setup;
    await using worker = await setup.startWorker();
    const job = await api.createDemoJob({ steps: 3, stepMilliseconds: 1, result: { sum: 6 } });
    expect(await api.getJob(job.id, 30)).toMatchObject({
      status: 'completed',
      attempt: 1,
      output: { steps: 3, attempt: 1, result: { sum: 6 } },
      workerId: await workerIdOf(worker),
    });
  });

  test('fire the declared system schedules and no others, in UTC', { timeout: PROCESSES_MS }, async () => {
    const { owner } = setup.database;
    await owner.execute(sql`UPDATE pgboss.schedule SET cron = '0 0 1 1 *'`);
    await using worker = await setup.startWorker();
    const { rows } = await owner.execute(sql`SELECT name, cron, timezone FROM pgboss.schedule ORDER BY name`);
    expect(rows).toEqual([
      { name: 'database/maintain', cron: '41 2 * * *', timezone: 'UTC' },
      { name: 'jobs/prune', cron: '*/10 * * * *', timezone: 'UTC' },
      { name: 'storage/cleanup', cron: '17 * * * *', timezone: 'UTC' },
    ]);
    worker.kill('SIGTERM');
    expect((await worker.exited).code).toBe(0);
  });

  test(
    'hand a job back on SIGTERM: no attempt is spent, and the next worker completes it',
    { timeout: PROCESSES_MS },
    async () => {
      const { api } = setup;
      const first = await setup.startWorker({ SHUTDOWN_GRACE_SECONDS: '0' });
      const job = await api.createDemoJob({ steps: 6, stepMilliseconds: 1_000 });
      await api.seeJob(job.id, ({ status }) => status === 'processing');
      first.kill('SIGTERM');
      expect(await first.exited).toEqual({ code: 0, signal: null });
      expect(await api.getJob(job.id)).toMatchObject({ status: 'pending', attempt: 0 });

      await using second = await setup.startWorker();
      expect(await api.getJob(job.id, 30)).toMatchObject({ status: 'completed', attempt: 1 });
      expect(await api.listRuns(job.id)).toMatchObject([
        { run: 1, attempt: 1, outcome: 'handed_back' },
        { run: 2, attempt: 1, outcome: 'completed', workerId: await workerIdOf(second) },
      ]);
    },
  );

  test('let a job in hand end within the grace', { timeout: PROCESSES_MS }, async () => {
    const { api } = setup;
    const worker = await setup.startWorker({ SHUTDOWN_GRACE_SECONDS: '30' });
    const job = await api.createDemoJob({ steps: 4, stepMilliseconds: 1_000 });
    await api.seeJob(job.id, ({ status }) => status === 'processing');
    worker.kill('SIGTERM');
    expect(await worker.exited).toEqual({ code: 0, signal: null });
    expect(await api.getJob(job.id)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(await api.listRuns(job.id)).toHaveLength(1);
  });

  test(
    'answer who waits, and cut off who follows so that they come back, before the API ends',
    { timeout: PROCESSES_MS },
    async () => {
      const port = String(await freePort());
      const ending = await setup.startApi({ PORT: port });
      const api = createApiClient({ ...setup.access, url: `http://127.0.0.1:${port}` });
      const job = await setup.api.createDemoJob({ steps: 0 });
      const waited = api.getJob(job.id, 30);
      const followed = api.seeJob(job.id, ({ status }) => status === 'completed').catch(String);
      // The stream, which came second, has begun.
      await ending.logged('request answered');
      ending.kill('SIGTERM');
      expect((await waited).status).toBe('pending');
      expect(await followed).toContain('terminated');
      expect(await ending.exited).toEqual({ code: 0, signal: null });
    },
  );

  // These two leave jobs behind that a worker would take up: they come last.
  test(
    'hand a job back over the head of a handler that ignores its signal',
    { timeout: PROCESSES_MS },
    async () => {
      const { api } = setup;
      const worker = await setup.startWorker({ SHUTDOWN_GRACE_SECONDS: '0' });
      const job = await api.createDemoJob({ steps: 1, stepMilliseconds: 3_600_000, ignoreSignal: true });
      await api.seeJob(job.id, ({ status }) => status === 'processing');
      worker.kill('SIGTERM');
      expect(await worker.exited).toEqual({ code: 0, signal: null });
      expect(await api.getJob(job.id)).toMatchObject({ status: 'pending', attempt: 0 });
    },
  );

  test('end a worker at once that is told again', { timeout: PROCESSES_MS }, async () => {
    const { api } = setup;
    const worker = await setup.startWorker({ SHUTDOWN_GRACE_SECONDS: '3600' });
    const job = await api.createDemoJob({ steps: 1, stepMilliseconds: 3_600_000 });
    await api.seeJob(job.id, ({ status }) => status === 'processing');
    worker.kill('SIGTERM');
    await worker.logged('shutting down');
    // What comes within a second of the first counts as the same.
    const again = setInterval(() => worker.kill('SIGTERM'), 100);
    expect(await worker.exited).toEqual({ code: 1, signal: null });
    clearInterval(again);
  });
});
