import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { startTestServer } from './test-server.ts';

test('a run clears away the server and the folder of one that was killed', { timeout: 60_000 }, async () => {
  const source = `
    const { startOwnServer } = await import(${JSON.stringify(new URL('own-server.ts', import.meta.url).href)});
    const { dataDir } = await startOwnServer('18');
    process.stdout.write(dataDir, () => process.kill(process.pid, 'SIGKILL'));`;
  const killed = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [dataDir] = await Promise.all([text(killed.stdout), once(killed, 'exit')]);
  expect(dataDir).not.toBe('');
  const next = await startTestServer({ binaries: '18' });
  await next.stop();
  expect(existsSync(dataDir)).toBe(false);
});

test('a run with an empty URL brings a server of its own', { timeout: 60_000 }, async () => {
  const server = await startTestServer({ binaries: '18', givenUrl: '' });
  await server.stop();
  expect(URL.canParse(server.url)).toBe(true);
});

test('a run on a given server drops the databases it made, and no others', async () => {
  const server = await startTestServer({ binaries: '18', givenUrl: inject('testServer').url });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${server.prefix}_one`);
  await client.query(`CREATE DATABASE kept_${server.prefix}`);
  await server.stop();
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE '%${server.prefix}%'`,
  );
  await client.query(`DROP DATABASE kept_${server.prefix}`);
  await client.end();
  expect(rows).toEqual([{ datname: `kept_${server.prefix}` }]);
});
