import { accounts, inOrganisation, isUniqueViolation, type Transaction } from '@rota/db';
import { createTestDatabase, createTestOrganisation, waitForLock, type TestDatabase } from '@rota/db/testing';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  findAccount,
  listAccounts,
  upsertAccounts,
  type AccountRow,
  type AccountUpsertOutcome,
  type AccountValues,
} from './accounts.repository.ts';

let database: TestDatabase;
let orgId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  orgId = await createTestOrganisation(database);
});
afterAll(() => database.drop());

const inOrg = <T>(work: (tx: Transaction) => Promise<T>) => inOrganisation(database.db, orgId, work);

type Row = Omit<AccountValues, 'attributes'> & { attributes?: Record<string, unknown> };

function upsert(
  rows: Row[],
  matchBy: 'externalId' | 'domain' = 'externalId',
): Promise<AccountUpsertOutcome[]> {
  const values = rows.map((row) => ({ attributes: {}, ...row }));
  return inOrg((tx) => upsertAccounts(tx, { orgId, rows: values, matchBy }));
}

function stored(): Promise<AccountRow[]> {
  return database.owner.select().from(accounts).where(eq(accounts.orgId, orgId)).orderBy(asc(accounts.id));
}

describe('upsertAccounts', () => {
  test('makes accounts in the order of the rows, and updates them the second time', async () => {
    const rows = [
      { externalId: '2', name: 'B', domain: 'b.com', attributes: { size: '5' } },
      { externalId: '1', name: 'A' },
    ];
    expect(await upsert(rows)).toEqual(['created', 'created']);
    expect(await stored()).toMatchObject([rows[0], { ...rows[1], domain: null, attributes: {} }]);
    expect(await upsert(rows)).toEqual(['updated', 'updated']);
    expect(await stored()).toHaveLength(2);
  });

  test('leaves what a row does not say, and merges attributes by name', async () => {
    await upsert([{ externalId: '1', name: 'A', domain: 'a.com', attributes: { x: '1', y: '1' } }]);
    await upsert([{ externalId: '1', attributes: { y: '2', z: '3' } }]);
    expect(await stored()).toMatchObject([
      { name: 'A', domain: 'a.com', attributes: { x: '1', y: '2', z: '3' } },
    ]);
  });

  test('does not touch a row that says nothing new', async () => {
    await upsert([{ externalId: '1', name: 'A', attributes: { x: '1' } }]);
    const before = await stored();
    expect(await upsert([{ externalId: '1', name: 'A', attributes: { x: '1' } }])).toEqual(['updated']);
    expect(await stored()).toEqual(before);
  });

  test('matches by domain when told, and then fills in the external id', async () => {
    await upsert([{ domain: 'a.com', name: 'A' }], 'domain');
    expect(await upsert([{ domain: 'a.com', externalId: '1' }], 'domain')).toEqual(['updated']);
    expect(await stored()).toMatchObject([{ domain: 'a.com', name: 'A', externalId: '1' }]);
  });

  test('says of a row without a name that finds no account, and writes the others', async () => {
    expect(await upsert([{ externalId: '1' }, { externalId: '2', name: 'B' }])).toEqual([
      'name_missing',
      'created',
    ]);
    expect(await stored()).toMatchObject([{ externalId: '2' }]);
  });

  test('says of a row whose domain belongs to another account, and writes the others', async () => {
    await upsert([{ externalId: '1', name: 'A', domain: 'a.com' }]);
    const outcomes = await upsert([
      { externalId: '2', name: 'B', domain: 'a.com' },
      { externalId: '3', name: 'C', domain: 'c.com' },
      { externalId: '1', name: 'A2' },
    ]);
    expect(outcomes).toEqual(['taken', 'created', 'updated']);
  });

  test('leaves the second of two rows that want one domain undecided', async () => {
    const rows = [
      { externalId: '1', name: 'A', domain: 'a.com' },
      { externalId: '2', name: 'B', domain: 'a.com' },
    ];
    expect(await upsert(rows)).toEqual(['created', 'undecided']);
    expect(await upsert(rows)).toEqual(['updated', 'taken']);
  });

  test('leaves a row undecided whose account a transaction beside it made meanwhile', async () => {
    const { promise: isInserted, resolve: inserted } = Promise.withResolvers<void>();
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const beside = inOrg(async (tx) => {
      await upsertAccounts(tx, {
        orgId,
        rows: [{ externalId: '1', name: 'A', attributes: {} }],
        matchBy: 'externalId',
      });
      inserted();
      await mayCommit;
    });
    await isInserted;
    const outcomes = upsert([
      { externalId: '1', name: 'A' },
      { externalId: '2', name: 'B' },
    ]);
    await waitForLock(database);
    commit();
    await beside;
    expect(await outcomes).toEqual(['undecided', 'created']);
  });

  test('fails by a unique violation when an update meets a domain that was taken meanwhile', async () => {
    await upsert([{ externalId: '1', name: 'A' }]);
    const { promise: isInserted, resolve: inserted } = Promise.withResolvers<void>();
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const beside = inOrg(async (tx) => {
      const rows = [{ externalId: '2', name: 'B', domain: 'a.com', attributes: {} }];
      await upsertAccounts(tx, { orgId, rows, matchBy: 'externalId' });
      inserted();
      await mayCommit;
    });
    await isInserted;
    const failure = upsert([{ externalId: '1', domain: 'a.com' }]).catch((error: unknown) => error);
    await waitForLock(database);
    commit();
    await beside;
    expect(isUniqueViolation(await failure)).toEqual({ constraint: 'accounts_domain_key' });
  });

  test('never finds or touches an account of another organisation', async () => {
    await upsert([{ externalId: '1', name: 'A', domain: 'a.com' }]);
    const first = orgId;
    orgId = await createTestOrganisation(database);
    expect(await upsert([{ externalId: '1', name: 'B', domain: 'a.com' }])).toEqual(['created']);
    expect(await database.owner.select().from(accounts).where(eq(accounts.orgId, first))).toMatchObject([
      { name: 'A' },
    ]);
  });

  test('takes an empty set', async () => {
    expect(await upsert([])).toEqual([]);
  });
});

test('listAccounts searches name, domain and external id, newest first', async () => {
  await upsert([
    { externalId: 'X-Acme', name: 'One' },
    { externalId: '2', name: 'Two', domain: 'acme.com' },
    { externalId: '3', name: 'The ACME company' },
    { externalId: '4', name: 'Other' },
  ]);
  const page = { limit: 10, after: null };
  const rows = await inOrg((tx) => listAccounts(tx, { orgId, search: 'aCMe', page }));
  expect(rows.map(({ name }) => name)).toEqual(['The ACME company', 'Two', 'One']);
});

test('findAccount finds in its own organisation only', async () => {
  await upsert([{ externalId: '1', name: 'A' }]);
  const [account] = await stored();
  const accountId = account?.id ?? '';
  expect(await inOrg((tx) => findAccount(tx, { orgId, accountId }))).toEqual(account);
  orgId = await createTestOrganisation(database);
  expect(await inOrg((tx) => findAccount(tx, { orgId, accountId }))).toBeUndefined();
});
