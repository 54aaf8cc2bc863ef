import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import { runRota } from './rota-process.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const OUTAGE_MS = 60_000;

let setup: ProcessSetup;
let proxy: TcpProxy;
beforeAll(async () => {
  setup = await createProcessSetup();
  proxy = await startTcpProxy(setup.database.urls.owner);
});
afterEach(() => proxy.open());
afterAll(async () => {
  await setup[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
});

/** All three logins by way of the proxy. */
const throughProxy = () => ({
  DATABASE_URL: proxy.through(setup.database.urls.owner),
  DATABASE_APP_URL: proxy.through(setup.database.urls.app),
  DATABASE_ENGINE_URL: proxy.through(setup.database.urls.engine),
});

describe('while the database is away', () => {
  test('a process that starts waits for it, and says what it waits for', { timeout: OUTAGE_MS }, async () => {
    await proxy.refuse();
    await using worker = runRota('main.ts', setup.env({ ...throughProxy(), PROCESS_ROLE: 'worker' }));
    const { database } = await worker.logged('waiting for the database');
    const { host, pathname } = new URL(throughProxy().DATABASE_URL);
    expect(database).toBe(`${host}${pathname}`);
    await proxy.open();
    await worker.logged('the worker runs jobs');
  });

  test(
    'no process ends, and a job whose handler ends meanwhile is completed once',
    { timeout: OUTAGE_MS },
    async () => {
      await using server = await setup.startApi(throughProxy());
      await using worker = await setup.startWorker({ ...throughProxy(), LOG_LEVEL: 'debug' });
      const { api } = setup;
      const job = await api.createDemoJob({ steps: 1, stepMilliseconds: 3_000, result: 'kept' });
      await api.seeJob(job.id, ({ status }) => status === 'processing');
      await proxy.refuse();
      await worker.logged('ends of runs could not be written');
      expect(await api.status('/readyz')).toBe(503);
      expect(await api.status('/livez')).toBe(200);
      await proxy.open();

      await expect.poll(() => api.status('/readyz')).toBe(200);
      expect(await api.getJob(job.id, 30)).toMatchObject({ status: 'completed', output: { result: 'kept' } });
      expect(await api.listRuns(job.id)).toHaveLength(1);
      for (const alive of [server, worker]) {
        alive.kill('SIGTERM');
        expect(await alive.exited).toEqual({ code: 0, signal: null });
      }
    },
  );

  test(
    'a shutdown that cannot hand its work back is cut off after the grace and ten seconds',
    { timeout: OUTAGE_MS },
    async () => {
      await using server = await setup.startApi();
      const worker = await setup.startWorker({ ...throughProxy(), SHUTDOWN_GRACE_SECONDS: '0' });
      const job = await setup.api.createDemoJob({ steps: 1, stepMilliseconds: 3_600_000 });
      await setup.api.seeJob(job.id, ({ status }) => status === 'processing');
      await proxy.refuse();
      const startedAt = performance.now();
      worker.kill('SIGTERM');
      await worker.logged('the shutdown took too long: what is in hand will be found lost and run again');
      expect(await worker.exited).toEqual({ code: 1, signal: null });
      expect(performance.now() - startedAt).toBeGreaterThan(9_500);
      server.kill('SIGTERM');
      expect((await server.exited).code).toBe(0);
    },
  );
});
