import { sql, type SQL } from 'drizzle-orm';
import { describe, expect, inject, test } from 'vitest';
import { createDatabase } from './client.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { isDatabaseUnavailable } from './unavailable.ts';

/**
 * What a statement fails with on the way to a database. No limit is short unless it is given: what a busy machine does late
 * would look like a database that is away.
 */
async function failureOf(
  url: string,
  { statement = sql`select 1`, ...limits }: { statement?: SQL; statementTimeoutMs?: number } = {},
): Promise<unknown> {
  const { db, close } = createDatabase({
    url,
    applicationName: 'test',
    poolMax: 1,
    connectTimeoutMs: 10_000,
    ...limits,
    onError: () => undefined,
  });
  try {
    await db.execute(statement);
    return null;
  } catch (error) {
    return error;
  } finally {
    await close();
  }
}

const serverUrl = () => inject('testServer').url;

function atPort(port: string): string {
  const url = new URL(serverUrl());
  url.port = port;
  return url.href;
}

describe('a failure that means: try again later', () => {
  test('is a connection that is refused', async () => {
    expect(isDatabaseUnavailable(await failureOf(atPort('1')))).toBe(true);
  });

  test('is a host that has no address', async () => {
    expect(isDatabaseUnavailable(await failureOf('postgres://a:b@no-such-host.invalid/c'))).toBe(true);
  });

  test('is a connection that an administrator ended', async () => {
    const statement = sql`select pg_terminate_backend(pg_backend_pid())`;
    expect(isDatabaseUnavailable(await failureOf(serverUrl(), { statement }))).toBe(true);
  });

  test('is a statement that took too long', async () => {
    const error = await failureOf(serverUrl(), {
      statement: sql`select pg_sleep(5)`,
      statementTimeoutMs: 200,
    });
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  test('is a login that is turned away, as long as nobody has made password and role fit', async () => {
    const wrong = new URL(serverUrl());
    wrong.password = 'mistyped';
    expect(isDatabaseUnavailable(await failureOf(wrong.href))).toBe(true);
    wrong.password = '';
    expect(isDatabaseUnavailable(await failureOf(wrong.href))).toBe(true);
  });

  test('leaves no login half made, for which the server would wait a minute and let nobody drop a database', async () => {
    await using database = await createTestDatabase();
    const half = new URL(database.urls.owner);
    half.password = '';
    await failureOf(half.href);
    await expect(database.drop()).resolves.toBeUndefined();
  });

  test('is none of our own mistakes', async () => {
    for (const statement of [sql`select nonsense`, sql`select 1/0`]) {
      expect(isDatabaseUnavailable(await failureOf(serverUrl(), { statement }))).toBe(false);
    }
    expect(isDatabaseUnavailable(new TypeError('x is not a function'))).toBe(false);
    expect(isDatabaseUnavailable(null)).toBe(false);
  });

  test('is found however often it was wrapped, and in one of several', async () => {
    const refused = await failureOf(atPort('1'));
    expect(isDatabaseUnavailable(new Error('outer', { cause: new Error('inner', { cause: refused }) }))).toBe(
      true,
    );
    expect(isDatabaseUnavailable(new AggregateError([new Error('one'), refused]))).toBe(true);
  });
});
