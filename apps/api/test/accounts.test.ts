import type { Account, AccountPage, Contact, ContactPage, Problem } from '@rota/contracts/server';
import { encodeId, newId } from '@rota/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from './harness.ts';
import { jobCallsOf } from './job-calls.ts';

const ORG = '/v1/orgs/{orgId}';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
  const { importCsv } = jobCallsOf(api);
  await importCsv('externalId,name,domain,Employees\n1,Acme,acme.com,5\n2,50% Off,,\n', {
    collection: 'accounts',
  });
  const people = 'email,firstName,lastName,accountDomain\nada@acme.com,Ada,Lovelace,acme.com\nb@x.org,,,\n';
  await importCsv(people, { collection: 'contacts' });
});
afterAll(() => api[Symbol.asyncDispose]());

const accounts = async (query = '') => (await api.call<AccountPage>('GET', `${ORG}/accounts${query}`)).body;
const contacts = async (query = '') => (await api.call<ContactPage>('GET', `${ORG}/contacts${query}`)).body;

describe('accounts', () => {
  test('are listed newest first, a page at a time', async () => {
    const first = await accounts('?limit=1');
    expect(first.data).toMatchObject([{ externalId: '2', name: '50% Off', domain: null, attributes: {} }]);
    const second = await accounts(`?limit=1&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({
      data: [{ externalId: '1', name: 'Acme', domain: 'acme.com', attributes: { Employees: '5' } }],
      nextCursor: null,
    });
  });

  test('are found by what they hold, in which % and _ stand for themselves', async () => {
    expect((await accounts('?search=ACME.c')).data).toMatchObject([{ name: 'Acme' }]);
    expect((await accounts('?search=0%25')).data).toMatchObject([{ name: '50% Off' }]);
    expect((await accounts('?search=c_e')).data).toEqual([]);
  });

  test('are read by their id, and missing ones are not found', async () => {
    const [account] = (await accounts()).data;
    expect((await api.call<Account>('GET', `${ORG}/accounts/${account?.id}`)).body).toEqual(account);
    const missing = await api.call<Problem>('GET', `${ORG}/accounts/${encodeId('acc', newId())}`);
    expect(missing).toMatchObject({ status: 404, body: { code: 'account.not_found' } });
  });
});

describe('contacts', () => {
  test('are listed newest first, with the account they belong to and empty names where none are known', async () => {
    const [, acme] = (await accounts()).data;
    expect((await contacts()).data).toMatchObject([
      { email: 'b@x.org', firstName: '', lastName: '', title: null, accountId: null },
      { email: 'ada@acme.com', firstName: 'Ada', lastName: 'Lovelace', accountId: acme?.id },
    ]);
  });

  test('are found by their whole name', async () => {
    expect((await contacts('?search=ada%20love')).data).toMatchObject([{ email: 'ada@acme.com' }]);
  });

  test('are read by their id, and missing ones are not found', async () => {
    const [contact] = (await contacts()).data;
    expect((await api.call<Contact>('GET', `${ORG}/contacts/${contact?.id}`)).body).toEqual(contact);
    const missing = await api.call<Problem>('GET', `${ORG}/contacts/${encodeId('con', newId())}`);
    expect(missing).toMatchObject({ status: 404, body: { code: 'contact.not_found' } });
  });
});
