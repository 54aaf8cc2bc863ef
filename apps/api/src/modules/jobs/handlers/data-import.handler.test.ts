import { accounts, contacts, encodeId, files, inOrganisation, newId } from '@rota/db';
import { createTestOrganisation } from '@rota/db/testing';
import { asc, eq } from 'drizzle-orm';
import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from '../../../../test/harness.ts';
import { jobCallsOf, type JobCalls } from '../../../../test/job-calls.ts';

let api: TestApi;
let calls: JobCalls;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
  calls = jobCallsOf(api);
});
beforeEach(async () => {
  for (const table of [contacts, accounts, files]) await api.database.owner.delete(table);
});
afterAll(() => api[Symbol.asyncDispose]());

type Choices = { collection?: string; mapping?: Record<string, string>; matchBy?: string };

const importCsv = (csv: string, choices: Choices = {}) =>
  calls.importCsv(csv, { collection: 'accounts', ...choices });

async function failToImport(csv: string | Uint8Array<ArrayBuffer>, choices: Choices = {}) {
  const { id: fileId } = await calls.uploadCsv([csv]);
  const job = await calls.runJob('data:import', { fileId, collection: 'accounts', ...choices });
  expect(job).toMatchObject({ status: 'failed', attempt: 1 });
  return job.error;
}

function storedAccounts() {
  return api.database.owner.select().from(accounts).orderBy(asc(accounts.id));
}

async function readErrors(fileId: string | null): Promise<string[][]> {
  const csv = await calls.download(fileId);
  // Spreadsheets take a file without it for one of their own code page.
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const [header, ...rows] = Papa.parse<string[]>(csv, { skipEmptyLines: true }).data;
  expect(header?.slice(0, 3)).toEqual(['row', 'column', 'message']);
  return rows;
}

describe('an import of accounts', () => {
  test('makes them, and run again updates them and doubles none', async () => {
    const csv =
      '\uFEFFExternal ID,Name,Domain,Staff\r\n1,"Example, Ltd",Example.COM,5\r\n2,"Two\nlines",,\r\n';
    expect(await importCsv(csv)).toEqual({
      rowsRead: 2,
      rowsCreated: 2,
      rowsUpdated: 0,
      rowsFailed: 0,
      errorsFileId: null,
    });
    expect(await storedAccounts()).toMatchObject([
      {
        orgId: api.tenant.orgId,
        externalId: '1',
        name: 'Example, Ltd',
        domain: 'example.com',
        attributes: { Staff: '5' },
      },
      { externalId: '2', name: 'Two\nlines', domain: null, attributes: {} },
    ]);
    expect(await importCsv(csv)).toMatchObject({ rowsCreated: 0, rowsUpdated: 2 });
    expect(await storedAccounts()).toHaveLength(2);
  });

  test('takes a mapping and a field to match by', async () => {
    await importCsv('Firma,Web,Nr\nA,a.com,7\n', {
      mapping: { Firma: 'name', Web: 'domain', Nr: 'attributes.number' },
      matchBy: 'domain',
    });
    expect(await storedAccounts()).toMatchObject([
      { name: 'A', domain: 'a.com', externalId: null, attributes: { number: '7' } },
    ]);
  });

  test('counts later rows of one record as updates, within a chunk and over chunks', async () => {
    const filler = Array.from({ length: 1_000 }, (_, index) => `f${index},F`);
    const rows = ['1,first', '1,second', ...filler, '1,last'];
    expect(await importCsv(`externalId,name\n${rows.join('\n')}\n`)).toMatchObject({
      rowsRead: 1_003,
      rowsCreated: 1_001,
      rowsUpdated: 2,
      rowsFailed: 0,
    });
    const [account] = await api.database.owner.select().from(accounts).where(eq(accounts.externalId, '1'));
    expect(account?.name).toBe('last');
  });

  test('gives the same outcome whichever chunk two rows that want one domain fall into', async () => {
    const filler = Array.from({ length: 1_000 }, (_, index) => `f${index},F,`);
    const [one, two] = ['1,A,a.com', '2,B,a.com'];
    for (const rows of [
      [one, two],
      [one, ...filler, two],
    ]) {
      await api.database.owner.delete(accounts);
      const output = await importCsv(`externalId,name,domain\n${rows.join('\n')}\n`);
      expect(output).toMatchObject({ rowsFailed: 1 });
      expect(await readErrors(output.errorsFileId)).toEqual([
        [
          String(rows.length + 1),
          'domain',
          'domain has a value that belongs to another account.',
          '2',
          'B',
          'a.com',
        ],
      ]);
    }
  });

  test('lets a domain move from one account to another within the file', async () => {
    await importCsv('externalId,name,domain\n1,A,a.com\n2,B,b.com\n');
    expect(await importCsv('externalId,domain\n2,a.com\n1,c.com\n')).toMatchObject({
      rowsUpdated: 2,
      rowsFailed: 0,
    });
    expect(await storedAccounts()).toMatchObject([{ domain: 'c.com' }, { domain: 'a.com' }]);
  });

  test('never touches those of another organisation', async () => {
    const other = await createTestOrganisation(api.database);
    const foreign = { id: newId(), orgId: other, externalId: '1', name: 'theirs', domain: 'a.com' };
    await inOrganisation(api.database.db, other, (tx) => tx.insert(accounts).values(foreign));
    expect(await importCsv('externalId,name,domain\n1,ours,a.com\n')).toMatchObject({ rowsCreated: 1 });
    expect(await storedAccounts()).toMatchObject([{ name: 'theirs' }, { name: 'ours' }]);
  });
});

describe('an import of contacts', () => {
  test('finds their accounts by external id or domain', async () => {
    await importCsv('externalId,name,domain\nacme,Acme,acme.com\n');
    const output = await importCsv(
      'E-Mail,First name,Last name,Title,Account external id,Account domain\n' +
        'Ada@Example.com,Ada,Lovelace,Analyst,acme,\n' +
        'b@example.com,,,,,ACME.com\n' +
        'c@example.com,,,,nobody,\n',
      { collection: 'contacts' },
    );
    expect(output).toMatchObject({ rowsRead: 3, rowsCreated: 2, rowsFailed: 1 });
    const [account] = await storedAccounts();
    expect(await api.database.owner.select().from(contacts).orderBy(asc(contacts.id))).toMatchObject([
      {
        email: 'ada@example.com',
        firstName: 'Ada',
        lastName: 'Lovelace',
        title: 'Analyst',
        accountId: account?.id,
      },
      { email: 'b@example.com', firstName: null, accountId: account?.id },
    ]);
    expect(await readErrors(output.errorsFileId)).toEqual([
      [
        '4',
        'Account external id',
        'Account external id names an account that does not exist.',
        'c@example.com',
        '',
        '',
        '',
        'nobody',
        '',
      ],
    ]);
  });
});

describe('rows that fail', () => {
  test('are left out, and reported with row, columns, reasons and their cells, which start no formula', async () => {
    const output = await importCsv(
      'externalId,name,domain,note\n' +
        '1,A,a.com,fine\n' +
        '2,,nonsense,"=HYPERLINK(""x"")"\n' +
        '3,C\n' +
        ',D,d.com,\n' +
        '5,,e.com,\n' +
        '6,"F"x,f.com,\n',
    );
    expect(output).toMatchObject({ rowsRead: 6, rowsCreated: 1, rowsUpdated: 0, rowsFailed: 5 });
    expect(await readErrors(output.errorsFileId)).toEqual([
      [
        '3',
        'domain',
        'domain is not a domain name such as example.com.',
        '2',
        '',
        'nonsense',
        `'=HYPERLINK("x")`,
      ],
      ['4', '', 'The row has 2 cells, the header has 4.', '3', 'C'],
      ['5', 'externalId', 'externalId is empty, and rows are matched by it.', '', 'D', 'd.com', ''],
      ['6', 'name', 'name is missing, and a new account needs one.', '5', '', 'e.com', ''],
      ['7', '', 'The row cannot be read: text follows a closing quotation mark.', '6', 'Fx', 'f.com', ''],
    ]);
    expect(await storedAccounts()).toMatchObject([{ externalId: '1' }]);
  });

  test('can be corrected in the errors file, which is imported like any other', async () => {
    const { errorsFileId } = await importCsv('externalId,name,phone\n1,,+49 123\n');
    const corrected = (await calls.download(errorsFileId)).replace('1,,', '1,A,');
    expect(await importCsv(corrected)).toMatchObject({ rowsCreated: 1, rowsFailed: 0 });
    expect(await storedAccounts()).toMatchObject([
      { externalId: '1', name: 'A', attributes: { phone: '+49 123' } },
    ]);
  });

  test('can be corrected in many rounds, each of which reports the cells as they were', async () => {
    const mapping = { id: 'externalId', name: 'name', row: 'attributes.line', '=x': 'attributes.x' };
    const { errorsFileId: first } = await importCsv("id,name,row,=x\n1,,7,=SUM(A1)\n2,,8,'+9\n", { mapping });
    const report = await calls.download(first);
    // As the console asks for it, which sees the columns of the errors file.
    const console = { "'=x": 'attributes.x', id: 'externalId', name: 'name', row: 'attributes.line' };
    const again = await importCsv(report, { mapping: { ...console, column: 'ignore', message: 'ignore' } });
    expect(again).toMatchObject({ rowsRead: 2, rowsFailed: 2 });
    expect(await calls.download(again.errorsFileId)).toBe(report);

    const corrected = report.replace('1,,', '1,A,').replace('2,,', '2,B,');
    expect(await importCsv(corrected, { mapping })).toMatchObject({ rowsCreated: 2, rowsFailed: 0 });
    expect((await storedAccounts()).map(({ attributes }) => attributes)).toEqual([
      { line: '7', x: '=SUM(A1)' },
      { line: '8', x: "'+9" },
    ]);
  });

  test('of a file with as many columns as one may have can be imported again', async () => {
    const names = Array.from({ length: 498 }, (_, index) => `c${index}`).join(',');
    const { errorsFileId } = await importCsv(`externalId,name,${names}\n1,${','.repeat(498)}\n`);
    const corrected = (await calls.download(errorsFileId)).replace(',1,,', ',1,A,');
    expect(await importCsv(corrected)).toMatchObject({ rowsCreated: 1, rowsFailed: 0 });
  });

  test('are in a file that expires, with a name that says what it is', async () => {
    const { id: fileId } = await calls.uploadCsv(['externalId,name\n1,\n'], 'Customers.csv');
    await calls.runJob('data:import', { fileId, collection: 'accounts' });
    const [, errors] = await api.database.owner.select().from(files).orderBy(asc(files.id));
    expect(errors).toMatchObject({
      name: 'Customers (errors).csv',
      contentType: 'text/csv',
      orgId: api.tenant.orgId,
    });
    expect((errors?.expiresAt?.getTime() ?? 0) - (errors?.createdAt.getTime() ?? 0)).toBe(
      30 * 24 * 3_600_000,
    );
  });

  test('may be all of them', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => `${index}`);
    const output = await importCsv(`externalId,name\n${rows.map((row) => `${row},\n`).join('')}`);
    expect(output).toMatchObject({ rowsRead: 2_500, rowsFailed: 2_500 });
    expect((await readErrors(output.errorsFileId)).map((cells) => cells[3])).toEqual(rows);
  });
});

describe('a job', () => {
  test('shows progress and writes what it did to its log', async () => {
    const { id: fileId } = await calls.uploadCsv(['externalId,name\n1,A\n2,\n']);
    const job = await calls.runJob('data:import', { fileId, collection: 'accounts' });
    expect(job).toMatchObject({ status: 'completed', progress: { percent: 100, message: '2 rows' } });
    expect((await calls.logs(job.id)).map(({ level, message }) => [level, message])).toEqual([
      ['info', 'Columns planned'],
      ['warn', 'A row failed'],
      ['warn', 'Import finished'],
    ]);
  });

  test('completes with a file of nothing but a header', async () => {
    expect(await importCsv('externalId,name')).toEqual({
      rowsRead: 0,
      rowsCreated: 0,
      rowsUpdated: 0,
      rowsFailed: 0,
      errorsFileId: null,
    });
  });

  test('fails for good when its file is missing, expired, or of another organisation', async () => {
    const other = await createTestOrganisation(api.database);
    const { id: expired } = await calls.uploadCsv(['externalId\n']);
    await api.database.owner.update(files).set({ expiresAt: new Date(0) });
    const { id: foreign } = await calls.uploadCsv(['externalId\n']);
    await api.database.owner.update(files).set({ orgId: other }).where(eq(files.orgId, api.tenant.orgId));
    for (const fileId of [encodeId('fil', newId()), expired, foreign]) {
      expect(await calls.runJob('data:import', { fileId, collection: 'accounts' })).toMatchObject({
        status: 'failed',
        attempt: 1,
        error: { code: 'file.not_found', message: `There is no file ${fileId}, or it has expired.` },
      });
    }
  });

  test('fails for good when the file is empty', async () => {
    expect(await failToImport('\uFEFF\r\n')).toMatchObject({ code: 'import.file_empty' });
  });

  test('fails for good when the columns do not fit, and says everything that is wrong', async () => {
    expect(await failToImport('a,b\n1,2\n', { mapping: { a: 'email', c: 'name' } })).toMatchObject({
      code: 'import.columns_invalid',
      message:
        'The columns cannot be imported: "a" is mapped to "email", which is no field of accounts (externalId, name, ' +
        'domain, attributes.<name> or ignore); the mapping names a column "c", which the file does not have; no column fills ' +
        'externalId or domain, by which rows are matched.',
    });
  });

  test('fails for good at bytes that are not UTF-8, keeps the chunks before them, and leaves no errors file', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${index === 5 ? '' : 'A'}\n`).join(
      '',
    );
    const csv = Buffer.concat([Buffer.from(`externalId,name\n${rows}`), Buffer.from('x,\xE4\n', 'latin1')]);
    expect(await failToImport(csv)).toEqual({
      code: 'import.csv_unreadable',
      message: expect.stringContaining('The file cannot be read as CSV: line 20002 is not UTF-8 text.'),
      attempt: 1,
    });
    expect((await storedAccounts()).length).toBeGreaterThan(0);
    expect(await api.database.owner.select().from(files)).toHaveLength(1);
  });
});
