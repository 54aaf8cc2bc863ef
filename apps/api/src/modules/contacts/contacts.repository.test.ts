import { contacts, inOrganisation, type Transaction } from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { upsertAccounts } from '../accounts/index.ts';
import {
  findContact,
  listContacts,
  upsertContacts,
  type ContactRow,
  type ContactUpsertOutcome,
  type ContactValues,
} from './contacts.repository.ts';

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

type Row = Omit<ContactValues, 'attributes'> & { attributes?: Record<string, unknown> };

function upsert(
  rows: Row[],
  matchBy: 'externalId' | 'email' = 'externalId',
): Promise<ContactUpsertOutcome[]> {
  const values = rows.map((row) => ({ attributes: {}, ...row }));
  return inOrg((tx) => upsertContacts(tx, { orgId, rows: values, matchBy }));
}

function stored(): Promise<ContactRow[]> {
  return database.owner.select().from(contacts).where(eq(contacts.orgId, orgId)).orderBy(asc(contacts.id));
}

describe('upsertContacts', () => {
  test('makes contacts in the order of the rows, and updates them the second time', async () => {
    const rows = [
      {
        externalId: '2',
        email: 'b@x.org',
        firstName: 'B',
        lastName: 'Bee',
        title: 'Boss',
        attributes: { a: '1' },
      },
      { externalId: '1' },
    ];
    expect(await upsert(rows)).toEqual(['created', 'created']);
    expect(await stored()).toMatchObject([
      rows[0],
      { ...rows[1], email: null, firstName: null, accountId: null },
    ]);
    expect(await upsert(rows)).toEqual(['updated', 'updated']);
    expect(await stored()).toHaveLength(2);
  });

  test('leaves what a row does not say, and merges attributes by name', async () => {
    await upsert(
      [{ email: 'a@x.org', firstName: 'A', title: 'Boss', attributes: { x: '1', y: '1' } }],
      'email',
    );
    await upsert([{ email: 'a@x.org', externalId: '7', lastName: 'Aye', attributes: { y: '2' } }], 'email');
    expect(await stored()).toMatchObject([
      { externalId: '7', firstName: 'A', lastName: 'Aye', title: 'Boss', attributes: { x: '1', y: '2' } },
    ]);
  });

  test('does not touch a row that says nothing new', async () => {
    await upsert([{ externalId: '1', firstName: 'A' }]);
    const before = await stored();
    expect(await upsert([{ externalId: '1', firstName: 'A' }])).toEqual(['updated']);
    expect(await stored()).toEqual(before);
  });

  test('finds the account by external id, or else by domain, and says when there is none', async () => {
    await inOrg((tx) =>
      upsertAccounts(tx, {
        orgId,
        rows: [{ externalId: 'acme', name: 'Acme', domain: 'acme.com', attributes: {} }],
        matchBy: 'externalId',
      }),
    );
    const outcomes = await upsert([
      { externalId: '1', accountExternalId: 'acme' },
      { externalId: '2', accountDomain: 'acme.com' },
      { externalId: '3', accountExternalId: 'nobody', accountDomain: 'acme.com' },
      { externalId: '4', accountDomain: 'nobody.com' },
      { externalId: '5' },
    ]);
    expect(outcomes).toEqual(['created', 'created', 'account_missing', 'account_missing', 'created']);
    const [first, second, third] = await stored();
    expect(first?.accountId).toEqual(expect.any(String));
    expect(second?.accountId).toBe(first?.accountId);
    expect(third?.accountId).toBeNull();
  });

  test('does not find an account of another organisation', async () => {
    const rows = [{ externalId: 'acme', name: 'Acme', attributes: {} }];
    await inOrg((tx) => upsertAccounts(tx, { orgId, rows, matchBy: 'externalId' }));
    orgId = await createTestOrganisation(database);
    expect(await upsert([{ externalId: '1', accountExternalId: 'acme' }])).toEqual(['account_missing']);
  });

  test('says of a row whose e-mail address belongs to another contact, and writes the others', async () => {
    await upsert([{ externalId: '1', email: 'a@x.org' }]);
    const outcomes = await upsert([
      { externalId: '2', email: 'a@x.org' },
      { externalId: '3', email: 'c@x.org' },
      { externalId: '4', email: 'c@x.org' },
    ]);
    expect(outcomes).toEqual(['taken', 'created', 'undecided']);
  });
});

describe('listContacts', () => {
  const search = async (text: string) => {
    const page = { limit: 10, after: null };
    const rows = await inOrg((tx) => listContacts(tx, { orgId, search: text, page }));
    return rows.map((row) => row.externalId);
  };

  test('searches both names at once, e-mail address and external id, newest first', async () => {
    await upsert([
      { externalId: '1', firstName: 'Ada', lastName: 'Lovelace' },
      { externalId: '2', email: 'ada@x.org' },
      { externalId: 'ADA-3' },
      { externalId: '4', lastName: 'Babbage' },
    ]);
    expect(await search('ada')).toEqual(['ADA-3', '2', '1']);
    expect(await search('ada LOVE')).toEqual(['1']);
  });
});

test('findContact finds in its own organisation only', async () => {
  await upsert([{ externalId: '1' }]);
  const [contact] = await stored();
  const contactId = contact?.id ?? '';
  expect(await inOrg((tx) => findContact(tx, { orgId, contactId }))).toEqual(contact);
  orgId = await createTestOrganisation(database);
  expect(await inOrg((tx) => findContact(tx, { orgId, contactId }))).toBeUndefined();
});
