import {
  cancelJob,
  createJob,
  getJob,
  pauseJobType,
  resumeJobType,
  type CreateJobRequest,
  type Job,
} from '@rota/contracts/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appears, createConsolePages } from './console-pages.ts';
import { untilEnded } from './examples.ts';

const { product, signedIn } = createConsolePages();

type DemoInput = Extract<CreateJobRequest, { type: 'demo:run' }>['input'];

async function runDemo(input: DemoInput, subjectId = 'any'): Promise<Job> {
  const { client, orgId } = product();
  const body: CreateJobRequest = { type: 'demo:run', input, subject: { type: 'test', id: subjectId } };
  const { data } = await createJob({ client, path: { orgId }, body, throwOnError: true });
  return data;
}

describe('the list of jobs', () => {
  it('shows a job that somebody else creates, and its end, without a reload', async () => {
    const page = await signedIn();
    await page.getByText('Live', { exact: true }).waitFor();
    // It goes on for as long as the row needs to be seen at it.
    const job = await runDemo({ steps: 1_000, stepMilliseconds: 200 }, 'from-elsewhere');
    const row = page.getByRole('row').filter({ hasText: 'from-elsewhere' });
    await row.getByText('Processing').waitFor();
    const { client, orgId } = product();
    await cancelJob({ client, path: { orgId, jobId: job.id }, throwOnError: true });
    await row.getByText('Cancelled').waitFor();
    expect((await untilEnded(product(), job)).status).toBe('cancelled');
  });

  it('says when its stream of changes is broken, and catches up when it is back', async () => {
    const page = await signedIn();
    await page.route('**/jobs/events', async (route) => await route.abort());
    await page.reload();
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await runDemo({ steps: 0 }, 'meanwhile');
    await page.unroute('**/jobs/events');
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await appears(page.getByRole('row').filter({ hasText: 'meanwhile' }).getByText('Completed'))).toBe(
      true,
    );
  });

  it('keeps its filters in the address, so that a reload shows the same', async () => {
    await untilEnded(product(), await runDemo({ steps: 1, failAtStep: 1, permanent: true }, 'kept-in'));
    await untilEnded(product(), await runDemo({ steps: 0 }, 'left-out'));
    const page = await signedIn();
    await page.getByRole('button', { name: 'Status' }).click();
    await page.getByRole('checkbox', { name: 'Failed' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Created' }).click();
    // Not `check`, which looks at it afterwards: the menu closes with the choice.
    await page.getByRole('radio', { name: 'Last 24 hours' }).click();
    await page.getByText('kept-in').waitFor();
    expect(new URL(page.url()).search).toBe('?status=failed&range=24h');

    await page.reload();
    await page.getByText('kept-in').waitFor();
    expect(await page.getByText('left-out').count()).toBe(0);
    await page.getByRole('button', { name: /Status.*Failed/ }).waitFor();
    await page.getByRole('button', { name: /Created.*Last 24 hours/ }).waitFor();

    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('left-out').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('finds jobs by their subject, and opens one by its id', async () => {
    const job = await runDemo({ steps: 0 }, 'searched');
    const page = await signedIn();
    const search = page.getByRole('searchbox', { name: 'Search by job id or subject' });
    await search.fill('test:searched');
    await page.waitForURL('**/jobs?subjectType=test&subjectId=searched');
    await page.getByText('1 job, that is all').waitFor();
    await search.fill(job.id);
    await page.getByRole('heading', { name: 'demo:run' }).waitFor();
    expect(page.url()).toContain(`/jobs/${job.id}`);
  });

  it('says so when no job fits', async () => {
    const page = await signedIn('/orgs/demo/jobs?subjectType=nothing');
    await page.getByText('No job fits these filters').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await page.waitForURL('**/orgs/demo/jobs');
    // The address changes before the page does.
    await page.getByText('No job fits these filters').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('the page of a job', () => {
  it('shows status, progress and log as they happen, and the output at the end', async () => {
    const { client, orgId } = product();
    const type = { client, path: { orgId, jobType: 'demo:run' }, throwOnError: true } as const;
    // It does not begin before its page is live: with its end, the stream ends too.
    await pauseJobType(type);
    onTestFinished(async () => void (await resumeJobType(type)));
    const page = await signedIn();
    await page.getByText('Live', { exact: true }).waitFor();
    await runDemo({ steps: 20, stepMilliseconds: 100, result: { answer: 42 } }, 'watched');
    await page.getByRole('row').filter({ hasText: 'watched' }).getByRole('link').click();
    await page.getByRole('heading', { name: 'demo:run' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await resumeJobType(type);
    await page.getByRole('region', { name: 'Log lines' }).getByRole('listitem').nth(5).waitFor();
    await page.getByText('Completed', { exact: true }).first().waitFor();
    await page.getByText('100', { exact: false }).first().waitFor();
    await page.getByRole('tab', { name: 'Output' }).click();
    await page.getByText('"answer"').waitFor();
    expect(new URL(page.url()).search).toBe('?tab=output');
  });

  it('shows every line of a log once, also when it joins late', async () => {
    const steps = 140; // more than one page of the API
    const job = await runDemo({ steps, stepMilliseconds: 20 });
    const page = await signedIn(`/orgs/demo/jobs/${job.id}?tab=logs`);
    await untilEnded(product(), job);
    const lines = page.getByRole('region', { name: 'Log lines' }).getByRole('listitem');
    await lines.filter({ hasText: `step=${steps} ` }).waitFor();
    const texts = await lines.allTextContents();
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThanOrEqual(steps);
  });

  it('shows a failure with its code, the next attempt, and the runs', async () => {
    const { client, orgId } = product();
    const retry = { strategy: 'fixed', baseSeconds: 1_800, jitter: 0 } as const;
    const body: CreateJobRequest = { type: 'demo:run', input: { steps: 3, failAtStep: 2 }, retry };
    const { data: job } = await createJob({ client, path: { orgId }, body, throwOnError: true });
    const page = await signedIn(`/orgs/demo/jobs/${job.id}`);
    await page.getByText('Retrying', { exact: true }).first().waitFor();
    await page.getByText(/Attempt 1 of 5 failed.*next one begins in/).waitFor();
    const { data: now } = await getJob({ client, path: { orgId, jobId: job.id }, throwOnError: true });
    await page
      .getByText(now.error?.code ?? 'no code')
      .first()
      .waitFor();
    await page.getByRole('tab', { name: /Runs/ }).click();
    expect(await appears(page.getByText('Failed, retried'))).toBe(true);
  });

  it('says when there is no such job', async () => {
    const page = await signedIn('/orgs/demo/jobs/job_00000000000000000000000000');
    expect(await appears(page.getByRole('heading', { name: 'There is nothing here' }))).toBe(true);
  });
});

describe('a demo job', () => {
  it('is run from its form and watched', async () => {
    const page = await signedIn();
    await page.getByRole('link', { name: 'Run a demo job' }).click();
    await page.getByRole('radio', { name: /Fails permanently/ }).click();
    await page.getByLabel('Steps').fill('6');
    await page.getByLabel('Time per step').fill('50');
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('heading', { name: 'demo:run' }).waitFor();
    await page.getByText('Failed', { exact: true }).first().waitFor();
    expect(await appears(page.getByText('another one could not have helped'))).toBe(true);
  });

  it('cannot be asked for with a number that the API refuses', async () => {
    const page = await signedIn('/orgs/demo/jobs/new');
    await page.getByLabel('Attempts at most').fill('');
    await page.getByRole('button', { name: 'Run it' }).click();
    expect(await appears(page.getByText('A whole number from 1 to 100'))).toBe(true);
  });
});
