import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createApiClient, type ApiAccess } from './api-client.ts';
import { freePort, isRunning, runningOf, runRota } from './rota-process.ts';

/** Embedded server, two processes, on a machine that does other things beside. */
const START_MS = 60_000;

const RUNNING = /^Rota is running/;

describe('start, with nothing but a data folder', () => {
  let closed: string;
  let dataDir: string;
  let port: number;
  beforeAll(async () => {
    // Closed to other users, with what a path can have in it.
    closed = await mkdtemp(join(tmpdir(), 'rota-start-'));
    await chmod(closed, 0o700);
    dataDir = join(closed, 'data of Zoë');
    await mkdir(dataDir);
    port = await freePort();
  });
  afterAll(() => rm(closed, { recursive: true, force: true }));

  const start = () => runRota('start.ts', { ROTA_DATA_DIR: dataDir, PORT: String(port) });
  const readDemo = async () => JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as ApiAccess;
  const readServerPid = async () =>
    Number((await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);

  test(
    'says what it does, prints how to go on, runs jobs, and ends on Ctrl-C with nothing left',
    { timeout: START_MS },
    async () => {
      await using rota = start();
      const link = await rota.line(/sign-in#key=/);
      await rota.line(/curl -X POST/);
      expect(rota.lines.join('\n')).toMatch(/!! Embedded PostgreSQL .* set DATABASE_URL/);

      const demo = await readDemo();
      expect(demo.url).toBe(`http://localhost:${port}`);
      expect(link).toContain(`${demo.url}/sign-in#key=${demo.apiKey}`);
      expect((await stat(join(dataDir, 'demo.json'))).mode & 0o777).toBe(0o600);
      const { operatorToken } = demo as ApiAccess & { operatorToken?: string };
      const health = await fetch(`${demo.url}/v1/system/health`, {
        headers: { Authorization: `Bearer ${operatorToken}` },
      });
      expect(await health.json()).toMatchObject({ status: 'ok' });

      const api = createApiClient(demo);
      const job = await api.createDemoJob({ steps: 1, stepMilliseconds: 0, result: 'done' });
      expect(await api.getJob(job.id, 30)).toMatchObject({ status: 'completed', attempt: 1 });

      const { pid: apiPid } = await rota.logged('the API listens');
      const { pid: workerPid } = await rota.logged('the worker runs jobs');
      const serverPid = await readServerPid();
      rota.interrupt();
      // As a package manager does that passes its own on.
      rota.kill('SIGINT');
      expect(await rota.exited).toEqual({ code: 0, signal: null });
      expect(await runningOf([rota.pid, apiPid, workerPid, serverPid])).toEqual([]);
      expect(rota.lines.at(-1)).toBe('Rota has ended.');
    },
  );

  test(
    'finds organisation, key and jobs again, and makes a new key when demo.json is gone',
    { timeout: 2 * START_MS },
    async () => {
      const before = await readDemo();
      {
        await using rota = start();
        await rota.line(RUNNING);
        expect(await readDemo()).toEqual(before);
        rota.interrupt();
        expect((await rota.exited).code).toBe(0);
      }
      await rm(join(dataDir, 'demo.json'));
      await using rota = start();
      await rota.line(RUNNING);
      const after = await readDemo();
      expect(after.orgId).toBe(before.orgId);
      expect(after.apiKey).not.toBe(before.apiKey);
      const job = await createApiClient(after).createDemoJob({ steps: 0 });
      expect((await createApiClient(before).getJob(job.id, 30)).status).toBe('completed');
    },
  );

  test(
    'that is killed leaves nothing running but the server, which the next start takes over',
    { timeout: 2 * START_MS },
    async () => {
      const killed = start();
      await killed.line(RUNNING);
      const { pid: apiPid } = await killed.logged('the API listens');
      const { pid: workerPid } = await killed.logged('the worker runs jobs');
      killed.kill('SIGKILL');
      // Resolves when those who hold its output let go of it, which are its children; they are gone a moment later.
      await killed.exited;
      await expect.poll(() => runningOf([apiPid, workerPid])).toEqual([]);

      const serverPid = await readServerPid();
      await using rota = start();
      await rota.line(RUNNING);
      expect(await readServerPid()).toBe(serverPid);
      rota.interrupt();
      expect((await rota.exited).code).toBe(0);
      expect(await isRunning(serverPid)).toBe(false);
    },
  );

  test('is interrupted on its way up, and leaves nothing running either', { timeout: START_MS }, async () => {
    await using rota = start();
    await rota.line(/Bringing the database up to date/);
    const serverPid = await readServerPid();
    rota.interrupt();
    expect(await rota.exited).toEqual({ code: 0, signal: null });
    expect(await isRunning(serverPid)).toBe(false);
  });
});

describe('two starts on one data folder', () => {
  test(
    'share the server: API here, workers there, and the last to end ends it',
    { timeout: 2 * START_MS },
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'rota-start-'));
      const port = await freePort();
      const start = (role: string) =>
        runRota('start.ts', { ROTA_DATA_DIR: dataDir, PORT: String(port), PROCESS_ROLE: role });
      {
        // At once, on nothing: one makes the server, and one after the other migrates.
        await using first = start('api');
        await using second = start('worker');
        await Promise.all([first.line(RUNNING), second.line(RUNNING)]);
        const access = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as ApiAccess;
        const api = createApiClient(access);
        const job = await api.createDemoJob({ steps: 0 });
        expect((await api.getJob(job.id, 30)).status).toBe('completed');

        const pidFile = join(dataDir, 'postgres/data/postmaster.pid');
        const serverPid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
        second.interrupt();
        expect((await second.exited).code).toBe(0);
        expect((await api.getJob(job.id)).status).toBe('completed');
        first.interrupt();
        expect((await first.exited).code).toBe(0);
        expect(await isRunning(serverPid)).toBe(false);
      }
      await rm(dataDir, { recursive: true });
    },
  );
});

describe('start refuses, before it starts anything,', () => {
  test(
    'a data folder on which another one runs, says where that is, and leaves it and demo.json alone',
    { timeout: 2 * START_MS },
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'rota-start-'));
      const port = await freePort();
      const start = (ownPort: number) =>
        runRota('start.ts', { ROTA_DATA_DIR: dataDir, PORT: String(ownPort) });
      {
        await using first = start(port);
        await first.line(RUNNING);
        const before = await readFile(join(dataDir, 'demo.json'), 'utf8');
        for (const otherPort of [port, await freePort()]) {
          await using second = start(otherPort);
          expect((await second.exited).code).toBe(1);
          const text = second.lines.join('\n');
          expect(text).toContain(`at http://localhost:${port} (process ${first.pid})`);
          expect(text).toMatch(/PROCESS_ROLE=worker .*start/);
        }
        expect(await readFile(join(dataDir, 'demo.json'), 'utf8')).toBe(before);
        const job = await createApiClient(JSON.parse(before) as ApiAccess).createDemoJob({ steps: 0 });
        expect(job.status).toBe('pending');
      }
      await rm(dataDir, { recursive: true });
    },
  );

  test('a configuration with problems, and prints all of them', async () => {
    await using rota = runRota('start.ts', { PORT: 'http', PROCESS_ROLE: 'cook', LOG_LEVEL: 'loud' });
    expect((await rota.exited).code).toBe(1);
    const text = rota.lines.join('\n');
    for (const name of ['PORT', 'PROCESS_ROLE', 'LOG_LEVEL'])
      expect(text).toMatch(new RegExp(`^ {2}${name} is `, 'm'));
    expect(text).not.toMatch(/\bat .*\.ts:/);
  });

  test('a port that is taken, and says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const dataDir = join(tmpdir(), `rota-never-${crypto.randomUUID()}`);
    await using rota = runRota('start.ts', { PORT: String(port), ROTA_DATA_DIR: dataDir });
    expect((await rota.exited).code).toBe(1);
    expect(rota.lines.join('\n')).toMatch(/Port \d+ is taken .* choose another port: PORT=/);
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
    other.close();
  });

  test('a data folder that cannot be, with a sentence', async () => {
    await using rota = runRota('start.ts', {
      PORT: String(await freePort()),
      ROTA_DATA_DIR: join(import.meta.filename, 'data'),
    });
    expect((await rota.exited).code).toBe(1);
    const text = rota.lines.join('\n');
    expect(text).toMatch(/ROTA_DATA_DIR is .*ENOTDIR/);
    expect(text).not.toMatch(/\bat .*\.ts:/);
  });

  test('an option that it does not know', async () => {
    await using rota = runRota('start.ts', {}, { args: ['--prod'] });
    expect((await rota.exited).code).toBe(1);
    expect(rota.lines.join('\n')).toContain('--dev');
  });
});
