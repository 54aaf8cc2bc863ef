import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { createServerFolder } from '../testing/own-server.ts';
import { clusterName, findPostmaster } from './postmaster.ts';
import { listServerProcesses } from './server-processes.ts';

// Several servers come up and go down in one test; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let closers: AsyncDisposableStack;
beforeEach(() => {
  closers = new AsyncDisposableStack();
  folder = createServerFolder();
  closers.defer(() => rmSync(folder, { recursive: true, force: true }));
});
afterEach(async () => closers.disposeAsync());

const data = () => join(folder, 'data');

async function start(options: Partial<EmbeddedPostgresOptions> = {}) {
  const server = await startEmbeddedPostgres({ dataDir: folder, fsync: false, ...options });
  closers.defer(async () => server.stop());
  return server;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {
    // It is cut on purpose; what matters fails where it is awaited.
  });
  await client.connect();
  closers.defer(async () => client.end().catch(() => undefined));
  return client;
}

function killPostmaster(): void {
  process.kill(findPostmaster(data())!.pid, 'SIGKILL');
}

test('a server that is killed tells its users, and comes back on its port with its data', async () => {
  const first = await start({ fsync: true });
  const client = await connect(first.url);
  await client.query('create table kept as select 42 as answer');
  killPostmaster();
  await first.lost;
  // As somebody does who knows nothing of the first.
  const second = await start();
  expect(second).toMatchObject({ adopted: false, url: first.url });
  const { rows } = await (await connect(second.url)).query('select answer from kept');
  expect(rows).toEqual([{ answer: 42 }]);
});

test('a process that outlives its postmaster is ended before another server has the data', async () => {
  const first = await start();
  const client = await connect(first.url);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  // Calculates without ever looking up.
  const busy = client.query('select count(*) from generate_series(1, 1e12::bigint)').catch(String);
  const watcher = await connect(first.url);
  const isBusy = async () => {
    const found = await watcher.query(
      `select from pg_stat_activity where pid = ${rows[0]?.pid} and state = 'active'`,
    );
    return found.rowCount;
  };
  await expect.poll(isBusy).toBe(1);
  killPostmaster();
  await first.lost;
  const orphans = listServerProcesses(clusterName(data()));
  expect(orphans).toContainEqual({ pid: rows[0]?.pid, isPostmaster: false });

  await start({ port: first.port });
  expect(await busy).toMatch(/terminat/i);
  const pids = listServerProcesses(clusterName(data())).map(({ pid }) => pid);
  expect(pids).not.toContain(rows[0]?.pid);
});

test('a server whose process crashed recovers by itself, and is found again by who lost it', async () => {
  const first = await start();
  const client = await connect(first.url);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  process.kill(rows[0]!.pid, 'SIGKILL');
  await first.lost;
  const again = await vi.waitFor(async () => start({ port: first.port }), { timeout: 30_000 });
  expect(again).toMatchObject({ adopted: true, url: first.url });
});

test('a server that is asked for its port again does not take another one', async () => {
  const first = await start();
  killPostmaster();
  await first.lost;
  const other = createServer().listen(first.port, '127.0.0.1');
  closers.defer(() => void other.close());
  await once(other, 'listening');
  await expect(start({ port: first.port })).rejects.toThrow(/could not bind/);
  // Who does not ask for it gets one that is free.
  expect((await start()).port).not.toBe(first.port);
});

test('a start that is interrupted leaves no process', async () => {
  const first = await start();
  killPostmaster();
  await first.lost;
  const controller = new AbortController();
  const starting = start({
    signal: controller.signal,
    onProgress: (message) => message.startsWith('Starting') && setImmediate(() => controller.abort()),
  });
  await expect(starting).rejects.toThrow('aborted');
  expect(listServerProcesses(clusterName(data()))).toEqual([]);
});

test('a server is ended in order though its folder was removed', async () => {
  const server = await start();
  const name = clusterName(data());
  rmSync(folder, { recursive: true });
  await server.stop();
  expect(listServerProcesses(name)).toEqual([]);
});
