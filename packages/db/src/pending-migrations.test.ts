import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pendingMigrations } from './pending-migrations.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a migrated database lacks nothing, one of an older version what came since, one never migrated everything', async () => {
  expect(await pendingMigrations(database.urls.owner)).toEqual([]);

  await database.owner.execute(sql`
    DELETE FROM drizzle.__drizzle_migrations
    WHERE created_at > (SELECT min(created_at) FROM drizzle.__drizzle_migrations)`);
  const pending = await pendingMigrations(database.urls.owner);
  expect(pending).not.toContain('0000_foundation');
  expect(pending).toContain('0001_functions-across-organisations');

  await database.owner.execute(sql`DROP SCHEMA drizzle CASCADE`);
  expect(await pendingMigrations(database.urls.owner)).toEqual(['0000_foundation', ...pending]);
});
