import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, inOrganisation } from './client.ts';
import { databaseUrls, type DatabaseUrls } from './database-urls.ts';
import { newId } from './ids.ts';
import { migrate } from './migrate.ts';
import { organisations } from './schema/index.ts';
import { DatabaseSetupError } from './setup-error.ts';
import { binariesVersions, type OwnTestServer, startOwnServer } from './testing/own-server.ts';

// Roles are the whole server's: each version gets one of its own. What membership in a role allows changed with 16.
describe.each(binariesVersions)('on PostgreSQL %s, migrating', (version) => {
  let server: OwnTestServer;
  let client: Client;
  let admin: NodePgDatabase;
  let name: string;

  beforeAll(async () => {
    server = await startOwnServer(version);
    client = new Client({ connectionString: server.url });
    await client.connect();
    admin = drizzle(client);
  });

  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  beforeEach(async () => {
    await dropEverything();
    name = `t_${newId().slice(-12)}`;
  });

  /** The URL of this server for a login, in the database of this test. */
  const urlFor = (login: string, password: string) => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    url.username = login;
    url.password = password;
    return url.href;
  };

  /** A database that belongs to a plain login with the given attributes; answers the login's URLs. */
  const createOwned = async (attributes: string): Promise<DatabaseUrls> => {
    await admin.execute(sql.raw(`create role plain_owner login ${attributes} password 'it''s'`));
    await admin.execute(sql.raw(`create database ${name} owner plain_owner`));
    return databaseUrls(urlFor('plain_owner', "it's"));
  };

  const dropEverything = async () => {
    const { rows } = await admin.execute<{ datname: string }>(
      sql`select datname from pg_database where datname like 't\\_%'`,
    );
    for (const { datname } of rows) await admin.execute(sql.raw(`drop database ${datname} with (force)`));
    for (const role of ['rota_app', 'rota_engine', 'plain_owner'])
      await admin.execute(sql.raw(`drop role if exists ${role}`));
  };

  /** What works afterwards, on the logins themselves. */
  const tryOut = async (urls: DatabaseUrls) => {
    const open = (url: string) =>
      createDatabase({ url, applicationName: 'migrate test', poolMax: 1, onError: () => {} });
    const app = open(urls.app);
    const engine = open(urls.engine);
    const id = newId();
    await inOrganisation(app.db, id, async (tx) =>
      tx.insert(organisations).values({ id, name: 'O', slug: `o-${id}` }),
    );
    await engine.db.execute(sql`create table if not exists pgboss.sample (id int)`);
    await app.db.execute(sql`insert into pgboss.sample values (1)`);
    const found = {
      byEngine: (await engine.db.execute(sql`select name from organisations where id = ${id}`)).rows,
      byApp: await app.db.select().from(organisations),
      byFunction: (await app.db.execute(sql`select has_organisations() as found`)).rows,
      queued: (await app.db.execute(sql`select count(*)::int as count from pgboss.sample`)).rows,
    };
    await Promise.all([app.close(), engine.close()]);
    return found;
  };

  const working = {
    byEngine: [{ name: 'O' }],
    byApp: [],
    byFunction: [{ found: true }],
    queued: [{ count: 1 }],
  };

  test('works for a superuser, four times at once and once more', async () => {
    await admin.execute(sql.raw(`create database ${name}`));
    const url = new URL(server.url);
    const urls = databaseUrls(urlFor(url.username, url.password));
    await Promise.all([1, 2, 3, 4].map(async () => migrate({ urls })));
    await migrate({ urls });
    expect(await tryOut(urls)).toEqual(working);
  });

  test('two databases of one server at once does not trip over the roles they share', async () => {
    const url = new URL(server.url);
    const all: DatabaseUrls[] = [];
    for (const suffix of ['a', 'b', 'c']) {
      await admin.execute(sql.raw(`create database ${name}_${suffix}`));
      const own = new URL(urlFor(url.username, url.password));
      own.pathname += `_${suffix}`;
      all.push(databaseUrls(own.href));
    }
    await Promise.all(all.map(async (urls) => migrate({ urls })));
    for (const urls of all) expect(await tryOut(urls)).toEqual(working);
  });

  test('works for a plain owner of the database who may create roles, and who stays out of the rows', async () => {
    const urls = await createOwned('createrole');
    await migrate({ urls });
    await migrate({ urls });
    expect(await tryOut(urls)).toEqual(working);
    const owner = new Client({ connectionString: urls.owner });
    await owner.connect();
    const { rows } = await owner.query('select (select count(*)::int from accounts) as accounts');
    await owner.end();
    expect(rows).toEqual([{ accounts: 0 }]);
  });

  test('makes roles that can log in and do nothing special', async () => {
    await migrate({ urls: await createOwned('createrole') });
    const { rows } = await admin.execute(sql`
      select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, rolreplication
      from pg_roles where rolname like 'rota\\_%' order by 1`);
    const plain = {
      rolcanlogin: true,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolinherit: false,
      rolreplication: false,
    };
    expect(rows).toEqual([
      { rolname: 'rota_app', ...plain },
      { rolname: 'rota_engine', ...plain },
    ]);
  });

  test('takes special rights away from roles that have them', async () => {
    await admin.execute(sql`create role rota_app login superuser bypassrls`);
    await admin.execute(sql.raw(`create database ${name}`));
    const url = new URL(server.url);
    await migrate({ urls: databaseUrls(urlFor(url.username, url.password)) });
    const { rows } = await admin.execute(
      sql`select rolsuper, rolbypassrls from pg_roles where rolname = 'rota_app'`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  test('gives the roles their new passwords after the owner’s has changed', async () => {
    await migrate({ urls: await createOwned('createrole') });
    await admin.execute(sql`alter role plain_owner password 'changed'`);
    const urls = databaseUrls(urlFor('plain_owner', 'changed'));
    await migrate({ urls });
    expect(await tryOut(urls)).toEqual(working);
  });

  test('leaves the password of a role alone when a given URL has another, and names the variable', async () => {
    const urls = await createOwned('createrole');
    await migrate({ urls });
    for (const [member, role, variable] of [
      ['app', 'rota_app', 'DATABASE_APP_URL'],
      ['engine', 'rota_engine', 'DATABASE_ENGINE_URL'],
    ] as const) {
      const mistyped = { ...urls, [member]: urlFor(role, 'mistyped') };
      const refusal: unknown = await migrate({ urls: mistyped }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(DatabaseSetupError);
      expect(String(refusal)).toContain(`Correct the password in ${variable}`);
      expect(String(refusal)).not.toContain('mistyped');
    }
    // Programs that run with the right ones still log in.
    expect(await tryOut(urls)).toEqual(working);
  });

  test('gives a role that is new the password of its URL', async () => {
    const urls = { ...(await createOwned('createrole')), app: urlFor('rota_app', 'chosen') };
    await migrate({ urls });
    expect(await tryOut(urls)).toEqual(working);
  });

  test('says which statements to run to a login that may not create roles, and works once they were run', async () => {
    const urls = await createOwned('');
    const refusal = await migrate({ urls }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseSetupError);
    const statements = String(refusal)
      .split('\n')
      .filter((line) => line.startsWith('  '));
    expect(statements).toHaveLength(6);
    for (const statement of statements) await admin.execute(sql.raw(statement.replace('…', 'chosen')));
    const given = databaseUrls(urls.owner, {
      appUrl: urlFor('rota_app', 'chosen'),
      engineUrl: urlFor('rota_engine', 'chosen'),
    });
    await migrate({ urls: given });
    expect(await tryOut(given)).toEqual(working);
  });

  test('refuses roles that cannot log in, and names the variable', async () => {
    const urls = await createOwned('');
    await admin.execute(sql`create role rota_app login noinherit password 'x'`);
    await admin.execute(sql`create role rota_engine login noinherit password 'x'`);
    await admin.execute(sql`grant rota_app to rota_engine`);
    await admin.execute(sql`grant rota_engine to plain_owner`);
    const wrong = { ...urls, engine: urlFor('rota_engine', 'x'), app: urlFor('rota_app', '') };
    await expect(migrate({ urls: wrong })).rejects.toThrow(/DATABASE_APP_URL/);
  });

  test('refuses a role’s URL that leads into another database', async () => {
    const urls = await createOwned('createrole');
    const astray = new URL(urls.app);
    astray.pathname = '/postgres';
    await expect(migrate({ urls: { ...urls, app: astray.href } })).rejects.toThrow(
      /DATABASE_APP_URL leads to another database/,
    );
  });

  test('refuses a role’s URL that logs in as somebody else', async () => {
    const urls = await createOwned('createrole');
    await expect(migrate({ urls: { ...urls, app: urls.owner } })).rejects.toThrow(
      /rota_app logs in as another role/,
    );
  });

  test('refuses a login that may not make tables, and says what to run', async () => {
    await admin.execute(sql`create role plain_owner login createrole password 'x'`);
    await admin.execute(sql.raw(`create database ${name}`));
    const urls = databaseUrls(urlFor('plain_owner', 'x'));
    await expect(migrate({ urls })).rejects.toThrow(`ALTER DATABASE ${name} OWNER TO plain_owner;`);
  });

  test('refuses a schema for the queue that is somebody else’s, and says what to run', async () => {
    const urls = await createOwned('createrole');
    await migrate({ urls });
    const owner = new Client({ connectionString: new URL(server.url.replace(/[^/]*$/, name)).href });
    await owner.connect();
    await owner.query('alter schema pgboss owner to current_user');
    await owner.end();
    await expect(migrate({ urls })).rejects.toThrow('ALTER SCHEMA pgboss OWNER TO rota_engine;');
  });
});
