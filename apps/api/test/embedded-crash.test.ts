import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createApiClient, type ApiAccess, type ApiClient } from './api-client.ts';
import { freePort, isRunning, runningOf, runRota, type RotaProcess } from './rota-process.ts';

/** Embedded server, two processes, a crash recovery, on a machine that does other things beside. */
const CRASH_MS = 90_000;

const RUNNING = /^Rota is running/;
const LOST = 'the embedded PostgreSQL was lost and is started again';

describe('start, when its embedded PostgreSQL is killed,', () => {
  let dataDir: string;
  let rota: RotaProcess;
  let api: ApiClient;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'rota-crash-'));
    const port = await freePort();
    rota = runRota('start.ts', {
      ROTA_DATA_DIR: dataDir,
      PORT: String(port),
      SHUTDOWN_GRACE_SECONDS: '0',
    });
    await rota.line(RUNNING);
    api = createApiClient(JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as ApiAccess);
  }, CRASH_MS);
  afterEach(async () => {
    await rota[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true });
  }, CRASH_MS);

  const readPidFile = async () =>
    (await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n');
  const readServerPid = async () => Number((await readPidFile())[0]);
  const readServerPort = async () => (await readPidFile())[3];

  /** Lets no PostgreSQL start on these data until what it answers is called. */
  async function preventStart(): Promise<() => Promise<void>> {
    const path = join(dataDir, 'postgres/data/postgresql.auto.conf');
    const settings = await readFile(path, 'utf8');
    await writeFile(path, "shared_buffers = 'nonsense'\n");
    return () => writeFile(path, settings);
  }

  test(
    'starts it again on its port; jobs of before end once, jobs of after run, and no process was replaced',
    { timeout: CRASH_MS },
    async () => {
      const { pid: apiPid } = await rota.logged('the API listens');
      const { pid: workerPid } = await rota.logged('the worker runs jobs');
      const before = await api.createDemoJob({ steps: 4, stepMilliseconds: 1_000, result: 'before' });
      await api.seeJob(before.id, ({ status }) => status === 'processing');
      const [port, killed] = [await readServerPort(), await readServerPid()];

      const allowStart = await preventStart();
      process.kill(killed, 'SIGKILL');
      expect(await rota.logged(LOST)).toMatchObject({
        service: 'start',
        try: 1,
        triesMax: 10,
        restartInMs: 1_000,
      });
      expect(await api.status('/readyz')).toBe(503);
      expect(await api.status('/livez')).toBe(200);
      await allowStart();
      await rota.logged('the embedded PostgreSQL runs again');
      expect(await readServerPort()).toBe(port);
      expect(await readServerPid()).not.toBe(killed);
      await expect.poll(() => api.status('/readyz'), { timeout: 20_000 }).toBe(200);

      const after = await api.createDemoJob({ steps: 1, stepMilliseconds: 0, result: 'after' });
      expect(await api.getJob(after.id, 30)).toMatchObject({ status: 'completed', attempt: 1 });
      expect(await api.getJob(before.id, 30)).toMatchObject({
        status: 'completed',
        attempt: 1,
        output: { result: 'before' },
      });
      const runs = await api.listRuns(before.id);
      expect(runs.filter(({ outcome }) => outcome === 'completed')).toHaveLength(1);
      expect(await runningOf([apiPid, workerPid])).toEqual([apiPid, workerPid]);
    },
  );

  test('ends on Ctrl-C in the middle of that, with nothing left', { timeout: CRASH_MS }, async () => {
    const { pid: apiPid } = await rota.logged('the API listens');
    const { pid: workerPid } = await rota.logged('the worker runs jobs');
    process.kill(await readServerPid(), 'SIGKILL');
    await rota.logged(LOST);
    rota.interrupt();
    expect((await rota.exited).code).toBe(0);
    expect(await runningOf([rota.pid, apiPid, workerPid])).toEqual([]);
    expect(await isRunning(await readServerPid().catch(() => 0))).toBe(false);
  });
});
