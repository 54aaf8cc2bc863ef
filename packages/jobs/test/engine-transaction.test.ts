import { createDatabase, type DatabaseConnection } from '@rota/db';
import { createTestDatabase, type TestDatabase } from '@rota/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { inEngineTransaction } from '../src/engine-transaction.ts';

let database: TestDatabase;
let engine: DatabaseConnection;
beforeAll(async () => {
  database = await createTestDatabase();
  engine = createDatabase({
    url: database.urls.engine,
    applicationName: 'test engine',
    poolMax: 2,
    onError: () => undefined,
  });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

test('of two transactions that wait for each other one is tried again, and both come to their end', async () => {
  const LOCK = 'SELECT pg_advisory_xact_lock($1)';
  const both = Promise.withResolvers<void>();
  let begun = 0;

  const lockTwo = ([first, second]: [number, number]) =>
    inEngineTransaction(engine.pool, async (executor) => {
      await executor.executeSql(LOCK, [first]);
      begun += 1;
      if (begun === 2) both.resolve();
      await both.promise;
      await executor.executeSql(LOCK, [second]);
      return `${first}, then ${second}`;
    });

  expect(await Promise.all([lockTwo([1, 2]), lockTwo([2, 1])])).toEqual(['1, then 2', '2, then 1']);
  expect(begun).toBe(3);
});

test('a transaction that conflicts every time is given up after five tries', async () => {
  let tries = 0;
  const conflict = inEngineTransaction(engine.pool, async (executor) => {
    tries += 1;
    await executor.executeSql(`DO $$ BEGIN RAISE 'moved meanwhile' USING ERRCODE = '40001'; END $$`);
  });
  await expect(conflict).rejects.toThrow('moved meanwhile');
  expect(tries).toBe(5);
});

test('a transaction that fails for another reason is tried once', async () => {
  let tries = 0;
  const failure = inEngineTransaction(engine.pool, async (executor) => {
    tries += 1;
    await executor.executeSql('SELECT 1 / 0');
  });
  await expect(failure).rejects.toThrow('division by zero');
  expect(tries).toBe(1);
});
