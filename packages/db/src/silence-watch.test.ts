import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createDatabase, type DatabaseConnection } from './client.ts';
import { createSilentProxy, type SilentProxy } from './testing/silent-proxy.ts';
import { isDatabaseUnavailable } from './unavailable.ts';

const SILENCE_MS = 200;

let proxy: SilentProxy;
let connection: DatabaseConnection;
const broken: Error[] = [];
beforeEach(async () => {
  broken.length = 0;
  proxy = await createSilentProxy(inject('testServer').url);
  connection = createDatabase({
    url: proxy.url,
    applicationName: 'silence test',
    poolMax: 1,
    silenceMs: SILENCE_MS,
    onError: (error) => broken.push(error),
  });
});
afterEach(async () => {
  await connection.close();
  proxy.close();
});

test('a statement that is sent into the void fails soon as unavailable, and the next one works', async () => {
  await connection.db.execute(sql`select 1`);
  proxy.fallSilent();
  const failure: unknown = await connection.db.execute(sql`select 1`).catch((error: unknown) => error);
  expect(isDatabaseUnavailable(failure)).toBe(true);
  expect((await connection.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
});

test('a transaction whose connection falls silent in the middle does not go back to the pool', async () => {
  const attempt = connection.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    proxy.fallSilent();
    await tx.execute(sql`select 2`);
  });
  await expect(attempt).rejects.toSatisfy(isDatabaseUnavailable);
  expect((await connection.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
});

test('a statement that fell silent when nobody can be asked any more fails too', async () => {
  await connection.db.execute(sql`select 1`);
  proxy.fallSilent();
  proxy.refuse();
  const failure: unknown = await connection.db.execute(sql`select 1`).catch((error: unknown) => error);
  expect(isDatabaseUnavailable(failure)).toBe(true);
});

test('a statement that works for long, and a connection that has nothing to do, are let be', async () => {
  const pid = sql`select pg_backend_pid() as pid`;
  const before = await connection.db.execute(pid);
  await connection.db.execute(sql`select pg_sleep(${(5 * SILENCE_MS) / 1_000})`);
  // The same time with nothing to do on this connection, measured by the server on another.
  const other = createDatabase({
    url: inject('testServer').url,
    applicationName: 'silence test clock',
    poolMax: 1,
    onError: (error) => broken.push(error),
  });
  await other.db.execute(sql`select pg_sleep(${(5 * SILENCE_MS) / 1_000})`);
  await other.close();
  expect((await connection.db.execute(pid)).rows).toEqual(before.rows);
  expect(broken).toEqual([]);
});
