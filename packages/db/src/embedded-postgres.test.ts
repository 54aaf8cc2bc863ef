import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findBinaries } from './embedded/binaries.ts';
import { chooseIdentity, isRoot, type RootExit } from './embedded/identity.ts';
import { findPostmaster } from './embedded/postmaster.ts';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.ts';
import { DatabaseSetupError } from './setup-error.ts';
import { createServerFolder } from './testing/own-server.ts';

// Root has two ways to stop being root; some containers forbid the first. Nobody else needs one.
const waysOut = isRoot() ? (['unshare', 'setpriv'] as const).filter(works) : [];

function works(exit: RootExit): boolean {
  try {
    return chooseIdentity({ uid: 0, gid: 0 }, [exit]).prefix.length > 0;
  } catch {
    return false;
  }
}

let template: string;
let folder: string;
let running: EmbeddedPostgres[];

// Several servers come up and go down in one test; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

// Data is made once, in a second; the tests take copies of it.
beforeAll(async () => {
  template = createServerFolder();
  const server = await startEmbeddedPostgres({ dataDir: template, fsync: false });
  await server.stop();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  folder = createServerFolder();
  cpSync(template, folder, { recursive: true });
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map(async (server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const data = () => join(folder, 'data');

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: folder, fsync: false, ...options });
  running.push(server);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

/** The way a process that was killed leaves things: it started the server and is gone without a goodbye. */
async function startAndDie(): Promise<void> {
  const source = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('embedded-postgres.ts', import.meta.url).href)});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(folder)}, fsync: false });
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'ignore' });
  await once(child, 'exit');
}

describe('an embedded server', () => {
  test('keeps its data from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    expect(first.version).toMatch(/^18\./);
    expect([first.adopted, second.adopted]).toEqual([false, false]);
    expect(await query(second.url, 'select answer from kept')).toEqual([42]);
  });

  test('is one, however many start it at once, and the last to stop ends it, whoever started it', async () => {
    const servers = await Promise.all([start(), start(), start()]);
    const owners = servers.filter(({ adopted }) => !adopted);
    const [guest, lastGuest] = servers.filter(({ adopted }) => adopted);
    expect(owners).toHaveLength(1);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    await Promise.all([owners[0]!.stop(), guest!.stop(), guest!.stop()]);
    expect(await query(lastGuest!.url, 'select 1')).toEqual([1]);
    await lastGuest!.stop();
    expect(findPostmaster(data())).toBeNull();
    await expect(query(lastGuest!.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('is ended though somebody is connected who does not use it by a start of their own', async () => {
    const server = await start();
    const client = new Client({ connectionString: server.url });
    const lost = new Promise((resolve) => {
      client.on('error', resolve);
    });
    await client.connect();
    await server.stop();
    await lost;
    expect(findPostmaster(data())).toBeNull();
  });

  test('listens on the loopback interface only, and lets nobody in without the password', async () => {
    const { url } = await start();
    expect(await query(url, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(await query(url, 'show unix_socket_directories')).toEqual(['']);
    const guess = new URL(url);
    guess.password = 'guess';
    await expect(query(guess.href, 'select 1')).rejects.toThrow('password authentication failed');
  });

  test('keeps its password in one file that nobody else can read', async () => {
    // Its own, as others use that of the machine; and fresh data, with which a password is made.
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const dataDir = join(folder, 'fresh');
    const { url } = await start({ dataDir });
    vi.unstubAllEnvs();
    const file = join(dataDir, 'password');
    expect(readFileSync(file, 'utf8')).toBe(new URL(url).password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'data')).mode & 0o077).toBe(0);
    const log = readFileSync(join(dataDir, 'server.log'), 'utf8');
    expect(log).not.toContain(new URL(url).password);
    // A copy of the binaries may be there, where root cannot reach those of the package.
    expect(readdirSync(temporary).filter((name) => !name.startsWith('rota-postgres-'))).toEqual([]);
  });

  test('says what it does while it does it', async () => {
    const said: string[] = [];
    const options = { dataDir: join(folder, 'fresh'), onProgress: (message: string) => said.push(message) };
    const first = await start(options);
    const second = await start(options);
    await first.stop();
    await second.stop();
    await start(options);
    expect(said).toEqual([
      'Preparing the data folder of the embedded PostgreSQL 18',
      'Starting the embedded PostgreSQL 18',
      'Using the embedded PostgreSQL that is already running',
      'Starting the embedded PostgreSQL 18',
    ]);
  });

  test('is adopted when the program that started it was killed, and ended by the one that adopted it', async () => {
    await startAndDie();
    const server = await start();
    expect(server.adopted).toBe(true);
    expect(await query(server.url, 'select 1')).toEqual([1]);
    await server.stop();
    expect(findPostmaster(data())).toBeNull();
  });

  test('is found running after its folder was moved', async () => {
    await startAndDie();
    const moved = `${folder}-moved`;
    renameSync(folder, moved);
    const server = await start({ dataDir: moved });
    renameSync(moved, folder);
    expect(server.adopted).toBe(true);
  });

  test('starts after a crash, though the number of its process is another’s by now', async () => {
    const first = await start({ fsync: true });
    await query(first.url, 'create table kept as select 42 as answer');
    const postmaster = findPostmaster(data());
    process.kill(postmaster!.pid, 'SIGKILL');
    await first.stop();
    const pidFile = join(data(), 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8').split('\n').with(0, String(process.pid)).join('\n');
    writeFileSync(pidFile, left);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'select answer from kept')).toEqual([42]);
  });

  test('starts after one that was killed while it made the data folder', async () => {
    rmSync(data(), { recursive: true });
    mkdirSync(`${data()}.new`);
    writeFileSync(join(`${data()}.new`, 'PG_VERSION'), '18\n');
    expect(await query((await start()).url, 'select 1')).toEqual([1]);
    expect(existsSync(`${data()}.new`)).toBe(false);
  });

  test('does not take the settings of the environment', async () => {
    vi.stubEnv('PGDATA', '/nowhere');
    vi.stubEnv('LC_ALL', 'xx_XX');
    vi.stubEnv('TZ', 'Asia/Kathmandu');
    const { url } = await start();
    vi.unstubAllEnvs();
    expect(await query(url, 'show timezone')).toEqual(['UTC']);
    expect(await query(url, "select lower('ÄRZTE')")).toEqual(['ärzte']);
  });

  test.each(waysOut)('starts as root by way of %s, below a folder closed to others', async (exit) => {
    expect(statSync(folder).mode & 0o077).toBe(0);
    const dataDir = join(folder, 'below', 'it');
    const options = { dataDir, rootExits: [exit] };
    const first = await start(options);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    // What one way has made, another can take over.
    const second = await start({ dataDir });
    await second.stop();
    const third = await start(options);
    expect(await query(third.url, 'select answer from kept')).toEqual([42]);
  });
});

describe('a start that cannot work says what to do when', () => {
  const refusal = async (options: Partial<EmbeddedPostgresOptions> = {}) => {
    const error: unknown = await start(options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseSetupError);
    return String(error);
  };

  test('the data is of another major version', async () => {
    writeFileSync(join(data(), 'PG_VERSION'), '14\n');
    const said = await refusal();
    expect(said).toContain('is of PostgreSQL 14, the embedded server is version 18');
    expect(said).toContain('DATABASE_URL');
  });

  test('the password is lost', async () => {
    rmSync(join(folder, 'password'));
    expect(await refusal()).toContain(`${join(folder, 'password')} is missing`);
  });

  test('there are no binaries for the platform', () => {
    expect(() => findBinaries('18', 'plan9-mips')).toThrow(
      /no embedded PostgreSQL 18 for plan9-mips.*DATABASE_URL/s,
    );
  });

  test('the server does not come up: with the end of its log', async () => {
    writeFileSync(join(data(), 'postgresql.auto.conf'), "shared_buffers = 'nonsense'\n");
    expect(await refusal()).toContain('invalid value for parameter "shared_buffers"');
  });

  test.each(isRoot() ? [] : ['a normal user'])('the folder is closed to %s', async () => {
    chmodSync(folder, 0o500);
    expect(await refusal()).toContain('belongs to another user');
    chmodSync(folder, 0o700);
  });
});
