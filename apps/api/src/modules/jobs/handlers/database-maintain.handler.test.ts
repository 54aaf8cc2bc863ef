import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@rota/db/testing';
import { createDiskStorage } from '@rota/storage';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  createSystemContext,
  fileMaintenanceOf,
  openJobMaintenance,
} from '../../../../test/system-job-context.ts';
import { databaseMaintainHandler } from './database-maintain.handler.ts';

let database: TestDatabase;
let root: string;

beforeAll(async () => {
  database = await createTestDatabase();
  root = await mkdtemp(join(tmpdir(), 'rota-maintain-'));
});
afterAll(async () => {
  await database.drop();
  await rm(root, { recursive: true });
});

async function maintain(): Promise<[string, Record<string, unknown> | undefined][]> {
  await using jobMaintenance = openJobMaintenance(database);
  const fileMaintenance = fileMaintenanceOf(database, createDiskStorage({ root }));
  const { context, lines } = createSystemContext({ jobMaintenance, fileMaintenance });
  await databaseMaintainHandler.run(context);
  return lines as [string, Record<string, unknown> | undefined][];
}

const saying = (lines: Awaited<ReturnType<typeof maintain>>, text: string) =>
  lines.filter(([message]) => message.includes(text)).map(([, fields]) => fields);

test('database:maintain renews old statistics where it may, and says which only the owner may renew', async () => {
  const { owner } = database;
  await owner.execute(sql`create table public.ours (n int); alter table public.ours owner to rota_engine`);
  await owner.execute(sql`create table public.theirs (n int)`);
  for (const table of [sql`ours`, sql`theirs`]) {
    await owner.execute(sql`insert into public.${table} select generate_series(1, 5000)`);
  }
  await owner.execute(sql`select pg_stat_force_next_flush()`);
  const lines = await maintain();
  expect(saying(lines, 'brought up to date')).toEqual([{ tables: ['public.ours'] }]);
  expect(saying(lines, 'only the owner')).toEqual([{ tables: ['public.theirs'] }]);
  const { rows } = await owner.execute<{ pages: number }>(
    sql`select reltuples::int as pages from pg_class where relname = 'ours'`,
  );
  expect(rows).toEqual([{ pages: 5000 }]);
});

test('database:maintain says when it cannot see the transactions of other logins', async () => {
  expect(saying(await maintain(), 'pg_read_all_stats')).toHaveLength(1);
});
