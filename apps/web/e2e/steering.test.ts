/** What holds work back or moves much of it at once, and the figures beside that. */
import {
  createJob,
  createJobs,
  getJob,
  getJobStats,
  resumeJobType,
  resumeOrganisation,
  type CreateJobRequest,
} from '@rota/contracts/client';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { appears, createConsolePages } from './console-pages.ts';
import { untilEnded } from './examples.ts';

const { product, signedIn } = createConsolePages();

const quick = { type: 'demo:run', input: { steps: 0 } } as const;
const later = { ...quick, runAt: '2100-01-01T00:00:00Z' } as const;

async function create(body: CreateJobRequest): Promise<string> {
  const { client, orgId } = product();
  return (await createJob({ client, path: { orgId }, body, throwOnError: true })).data.id;
}

async function readStatus(jobId: string): Promise<string> {
  const { client, orgId } = product();
  return (await getJob({ client, path: { orgId, jobId }, throwOnError: true })).data.status;
}

const banner = (page: Page) => page.getByText('All work of this organisation is paused');

describe('pausing', () => {
  afterEach(async () => {
    const { client, orgId } = product();
    await resumeOrganisation({ client, path: { orgId }, throwOnError: true });
    await resumeJobType({ client, path: { orgId, jobType: 'demo:run' }, throwOnError: true });
  });

  it('of all work is confirmed, stands above every page, explains a job that waits, and ends there', async () => {
    const page = await signedIn('/orgs/demo/job-types');
    await page.getByRole('button', { name: 'Pause all work' }).click();
    await page.getByRole('button', { name: 'Pause everything' }).click();
    expect(await appears(banner(page))).toBe(true);

    const jobId = await create(quick);
    await page.goto(`/orgs/demo/jobs/${jobId}`);
    expect(await appears(page.getByText('It is paused'))).toBe(true);
    expect(await appears(page.getByText("The organisation's work is paused."))).toBe(true);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await banner(page).waitFor({ state: 'detached' });
    expect(await appears(page.getByText('Completed', { exact: true }).first())).toBe(true);
  });

  it('of a type is confirmed by keyboard, shown in the catalogue, and ended there', async () => {
    const page = await signedIn('/orgs/demo/job-types');
    await page.getByRole('button', { name: 'Pause demo:run' }).press('Enter');
    // The focus follows once the dialog is there, and begins on what changes nothing.
    await page.getByRole('button', { name: 'Let it run' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const resume = page.getByRole('button', { name: 'Resume demo:run' });
    expect(await appears(resume)).toBe(true);
    expect(await readStatus(await create(quick))).toBe('pending');
    await resume.click();
    expect(await appears(page.getByRole('button', { name: 'Pause demo:run' }))).toBe(true);
  });
});

describe('an action on all jobs of a list', () => {
  it('is counted before it is confirmed, and leaves alone what does not fit the filters', async () => {
    const { client, orgId } = product();
    const subject = { type: 'order', id: 'many' };
    const jobs = Array.from({ length: 12 }, () => ({ ...later, subject }));
    await createJobs({ client, path: { orgId }, body: { jobs }, throwOnError: true });
    const other = await create(later);
    const page = await signedIn('/orgs/demo/jobs?subjectType=order&subjectId=many');
    await page.getByRole('button', { name: 'Act on all' }).click();
    await page.getByRole('menuitem', { name: 'Cancel these jobs' }).click();
    await page.getByRole('button', { name: 'Cancel 12 jobs' }).click();
    expect(await appears(page.getByText('12 jobs asked to stop.').last())).toBe(true);
    expect(await readStatus(other)).toBe('scheduled');

    await page.getByRole('button', { name: 'Act on all' }).click();
    await page.getByRole('menuitem', { name: 'Cancel these jobs' }).click();
    expect(await appears(page.getByText('There is no job that fits the filters'))).toBe(true);
  });
});

describe('the overview', () => {
  it('counts what ended in the period of its address, and leads to the jobs', async () => {
    const { client, orgId } = product();
    // What other tests of this run left, all of it within the hour.
    const { data: before } = await getJobStats({ client, path: { orgId }, throwOnError: true });
    const [failedInHour, failed] = [Number(before.failedLast24h) + 1, Number(before.byStatus.failed) + 1];
    const failing = { steps: 1, stepMilliseconds: 0, failAtStep: 1, permanent: true };
    const jobs: CreateJobRequest[] = [quick, quick, { type: 'demo:run', input: failing }];
    const { data: made } = await createJobs({ client, path: { orgId }, body: { jobs }, throwOnError: true });
    const ended = await Promise.all(made.data.map(async (job) => await untilEnded(product(), job)));
    const page = await signedIn('/orgs/demo/overview');
    await page.getByText('1 h', { exact: true }).click();
    await page.waitForURL('**/overview?range=1h');
    const chart = page.getByRole('img', { name: new RegExp(` ${failedInHour} of them failed for good$`) });
    expect(await appears(chart)).toBe(true);
    await page.getByRole('link', { name: `Failed: ${failed}`, exact: true }).click();
    await page.waitForURL('**/jobs?status=failed');
    const failedId = ended.find(({ status }) => status === 'failed')?.id;
    expect(await appears(page.locator(`main a[href*="/jobs/${failedId}"]`))).toBe(true);
  });
});
