import type { Page } from 'playwright-core';
import { accountsCsv } from './examples.ts';

/** One thing to look at. */
export interface Scene {
  name: string;
  isSignedOut?: true;
  /** Brings the page there from the list of jobs, or from the sign-in page. */
  show: (page: Page) => Promise<unknown>;
  /** Undoes what would be seen in the scenes after it. */
  leave?: (page: Page) => Promise<unknown>;
}

/** Every page, and the states of pages that differ most. */
export const scenes: Scene[] = [
  { name: 'sign-in', isSignedOut: true, show: async (page) => await page.getByLabel('API key').waitFor() },
  {
    name: 'sign-in-refused',
    isSignedOut: true,
    show: async (page) => {
      await page.getByLabel('API key').fill('rota_this_is_not_a_key');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'jobs', show: async (page) => await open(page, 'jobs') },
  {
    name: 'jobs-filter',
    show: async (page) => {
      await open(page, 'jobs?status=completed&type=data:import&range=24h');
      await page.getByRole('button', { name: 'Status' }).click();
      await page.getByRole('checkbox', { name: 'Failed' }).waitFor();
    },
  },
  {
    name: 'jobs-none',
    show: async (page) => {
      await open(page, 'jobs?subjectType=nothing&status=failed');
      await page.getByText('No job fits these filters').waitFor();
    },
  },
  {
    name: 'jobs-act',
    show: async (page) => {
      await open(page, 'jobs?status=failed');
      await page.getByRole('button', { name: 'Act on all' }).click();
      await page.getByRole('menuitem', { name: /^Resolve/ }).waitFor();
    },
  },
  {
    name: 'jobs-act-resolve',
    show: async (page) => {
      await open(page, 'jobs?status=failed');
      await page.getByRole('button', { name: 'Act on all' }).click();
      await page.getByRole('menuitem', { name: /^Resolve/ }).click();
      await page.getByRole('button', { name: /^Resolve \d+ dead letters$/ }).waitFor();
    },
  },
  { name: 'job-processing', show: async (page) => await openJob(page, 'status=processing') },
  { name: 'job-import', show: async (page) => await openJob(page, 'status=completed&type=data:import') },
  {
    name: 'job-input',
    show: async (page) => {
      await openJob(page, 'status=completed&type=data:import');
      await page.getByRole('tab', { name: 'Input' }).click();
    },
  },
  { name: 'job-failed', show: async (page) => await openJob(page, 'status=failed') },
  {
    name: 'job-cancel',
    show: async (page) => {
      // The one that runs on for longer than anybody looks.
      await openJob(page, 'status=processing&subjectType=report');
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'job-resolve',
    show: async (page) => {
      await openJob(page, 'status=failed');
      await page.getByRole('button', { name: 'Resolve' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'job-replay-refused',
    show: async (page) => {
      await openJob(page, 'status=failed');
      await page.getByRole('button', { name: 'Replay' }).click();
      await page.getByLabel('Input as JSON').fill('{ "steps": -1, "nonsense": true }');
      await page.getByRole('button', { name: 'Replay it' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  {
    name: 'job-retrying',
    show: async (page) => {
      await openJob(page, 'status=retrying');
      await page.getByRole('tab', { name: 'Runs' }).click();
    },
  },
  { name: 'job-scheduled', show: async (page) => await openJob(page, 'status=scheduled') },
  {
    name: 'job-missing',
    show: async (page) => {
      await open(page, 'jobs/job_00000000000000000000000000');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'overview',
    show: async (page) => {
      await open(page, 'overview?range=1h');
      await page.getByText('How long jobs take').waitFor();
    },
  },
  {
    name: 'overview-table',
    show: async (page) => {
      await open(page, 'overview?range=1h');
      await page.getByText('The same as a table').click();
    },
  },
  {
    name: 'job-types',
    show: async (page) => {
      await open(page, 'job-types');
      await page.getByRole('button', { name: 'Pause demo:run' }).waitFor();
    },
  },
  {
    name: 'job-types-pause',
    show: async (page) => {
      await open(page, 'job-types');
      await page.getByRole('button', { name: 'Pause demo:run' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'paused',
    show: async (page) => {
      await open(page, 'job-types');
      await page.getByRole('button', { name: 'Pause all work' }).click();
      await page.getByRole('button', { name: 'Pause everything' }).click();
      await page.getByText('All work of this organisation is paused').waitFor();
    },
    leave: async (page) => {
      await page.getByRole('button', { name: 'Resume', exact: true }).click();
      await page.getByText('All work of this organisation is paused').waitFor({ state: 'detached' });
    },
  },
  { name: 'dead-letters', show: openDeadLetters },
  {
    name: 'dead-letters-retry',
    show: async (page) => {
      await openDeadLetters(page);
      await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
      await page.getByRole('dialog').getByText('A few, then the others').click();
    },
  },
  {
    name: 'dead-letters-resolve',
    show: async (page) => {
      await openDeadLetters(page);
      await page.getByRole('button', { name: 'Resolve', exact: true }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'dead-letters-none',
    show: async (page) => {
      await open(page, 'dead-letters?fingerprint=0000000000000000');
      await page.getByText('Nothing of this group is left').waitFor();
    },
  },
  { name: 'new-job', show: async (page) => await open(page, 'jobs/new') },
  {
    name: 'new-job-fault',
    show: async (page) => {
      await open(page, 'jobs/new');
      await page.getByText('Fails once, then recovers').click();
      await page.getByLabel('Steps').fill('');
      await page.getByRole('button', { name: 'Run it' }).click();
    },
  },
  { name: 'import', show: async (page) => await open(page, 'import') },
  { name: 'import-columns', show: chooseFile },
  {
    name: 'import-columns-end',
    show: async (page) => {
      await chooseFile(page);
      await page.getByRole('button', { name: 'Start the import' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'accounts', show: async (page) => await open(page, 'accounts') },
  {
    name: 'account',
    show: async (page) => {
      await open(page, 'accounts');
      await page.locator('main a[href*="/accounts/"]').first().click();
      await page.getByRole('dialog').getByText('Attributes').waitFor();
    },
  },
  {
    name: 'accounts-none',
    show: async (page) => {
      await open(page, 'accounts?search=zzz');
      await page.getByText('No account fits').waitFor();
    },
  },
  { name: 'contacts', show: async (page) => await open(page, 'contacts') },
  {
    name: 'contact',
    show: async (page) => {
      await open(page, 'contacts');
      await page.locator('main a[href*="/contacts/"]').first().click();
      await page.getByRole('dialog').getByText('Attributes').waitFor();
    },
  },
  { name: 'files', show: async (page) => await open(page, 'files') },
  {
    name: 'files-delete',
    show: async (page) => {
      await open(page, 'files');
      await page
        .getByRole('button', { name: /^Delete / })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'shortcuts',
    show: async (page) => {
      await open(page, 'jobs');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'not-found',
    show: async (page) => {
      await open(page, 'nowhere');
      await page.getByText('This page does not exist').waitFor();
    },
  },
];

/** Goes to an address inside the organisation and waits for the page's heading. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(new URL(`/orgs/demo/${address}`, page.url()).href);
  await page.locator('h1').first().waitFor();
}

async function openJob(page: Page, filter: string): Promise<void> {
  await open(page, `jobs?${filter}`);
  await page.locator('main a[href*="/jobs/job_"]').first().click();
  await page.getByRole('tablist').waitFor();
}

async function openDeadLetters(page: Page): Promise<void> {
  await open(page, 'dead-letters');
  await page.getByRole('article').first().waitFor();
}

async function chooseFile(page: Page): Promise<void> {
  await open(page, 'import');
  await page.locator('input[type="file"]').setInputFiles({
    name: 'accounts-2026-q4.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(accountsCsv(2_000)),
  });
  await page.getByText('What the columns are').waitFor();
}
