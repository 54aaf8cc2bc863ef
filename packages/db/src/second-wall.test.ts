import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inOrganisation } from './client.ts';
import { newId } from './ids.ts';
import { migrate } from './migrate.ts';
import * as schema from './schema/index.ts';
import { createSampleRows } from './testing/sample-rows.ts';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from './testing/test-database.ts';
import { findBreaches, findTenantTables, type TenantTable } from './testing/wall.ts';

let database: TestDatabase;
let tables: TenantTable[];
let orgId: string;
let strangerId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  tables = await findTenantTables(database);
  orgId = await createSampleRows(database);
  strangerId = await createTestOrganisation(database, 'Stranger');
});

afterAll(() => database.drop());

/** The stranger's own row in `organisations` is its to see; elsewhere it has none. */
const breachesOf = (table: TenantTable) =>
  findBreaches(database, { table, orgId, strangerId: table.name === 'organisations' ? newId() : strangerId });

describe('row-level security alone', () => {
  test('keeps organisations apart in every table that has rows of theirs', async () => {
    const breaches = [];
    for (const table of tables) breaches.push(...(await breachesOf(table)));
    expect(breaches).toEqual([]);
    // Not an empty walk: these tables, at least.
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'accounts',
        'api_keys',
        'contacts',
        'files',
        'import_chunks',
        'job_logs',
        'job_runs',
        'jobs',
        'organisations',
      ]),
    );
  });

  test('covers a table the day it is born: without a policy it is a breach', async () => {
    await database.owner.execute(sql`create table newborn (org_id uuid)`);
    await database.owner.execute(sql`grant select on newborn to rota_app`);
    await database.owner.execute(sql`insert into newborn values (${orgId})`);
    const newborn = (await findTenantTables(database)).find(({ name }) => name === 'newborn');
    expect(newborn && (await breachesOf(newborn))).toContain('newborn: another organisation reads its rows');
    await database.owner.execute(sql`drop table newborn`);
  });
});

describe('the walk above fails when', () => {
  const accounts: TenantTable = { name: 'accounts', column: 'org_id' };
  const policy = sql`org_id = nullif(current_setting('app.org_id', true), '')::uuid`;

  test.each([
    [
      'row-level security is switched off',
      sql`alter table accounts disable row level security`,
      'reads its rows',
    ],
    ['it is no longer forced', sql`alter table accounts no force row level security`, 'not forced'],
    [
      'a policy lets everything through',
      sql`alter policy tenant on accounts using (true) with check (true)`,
      'deletes',
    ],
    [
      'a policy checks reading only',
      sql`alter policy tenant on accounts with check (true)`,
      'inserts rows for it',
    ],
    ['rota_app may truncate', sql`grant truncate on accounts to rota_app`, 'may truncate'],
    ['rota_app owns the table', sql`alter table accounts owner to rota_app`, 'owns the table'],
  ])('%s', async (_, harm, sentence) => {
    const broken = await createTestDatabase();
    const rows = await createSampleRows(broken);
    const stranger = await createTestOrganisation(broken);
    await broken.owner.execute(harm);
    const breaches = await findBreaches(broken, { table: accounts, orgId: rows, strangerId: stranger });
    await broken.drop();
    expect(breaches.join()).toContain(sentence);
  });

  test('a policy forgets that an unset setting may read as empty', async () => {
    const broken = await createTestDatabase();
    const rows = await createSampleRows(broken);
    await broken.owner.execute(
      sql`alter policy tenant on accounts using (org_id = current_setting('app.org_id')::uuid)`,
    );
    const attempt = findBreaches(broken, { table: accounts, orgId: rows, strangerId: newId() });
    await expect(attempt).rejects.toThrow();
    await broken.owner.execute(sql`alter policy tenant on accounts using (${policy})`);
    expect(await findBreaches(broken, { table: accounts, orgId: rows, strangerId: newId() })).toEqual([]);
    await broken.drop();
  });
});

describe('rota_app', () => {
  test('may add to a job log but neither change nor delete a line, not even its own', async () => {
    const write = (statement: ReturnType<typeof sql>) =>
      inOrganisation(database.db, orgId, async (tx) => tx.execute(statement));
    await expect(write(sql`update job_logs set message = 'x'`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    await expect(write(sql`delete from job_logs`)).rejects.toMatchObject({ cause: { code: '42501' } });
    const job = sql`(select id from jobs limit 1)`;
    const added = await write(
      sql`insert into job_logs (org_id, job_id, run, at, level, message) values (${orgId}, ${job}, 1, now(), 'info', 'more')`,
    );
    expect(added.rowCount).toBe(1);
  });

  test.each([
    'update jobs set status = status',
    'delete from jobs',
    'update job_runs set run = run',
    'select from system_runs',
  ])('leaves to the engine: %s', async (statement) => {
    const attempt = inOrganisation(database.db, orgId, async (tx) => tx.execute(sql.raw(statement)));
    await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('may make no table, no schema and no function', async () => {
    for (const statement of [
      'create table x ()',
      'create schema x',
      `create function x() returns int language sql return 1`,
    ]) {
      await expect(database.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    }
  });
});

describe('rota_engine', () => {
  test('sees and moves the jobs of all organisations', async () => {
    const other = await createSampleRows(database);
    const moved = await database.engine.update(schema.jobs).set({ queue: 'other' }).returning();
    expect(moved.map((job) => job.orgId)).toEqual(expect.arrayContaining([orgId, other]));
    expect((await database.engine.select().from(schema.jobRuns)).length).toBeGreaterThan(1);
    expect((await database.engine.select().from(schema.organisations)).length).toBeGreaterThan(1);
  });

  test.each(['accounts', 'contacts', 'api_keys'])('has no access to %s', async (table) => {
    await expect(database.engine.execute(sql`select from ${sql.identifier(table)}`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });

  test('may act as rota_app for an organisation, and is then behind the wall too', async () => {
    const seen = await database.engine.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.org_id', ${strangerId}, true)`);
      await tx.execute(sql`set local role rota_app`);
      return tx.select().from(schema.accounts);
    });
    expect(seen).toEqual([]);
  });
});

describe('the functions that look over organisations', () => {
  test('are these, owned by rota_engine, with a fixed search path, and for rota_app alone; the owner has one for the engine', async () => {
    const { rows } = await database.owner.execute(sql`
      select proname as name, proowner::regrole::text as owner, array_to_string(proconfig, ';') as config,
             array(select grantee::regrole::text from aclexplode(proacl) order by 1) as callers
      from pg_proc where pronamespace = 'public'::regnamespace order by 1`);
    const common = {
      owner: 'rota_engine',
      config: 'search_path=pg_catalog, pg_temp',
      callers: ['rota_app', 'rota_engine'],
    };
    expect(rows).toEqual([
      {
        ...common,
        name: 'analyse_jobs',
        owner: expect.not.stringMatching(/^rota_/),
        callers: expect.not.arrayContaining(['rota_app']),
      },
      { name: 'expired_files', ...common },
      { name: 'has_organisations', ...common },
      { name: 'lock_parents', ...common },
    ]);
  });

  test('analyse_jobs lets the engine bring the statistics of its table up to date, and says how many rows it has', async () => {
    const { rows } = await database.engine.execute(sql`select analyse_jobs() as jobs`);
    expect(rows).toEqual([{ jobs: await database.owner.$count(schema.jobs) }]);
  });

  test('lock_parents marks and answers jobs of the organisation that the transaction is in, and no others', async () => {
    const ids = (await database.owner.select({ id: schema.jobs.id }).from(schema.jobs)).map(({ id }) => id);
    const own = await inOrganisation(database.db, orgId, async (tx) => {
      await tx.execute(sql`select from lock_parents(${sql.param(ids)}::uuid[])`);
      return tx.select().from(schema.jobs);
    });
    const all = await database.owner.select().from(schema.jobs);
    const marked = all.filter((job) => job.hasDependents);
    expect(marked.map(({ id }) => id).toSorted()).toEqual(own.map(({ id }) => id).toSorted());
    expect(marked.length).toBeLessThan(ids.length);
    expect(
      (await database.db.execute(sql`select from lock_parents(${sql.param(ids)}::uuid[])`)).rows,
    ).toEqual([]);
  });

  test('expired_files answers ids and keys of what has expired, of every organisation, at most as many as asked for', async () => {
    const other = await createSampleRows(database);
    await database.owner.insert(schema.files).values([
      {
        id: newId(),
        orgId,
        name: 'n',
        contentType: 't',
        sizeBytes: 1,
        sha256: '0'.repeat(64),
        storageKey: 'kept',
      },
      {
        id: newId(),
        orgId,
        name: 'n',
        contentType: 't',
        sizeBytes: 1,
        sha256: '0'.repeat(64),
        storageKey: 'later',
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    ]);
    const { rows } = await database.db.execute(sql`select * from expired_files(100)`);
    expect(rows.map((row) => row['org_id'])).toEqual(expect.arrayContaining([orgId, other]));
    expect(rows.map((row) => row['storage_key'])).not.toContain('kept');
    expect(rows.map((row) => row['storage_key'])).not.toContain('later');
    expect(Object.keys(rows[0] ?? {})).toEqual(['org_id', 'id', 'storage_key']);
    expect((await database.db.execute(sql`select * from expired_files(1)`)).rows).toHaveLength(1);
  });

  test('has_organisations says whether anybody lives here', async () => {
    await using empty = await createTestDatabase();
    expect((await empty.db.execute(sql`select has_organisations() as answer`)).rows).toEqual([
      { answer: false },
    ]);
    await createTestOrganisation(empty);
    expect((await empty.db.execute(sql`select has_organisations() as answer`)).rows).toEqual([
      { answer: true },
    ]);
  });
});

describe('the queue’s schema', () => {
  test('lets rota_app read and insert in what the engine makes there, and nothing more', async () => {
    await database.engine.execute(sql`create table pgboss.sample (id int)`);
    await database.engine.execute(sql`create function pgboss.sample() returns int language sql return 1`);
    await database.db.execute(sql`insert into pgboss.sample values (1)`);
    expect((await database.db.execute(sql`select id, pgboss.sample() from pgboss.sample`)).rows).toEqual([
      { id: 1, sample: 1 },
    ]);
    for (const statement of [
      'update pgboss.sample set id = 2',
      'delete from pgboss.sample',
      'truncate pgboss.sample',
      'create table pgboss.other ()',
    ]) {
      await expect(database.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    }
  });
});

test('the next start repairs privileges and FORCE that somebody changed', async () => {
  await using drifted = await createTestDatabase();
  const orgOfDrifted = await createSampleRows(drifted);
  await drifted.owner.execute(sql`grant all on accounts to rota_app`);
  await drifted.owner.execute(sql`alter table accounts no force row level security`);
  await drifted.owner.execute(sql`revoke select on jobs from rota_engine`);
  await migrate({ urls: drifted.urls });
  const table = { name: 'accounts', column: 'org_id' };
  expect(await findBreaches(drifted, { table, orgId: orgOfDrifted, strangerId: newId() })).toEqual([]);
  expect(await drifted.engine.select().from(schema.jobs)).not.toHaveLength(0);
});
