import { createBatch, getJob, pauseJobType, resumeJobType } from '@rota/contracts/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appears, createConsolePages } from './console-pages.ts';
import { untilEnded } from './examples.ts';

const { product, signedIn } = createConsolePages();

/** A batch of two jobs that complete and one that does so at its second attempt, of which it has one at first. */
async function createFailedBatch(): Promise<string> {
  const { client, orgId } = product();
  const quick = { input: { steps: 1, stepMilliseconds: 0 } };
  const failing = { input: { steps: 1, stepMilliseconds: 0, failAtStep: 1, failAttempts: 1 } };
  const items = [quick, quick, failing];
  const body = { type: 'demo:run', items, maxAttempts: 1 } as const;
  const { data: batch } = await createBatch({ client, path: { orgId }, body, throwOnError: true });
  const { data: job } = await getJob({ client, path: { orgId, jobId: batch.id }, throwOnError: true });
  await untilEnded(product(), job);
  return batch.id;
}

describe('the page of a batch', () => {
  it('shows its counters, retries its failures, and leads to its jobs', async () => {
    const id = await createFailedBatch();
    const page = await signedIn(`/orgs/demo/jobs/${id}`);
    const failed = page.locator('dt', { hasText: /^Failed$/ }).locator('xpath=following-sibling::dd[1]');
    const completed = page
      .locator('dt', { hasText: /^Completed$/ })
      .locator('xpath=following-sibling::dd[1]');
    expect(await appears(failed.getByText('1', { exact: true }))).toBe(true);

    await page.getByRole('button', { name: 'Retry failures' }).click();
    expect(await appears(completed.getByText('3', { exact: true }))).toBe(true);
    await page.getByRole('button', { name: 'Retry failures' }).waitFor({ state: 'detached' });

    await page.getByRole('link', { name: '3 jobs of demo:run' }).click();
    await page.getByRole('heading', { name: 'Jobs of a batch' }).waitFor();
    await expect
      .poll(() => page.getByRole('link', { name: 'demo:run' }).count(), { timeout: 30_000 })
      .toBe(3);
  });

  it('leads to its jobs, which are shown as they end', async () => {
    const { client, orgId } = product();
    const type = { client, path: { orgId, jobType: 'demo:run' } };
    // None begins before the page is there.
    await pauseJobType(type);
    onTestFinished(async () => void (await resumeJobType(type)));
    const body = {
      type: 'demo:run',
      items: Array.from({ length: 4 }, () => ({ input: { steps: 0 } })),
    } as const;
    const { data: batch } = await createBatch({ client, path: { orgId }, body, throwOnError: true });
    const page = await signedIn(`/orgs/demo/jobs?batchId=${batch.id}`);
    expect(await appears(page.getByText('0 of 4 have ended, 0 of them badly.'))).toBe(true);
    await page.getByText('Live', { exact: true }).waitFor();
    await resumeJobType(type);
    expect(await appears(page.getByText('4 of 4 have ended, 0 of them badly.'))).toBe(true);
    await expect
      .poll(() => page.locator('main').getByText('Completed', { exact: true }).count(), { timeout: 30_000 })
      .toBe(4);
  });
});
