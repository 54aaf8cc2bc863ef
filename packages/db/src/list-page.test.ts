import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inOrganisation } from './client.ts';
import { newId } from './ids.ts';
import { containsText, newestFirst, type PageRequest } from './list-page.ts';
import { accounts } from './schema/index.ts';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let orgId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  orgId = await createTestOrganisation(database);
});
afterAll(() => database.drop());

type Named = { id: string; name: string };

async function insert(...names: string[]): Promise<Named[]> {
  const rows = names.map((name) => ({ id: newId(), orgId, name }));
  await database.owner.insert(accounts).values(rows);
  return rows;
}

/** As somebody whom row-level security does not hold: the filter by organisation is the query's. */
async function list(page: PageRequest, search?: string): Promise<string[]> {
  const filter = search === undefined ? undefined : containsText(search, [accounts.name, accounts.domain]);
  const query = database.owner.select().from(accounts).$dynamic();
  const rows = await newestFirst(query, { table: accounts, orgId, page, filter });
  return rows.map(({ name }) => name);
}

describe('a page', () => {
  test('has the newest first and one more than its limit, and the next goes on after its last', async () => {
    const rows = await insert('A', 'B', 'C', 'D');
    expect(await list({ limit: 2, after: null })).toEqual(['D', 'C', 'B']);
    expect(await list({ limit: 2, after: rows[2]?.id ?? '' })).toEqual(['B', 'A']);
  });

  test('has no rows of other organisations, whoever reads it', async () => {
    const [first] = await insert('A');
    orgId = await createTestOrganisation(database);
    await insert('B');
    expect(await list({ limit: 10, after: null })).toEqual(['B']);
    expect(await list({ limit: 10, after: first?.id ?? '' })).toEqual([]);
  });

  test('is read from the key of its table, without sorting', async () => {
    const query = newestFirst(database.db.select().from(accounts).$dynamic(), {
      table: accounts,
      orgId,
      page: { limit: 50, after: newId() },
    });
    const plan = await inOrganisation(database.db, orgId, async (tx) => {
      await tx.execute('set local enable_seqscan = off');
      return tx.execute(sql`explain ${query}`);
    });
    const text = JSON.stringify(plan.rows);
    expect(text).toContain('accounts_org_id_id_key');
    expect(text).not.toContain('Sort');
  });
});

describe('a search', () => {
  test('finds a text anywhere in one of the columns, whatever the case', async () => {
    await insert('The ACME company', 'Other');
    await database.owner
      .insert(accounts)
      .values({ id: newId(), orgId, name: 'By domain', domain: 'acme.example' });
    expect(await list({ limit: 10, after: null }, 'aCMe')).toEqual(['By domain', 'The ACME company']);
  });

  test.each(['%', '_', '\\', "'"])('takes %j for itself', async (character) => {
    await insert(`50${character} off`, 'none');
    expect(await list({ limit: 10, after: null }, character)).toEqual([`50${character} off`]);
  });
});
