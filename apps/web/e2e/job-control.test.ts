import { createJob, getJob, type CreateJobRequest, type Job } from '@rota/contracts/client';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { appears, createConsolePages } from './console-pages.ts';
import { untilEnded } from './examples.ts';

const { product, signedIn } = createConsolePages();

type DemoRequest = Extract<CreateJobRequest, { type: 'demo:run' }>;

async function create(input: DemoRequest['input'], options: Partial<DemoRequest> = {}): Promise<Job> {
  const { client, orgId } = product();
  const body: CreateJobRequest = { type: 'demo:run', input, ...options };
  const { data } = await createJob({ client, path: { orgId }, body, throwOnError: true });
  return data;
}

async function createFailed(): Promise<Job> {
  return await untilEnded(
    product(),
    await create({ steps: 2, stepMilliseconds: 0, failAtStep: 1, permanent: true }),
  );
}

async function read({ id: jobId }: Job): Promise<Job> {
  const { client, orgId } = product();
  return (await getJob({ client, path: { orgId, jobId }, throwOnError: true })).data;
}

async function openJob({ id }: Job): Promise<Page> {
  const page = await signedIn(`/orgs/demo/jobs/${id}`);
  await page.getByRole('tablist').waitFor();
  return page;
}

const shows = async (page: Page, status: string) =>
  await appears(page.getByRole('banner').or(page.locator('header')).getByText(status, { exact: true }));

describe('by hand, on the page of a job,', () => {
  it('a running job is cancelled once it was asked back, and its end is seen without a reload', async () => {
    const job = await create({ steps: 1_000, stepMilliseconds: 200 });
    const page = await openJob(job);
    await page.getByText('Processing', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('dialog', { name: 'Cancel this job?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await read(job)).cancelRequestedAt).toBeNull();

    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    expect(await shows(page, 'Cancelled')).toBe(true);
    expect((await read(job)).status).toBe('cancelled');
  });

  it('a failed job is retried, and followed live to its end', async () => {
    const job = await createFailed();
    const page = await openJob(job);
    await page.getByRole('button', { name: 'Retry' }).click();
    expect(await shows(page, 'Completed')).toBe(true);
    await page.getByRole('tab', { name: /Runs/ }).click();
    expect(await appears(page.getByRole('tabpanel').getByText('Completed'))).toBe(true);
    expect((await read(job)).maxAttempts).toBe(10);
  });

  it('a scheduled job is run now', async () => {
    const page = await openJob(await create({ steps: 0 }, { runAt: '2100-01-01T00:00:00Z' }));
    await page.getByRole('button', { name: 'Run now' }).click();
    expect(await shows(page, 'Completed')).toBe(true);
  });

  it('a failure is resolved with a note, by keyboard alone', async () => {
    const job = await createFailed();
    const page = await openJob(job);
    await page.getByRole('button', { name: 'Resolve' }).focus();
    await page.keyboard.press('Enter');
    // The focus follows once the dialog is there.
    await page.getByRole('dialog', { name: 'Resolve this failure' }).locator('textarea:focus').waitFor();
    await page.keyboard.type('Mended by hand');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await appears(page.getByText(/Resolved .*: Mended by hand/))).toBe(true);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Resolve' }).count()).toBe(0);
    expect(await read(job)).toMatchObject({ status: 'failed', resolvedNote: 'Mended by hand' });
  });

  it('a job is replayed with another input, once the input fits', async () => {
    const job = await createFailed();
    const page = await openJob(job);
    await page.getByRole('button', { name: 'Replay' }).click();
    const input = page.getByLabel('Input as JSON');
    await input.fill('{"steps": }');
    await page.getByRole('button', { name: 'Replay it' }).click();
    expect(await appears(page.getByRole('dialog').getByText(/not valid JSON/))).toBe(true);

    await input.fill('{"steps": -1, "nonsense": 1}');
    await page.getByRole('button', { name: 'Replay it' }).click();
    const faults = page.getByRole('alert').getByRole('listitem');
    await faults.filter({ hasText: '/steps' }).waitFor();
    await faults.filter({ hasText: '/nonsense' }).waitFor();

    await input.fill('{"steps": 0, "result": "better"}');
    await input.press('Control+Enter');
    await page.getByText(job.id).first().waitFor();
    expect(await shows(page, 'Completed')).toBe(true);
    expect(page.url()).not.toContain(job.id);
    // Which tab is open follows from where the job stood when the page first saw it.
    await page.getByRole('tab', { name: 'Output' }).click();
    expect(await appears(page.getByText('"better"'))).toBe(true);
    expect((await read(job)).status).toBe('failed');
  });
});
