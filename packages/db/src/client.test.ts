import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type DatabaseConnection, inOrganisation, withKeyHash } from './client.ts';
import { newId } from './ids.ts';
import { apiKeys, organisations } from './schema/index.ts';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let connection: DatabaseConnection;
const errors: Error[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  // One connection, so that what follows on it is what came before.
  connection = createDatabase({
    url: database.urls.app,
    applicationName: 'client test',
    poolMax: 1,
    onError: (error) => errors.push(error),
  });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

describe('a transaction in an organisation', () => {
  test('sees its rows, and the next one on the same connection does not', async () => {
    const orgId = await createTestOrganisation(database);
    const inside = await inOrganisation(connection.db, orgId, async (tx) => tx.select().from(organisations));
    const outside = await connection.db.select().from(organisations);
    expect(inside.map(({ id }) => id)).toEqual([orgId]);
    expect(outside).toEqual([]);
  });

  test('leaves nothing behind when its work throws', async () => {
    const id = newId();
    const attempt = inOrganisation(connection.db, id, async (tx) => {
      await tx.insert(organisations).values({ id, name: 'Gone', slug: 'gone' });
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    expect(await inOrganisation(connection.db, id, async (tx) => tx.select().from(organisations))).toEqual(
      [],
    );
  });

  test('that loses its connection between two statements fails without ending the process', async () => {
    const orgId = await createTestOrganisation(database);
    const attempt = inOrganisation(connection.db, orgId, async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await database.owner.execute(sql`select pg_terminate_backend(${rows[0]!.pid}, 5000)`);
      await tx.execute(sql`select 1`);
    });
    await expect(attempt).rejects.toThrow();
    expect(errors).not.toEqual([]);
    // The pool has replaced it.
    expect((await connection.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  });
});

describe('a transaction with the hash of a key', () => {
  test('reads that key and no other, and nothing else of the organisation', async () => {
    const orgId = await createTestOrganisation(database);
    const mine = 'a'.repeat(64);
    await database.owner.insert(apiKeys).values([
      { id: newId(), orgId, name: 'mine', prefix: 'rota_aaaaaaa', keyHash: mine },
      { id: newId(), orgId, name: 'other', prefix: 'rota_bbbbbbb', keyHash: 'b'.repeat(64) },
    ]);
    const seen = await withKeyHash(connection.db, mine, async (tx) => ({
      keys: await tx.select().from(apiKeys),
      organisations: await tx.select().from(organisations),
    }));
    expect(seen.keys.map(({ name }) => name)).toEqual(['mine']);
    expect(seen.organisations).toEqual([]);
    expect(await connection.db.select().from(apiKeys)).toEqual([]);
  });

  test('changes nothing', async () => {
    const orgId = await createTestOrganisation(database);
    const keyHash = 'c'.repeat(64);
    await database.owner.insert(apiKeys).values({ id: newId(), orgId, name: 'k', prefix: 'p', keyHash });
    const changed = await withKeyHash(connection.db, keyHash, async (tx) =>
      tx.update(apiKeys).set({ name: 'taken' }),
    );
    expect(changed.rowCount).toBe(0);
  });
});

test('closing twice closes once', async () => {
  const short = createDatabase({
    url: database.urls.app,
    applicationName: 'x',
    poolMax: 1,
    onError: () => {},
  });
  await short.db.execute(sql`select 1`);
  expect(await Promise.all([short.close(), short.close()])).toEqual([undefined, undefined]);
});

test('a server that is away is reported within the time for connecting', async () => {
  const away = createDatabase({
    url: 'postgres://rota_app:x@127.0.0.1:1/rota',
    applicationName: 'x',
    poolMax: 1,
    connectTimeoutMs: 500,
    onError: () => {},
  });
  await expect(away.db.execute(sql`select 1`)).rejects.toThrow();
  await away.close();
});
