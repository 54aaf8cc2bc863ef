import { accounts, contacts, inOrganisation, newId } from '@rota/db';
import { createTestDatabase, createTestOrganisation, waitForLock, type TestDatabase } from '@rota/db/testing';
import type { OrganisationDatabase } from '@rota/jobs';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImportPlan } from './import-columns.ts';
import type { ImportValues } from './import-row.ts';
import { inImportTransaction } from './import-transaction.ts';
import { createRowWriter } from './row-writer.ts';

let database: TestDatabase;
let orgId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  orgId = await createTestOrganisation(database);
});
afterAll(() => database.drop());

function organisation(id = orgId): OrganisationDatabase {
  return { transaction: (work) => inOrganisation(database.db, id, (tx) => work(tx, id)) };
}

/** Writes sets in transactions of their own. */
function writer(collection: ImportPlan['collection'] = 'accounts', id = orgId) {
  const write = createRowWriter({ collection, matchBy: 'externalId' });
  return (rows: readonly ImportValues[]) =>
    inImportTransaction(organisation(id), (tx) => write(tx, { orgId: id, rows }));
}

const row = (externalId: string, more: Partial<ImportValues> = {}): ImportValues => ({
  externalId,
  name: externalId,
  attributes: {},
  ...more,
});

const storedAccounts = () =>
  database.owner.select().from(accounts).where(eq(accounts.orgId, orgId)).orderBy(asc(accounts.externalId));

/** Holds what `work` did in an open transaction until the writer waits for it, then commits. */
async function beside<T>(
  work: Parameters<OrganisationDatabase['transaction']>[0],
  write: () => Promise<T>,
): Promise<T> {
  const { promise: isDone, resolve: done } = Promise.withResolvers<void>();
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
  const other = organisation().transaction(async (tx, id) => {
    await work(tx, id);
    done();
    await mayCommit;
  });
  await isDone;
  const written = write();
  await waitForLock(database);
  commit();
  await other;
  return await written;
}

describe('a set', () => {
  test('lets values move between its rows, in any order', async () => {
    const write = writer();
    await write([row('1', { domain: 'a.com' }), row('2', { domain: 'b.com' })]);
    const outcomes = await write([
      row('3', { domain: 'b.com' }),
      row('2', { domain: 'a.com' }),
      row('1', { domain: 'c.com' }),
    ]);
    expect(outcomes).toEqual(['created', 'updated', 'updated']);
    expect(await storedAccounts()).toMatchObject([
      { domain: 'c.com' },
      { domain: 'a.com' },
      { domain: 'b.com' },
    ]);
  });

  test('gives a value that two rows want to the first, and tells the second', async () => {
    expect(await writer()([row('1', { domain: 'a.com' }), row('2', { domain: 'a.com' })])).toEqual([
      'created',
      'taken',
    ]);
  });

  test('updates what a transaction beside it has just made', async () => {
    const outcomes = await beside(
      (tx) => tx.insert(accounts).values({ id: newId(), orgId, externalId: '2', name: 'theirs' }),
      () => writer()([row('1'), row('2'), row('3')]),
    );
    expect(outcomes).toEqual(['created', 'updated', 'created']);
    expect(await storedAccounts()).toMatchObject([{ name: '1' }, { name: '2' }, { name: '3' }]);
  });

  test('loses one row, and no other, to a transaction beside it that takes a value', async () => {
    const rows = ['1', '2', '3', '4', '5'].map((id) => row(id));
    await writer()(rows);
    const outcomes = await beside(
      (tx) => tx.insert(accounts).values({ id: newId(), orgId, name: 'theirs', domain: 'a.com' }),
      () =>
        writer()(
          rows.map((each) => ({ ...each, name: 'new', ...(each.externalId === '3' && { domain: 'a.com' }) })),
        ),
    );
    expect(outcomes).toEqual(['updated', 'updated', 'taken', 'updated', 'updated']);
    expect((await storedAccounts()).map(({ name }) => name)).toEqual([
      'new',
      'new',
      '3',
      'new',
      'new',
      'theirs',
    ]);
  });

  test('loses one row, and no other, when an account goes that a contact names', async () => {
    const accountId = newId();
    await organisation().transaction((tx) =>
      tx.insert(accounts).values({ id: accountId, orgId, externalId: 'x', name: 'x' }),
    );
    const write = writer('contacts');
    const contact = (externalId: string, more: Partial<ImportValues> = {}) => ({
      externalId,
      attributes: {},
      ...more,
    });
    const outcomes = await beside(
      (tx) => tx.delete(accounts).where(eq(accounts.id, accountId)),
      () => write([contact('1'), contact('2', { accountExternalId: 'x' }), contact('3')]),
    );
    expect(outcomes).toEqual(['created', 'account_missing', 'created']);
    expect(await database.owner.select().from(contacts).where(eq(contacts.orgId, orgId))).toHaveLength(2);
  });

  test('loses one row, and no other, to a value that nobody foresaw', async () => {
    const rows = [row('1'), row('2', { attributes: { note: 'a\0b' } }), row('3')];
    expect(await writer()(rows)).toEqual(['created', 'refused', 'created']);
  });
});

test('imports of the same rows in opposite orders at the same time end, complete and with nothing doubled', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => row(String(index), { domain: `d${index}.com` }));
  for (let round = 0; round < 3; round += 1) {
    const named = rows.map((each) => ({ ...each, name: `round ${round}` }));
    const outcomes = await Promise.all([named, named.toReversed(), named].map((set) => writer()(set)));
    expect(new Set(outcomes.flat())).toEqual(new Set(round === 0 ? ['created', 'updated'] : ['updated']));
  }
  expect(await storedAccounts()).toHaveLength(500);
});

test("a failure that is no row's is thrown, and says nothing of the rows", async () => {
  const write = writer('accounts', newId());
  const failure = await write([row('secret')]).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'import.write_failed',
    message: 'The rows could not be written to the database (23503).',
  });
  expect((failure as Error).stack).not.toContain('secret');
});
