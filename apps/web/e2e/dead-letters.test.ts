import { actOnJobs, createJobs, getJob, type CreateJobRequest, type Job } from '@rota/contracts/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { appears, createConsolePages } from './console-pages.ts';
import { untilEnded } from './examples.ts';

const { product, signedIn } = createConsolePages();

/** Jobs that fail for good at their first attempt, and complete when they are run again. */
async function createDeadLetters(count: number, failAttempts = 1): Promise<Job[]> {
  const { client, orgId } = product();
  const input = { steps: 1, stepMilliseconds: 0, failAtStep: 1, failAttempts, permanent: true };
  const jobs: CreateJobRequest[] = Array.from({ length: count }, () => ({ type: 'demo:run', input }));
  const { data } = await createJobs({ client, path: { orgId }, body: { jobs }, throwOnError: true });
  return await Promise.all(data.data.map(async (job) => await untilEnded(product(), job)));
}

describe('dead letters', () => {
  // Those of other tests.
  beforeEach(async () => {
    const { client, orgId } = product();
    const body = { action: 'resolve', filter: { deadLettered: true } } as const;
    const { data } = await actOnJobs({ client, path: { orgId }, body, throwOnError: true });
    if (!('jobId' in data)) throw new Error('resolving was only counted');
    const path = { orgId, jobId: data.jobId };
    await untilEnded(product(), (await getJob({ client, path, throwOnError: true })).data);
  });

  it('are reached from a job that failed, and run again as a whole after a confirmation', async () => {
    const [job] = await createDeadLetters(3);
    const page = await signedIn(`/orgs/demo/jobs/${job?.id}`);
    await page.getByRole('link', { name: 'Show all that failed of this cause' }).click();
    await page.getByRole('heading', { name: 'Dead letters', level: 1 }).waitFor();
    const group = page.getByRole('article');
    expect(await appears(group.getByRole('link', { name: '3 jobs' }))).toBe(true);

    await group.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry 3 jobs' }).click();
    expect(await appears(page.getByText('3 jobs run again.').last())).toBe(true);
    expect(await appears(page.getByText('Nothing of this group is left'))).toBe(true);
    await page.getByRole('button', { name: 'Show all groups' }).first().click();
    expect(await appears(page.getByRole('heading', { name: 'No dead letters' }))).toBe(true);
  });

  it('appear by themselves, are tried a few first, and stop there when these fail again', async () => {
    const page = await signedIn('/orgs/demo/dead-letters');
    await page.getByText('Live', { exact: true }).waitFor();
    await createDeadLetters(4, 9);
    const group = page.getByRole('article');
    expect(await appears(group.getByRole('link', { name: '4 jobs' }))).toBe(true);
    await group.getByRole('button', { name: 'Retry' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('A few, then the others').click();
    await dialog.getByLabel('How many').fill('2');
    await dialog.getByRole('button', { name: 'Retry 2 jobs first' }).click();
    const end = '2 jobs run again. It stopped there: 2 of them failed again.';
    expect(await appears(page.getByText(end).last())).toBe(true);
    expect(await appears(group.getByRole('link', { name: '4 jobs' }))).toBe(true);

    await group.getByRole('button', { name: 'Resolve' }).click();
    await dialog.getByLabel('Note').fill('Not worth it');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    expect(await appears(page.getByText('4 jobs resolved.').last())).toBe(true);
    expect(await appears(page.getByRole('heading', { name: 'No dead letters' }))).toBe(true);
  });

  it('alone are in the list of jobs when it is asked for them, and the address keeps that', async () => {
    const [job] = await createDeadLetters(1, 9);
    const page = await signedIn();
    await page.getByRole('button', { name: 'Dead letters' }).click();
    await page.waitForURL('**/jobs?deadLettered=true');
    await page.reload();
    const toggle = page.getByRole('button', { name: 'Dead letters' });
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    const links = page.locator('main a[href*="/jobs/job_"]');
    await links.first().waitFor();
    expect(await links.count()).toBe(1);
    expect(await links.first().getAttribute('href')).toContain(job?.id);
  });
});
