import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { appears, createConsolePages } from './console-pages.ts';
import { accountsCsv, contactsCsv } from './examples.ts';

const { signedIn } = createConsolePages();
const csvFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('importing a file', () => {
  it('goes from the upload to the finished rows, and the rows that failed can be fetched', async () => {
    const rows = 2_000; // every 400th has a domain that is none
    const page = await signedIn();
    await page.getByRole('link', { name: 'Import a file' }).click();
    await page.getByRole('heading', { name: 'Import a file' }).waitFor();
    await page.locator('input[type="file"]').setInputFiles(csvFile('accounts.csv', accountsCsv(rows)));
    await page.getByText('CRM-10000 · CRM-10001').waitFor();
    const target = (column: string) => page.getByRole('combobox', { name: `What “${column}” becomes` });
    expect(await target('CRM id').inputValue()).toBe('External id');
    expect(await target('Company').inputValue()).toBe('Name');
    expect(await target('Website').inputValue()).toBe('Domain');
    expect(await target('City').inputValue()).toBe('Keep as attribute city');
    await target('Employees').click();
    await page.getByRole('option', { name: 'Leave out' }).click();
    await page.getByRole('button', { name: 'Start the import' }).click();

    const result = page.getByRole('region', { name: 'Result of the import' });
    await result.waitFor();
    expect((await result.locator('dd').allTextContents()).slice(0, 4)).toEqual(['2,000', '1,995', '0', '5']);
    const downloading = page.waitForEvent('download');
    await result.getByRole('button', { name: /Download row errors/ }).click();
    const errors = await readFile(await (await downloading).path(), 'utf8');
    expect(errors.trim().split(/\r?\n/)).toHaveLength(1 + 5);
    expect(errors).toContain('not a domain');

    await result.getByRole('link', { name: 'See the accounts' }).click();
    await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor();
    await page.getByRole('searchbox').fill('northwindtraders.example');
    await page.getByRole('link', { name: 'Northwind Traders', exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('CRM-10000').waitFor();
    await drawer.getByText('Oslo').waitFor();
    expect(await drawer.getByText('employees').count()).toBe(0);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?search=northwindtraders.example');
  });

  it('links contacts to the accounts of their rows, and doubles none when it runs again', async () => {
    const page = await signedIn();
    for (const counts of [
      ['300', '300', '0', '0'],
      ['300', '0', '300', '0'],
    ]) {
      await page.goto('/orgs/demo/import');
      await page.getByRole('radio', { name: /Contacts/ }).click();
      await page.locator('input[type="file"]').setInputFiles(csvFile('contacts.csv', contactsCsv(300)));
      await page.getByRole('button', { name: 'Start the import' }).click();
      const result = page.getByRole('region', { name: 'Result of the import' });
      await result.waitFor();
      expect((await result.locator('dd').allTextContents()).slice(0, 4)).toEqual(counts);
    }
    await page.goto('/orgs/demo/contacts?search=person0@rota.example');
    await page.getByRole('link', { name: 'Ada Okafor' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Northwind Traders' }).waitFor();
  });

  it('takes a file that is dropped', async () => {
    const page = await signedIn('/orgs/demo/import');
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
      return data;
    }, accountsCsv(3));
    await page.getByText('Drop a CSV file here').dispatchEvent('drop', { dataTransfer: dropped });
    expect(await appears(page.getByText('dropped.csv'))).toBe(true);
  });

  it('does not start with a file that cannot be imported, and says why', async () => {
    const page = await signedIn('/orgs/demo/import');
    await page.locator('input[type="file"]').setInputFiles(csvFile('empty.csv', ''));
    expect(await page.getByRole('alert').textContent()).toContain('The file is empty');
    await page
      .locator('input[type="file"]')
      .setInputFiles(csvFile('towns.csv', 'Town,People\nOslo,700000\n'));
    await page.getByText('One column must fill “External id” or “Domain”').waitFor();
    expect(await page.getByRole('button', { name: 'Start the import' }).isDisabled()).toBe(true);
  });
});

describe('files', () => {
  it('are listed, fetched as they were sent, and deleted once that is confirmed', async () => {
    const page = await signedIn();
    const text = 'Website\r\nkept-as-it-is.example\r\n';
    await page.goto('/orgs/demo/import');
    await page.locator('input[type="file"]').setInputFiles(csvFile('to-delete.csv', text));
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.getByRole('region', { name: 'Result of the import' }).waitFor();

    await page.getByRole('link', { name: 'Files' }).first().click();
    const row = page.getByRole('row').filter({ hasText: 'to-delete.csv' });
    const downloading = page.waitForEvent('download');
    await row.getByRole('button', { name: 'Download to-delete.csv' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('to-delete.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe(text);

    await row.getByRole('button', { name: 'Delete to-delete.csv' }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
    await row.waitFor();
    await row.getByRole('button', { name: 'Delete to-delete.csv' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
  });
});
