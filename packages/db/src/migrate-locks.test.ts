import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseUrls } from './database-urls.ts';
import { migrate, type MigrateOptions } from './migrate.ts';
import { DatabaseSetupError } from './setup-error.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

/** Short for a test, and long enough for others to be seen in between, on a busy machine too. */
const PATIENCE = { timeoutMs: 1_000, pauseMs: 100 };

let database: TestDatabase;
let holder: Client;
let observer: Client;
let holderPid: number;
beforeEach(async () => {
  database = await createTestDatabase();
  observer = new Client({ connectionString: database.urls.owner });
  await observer.connect();
  holder = new Client({ connectionString: database.urls.owner, application_name: 'long report' });
  await holder.connect();
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  holderPid = rows[0]?.pid ?? 0;
  // So that there is something to change on this table, which the holder then reads in a transaction that stays open.
  await holder.query('ALTER TABLE accounts NO FORCE ROW LEVEL SECURITY');
  await holder.query('BEGIN');
  await holder.query('SELECT FROM accounts');
});
afterEach(async () => {
  await holder.end();
  await observer.end();
  await database.drop();
});

const isSomebodyWaiting = async () => {
  const { rows } = await observer.query<{ waiting: boolean }>(
    `SELECT exists (SELECT FROM pg_locks WHERE relation = 'accounts'::regclass AND NOT granted) AS waiting`,
  );
  return rows[0]?.waiting;
};

const isForced = async () => {
  const { rows } = await observer.query<{ forced: boolean }>(
    `SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = 'accounts'::regclass`,
  );
  return rows[0]?.forced;
};

/** Migrates, and calls `onWaiting` at each try that failed. */
function migrateWith(onWaiting: (fields: object) => void, options: Partial<MigrateOptions> = {}) {
  return migrate({
    urls: databaseUrls(database.urls.owner),
    lockPatience: PATIENCE,
    logger: { info: () => undefined, warn: (fields) => onWaiting(fields) },
    ...options,
  });
}

describe('a migration behind a long transaction', () => {
  test('lets those behind it through between its tries, and goes on when the transaction ends', async () => {
    const waited: object[] = [];
    const migrating = migrateWith((fields) => waited.push(fields));
    await expect.poll(isSomebodyWaiting, { timeout: 15_000 }).toBe(true);
    // In line behind the migration, which stands behind the holder.
    await observer.query('SELECT FROM accounts');
    await holder.query('COMMIT');
    await migrating;
    expect(waited[0]).toMatchObject({
      try: 1,
      triesMax: 15,
      holders: [{ pid: holderPid, application: 'long report', state: 'idle in transaction' }],
    });
    expect(await isForced()).toBe(true);
  });

  test('gives up after its tries, changes nothing, and says whose transaction to end', async () => {
    const error: unknown = await migrateWith(() => undefined, {
      lockPatience: { ...PATIENCE, triesMax: 2 },
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseSetupError);
    const said = String(error);
    expect(said).toContain('in 2 tries');
    expect(said).toMatch(
      new RegExp(
        `SELECT pg_terminate_backend\\(${holderPid}\\);  -- long report, as \\w+, idle in transaction, transaction since 20`,
      ),
    );
    expect(await isForced()).toBe(false);
  });

  test('works once the session that it named was ended', async () => {
    const statement = await migrateWith(() => undefined, {
      lockPatience: { ...PATIENCE, triesMax: 1 },
    }).catch((thrown: unknown) => String(thrown).split('\n').at(-1) ?? '');
    holder.on('error', () => {
      // It is ended on purpose.
    });
    await observer.query(String(statement));
    await migrateWith(() => undefined);
    expect(await isForced()).toBe(true);
  });
});
