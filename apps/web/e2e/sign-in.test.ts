import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appears, createConsolePages } from './console-pages.ts';

const { product, signedOut } = createConsolePages();

/** In a profile of its own: what is tested here is what a profile keeps. */
async function signedIn(): Promise<Page> {
  const page = await signedOut();
  await page.goto(product().signInLink);
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  return page;
}

describe('signing in', () => {
  it('by link shows the organisation, and leaves the key neither in the address nor in the history', async () => {
    const page = await signedIn();
    await page.getByRole('complementary').getByText('Demo', { exact: true }).waitFor();
    expect(page.url()).toBe(`${product().url}/orgs/demo/jobs`);
    await page.goBack();
    expect(page.url()).not.toContain('rota_');
    await page.goBack();
    expect(page.url()).not.toContain('rota_');
  });

  it('by key leads to where somebody wanted to go, filters included', async () => {
    const page = await signedOut();
    await page.goto('/orgs/demo/jobs?status=failed&type=demo:run');
    await page.getByLabel('API key').fill(product().apiKey);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    expect(page.url()).toBe(`${product().url}/orgs/demo/jobs?status=failed&type=demo:run`);
  });

  it('never leads to another site', async () => {
    const page = await signedOut();
    await page.goto('/sign-in?redirect=//elsewhere.example/');
    await page.getByLabel('API key').fill(product().apiKey);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    expect(new URL(page.url()).origin).toBe(product().url);
  });

  it('with a wrong key says so and keeps nobody signed in', async () => {
    const page = await signedOut();
    await page.getByLabel('API key').fill('rota_not_a_key');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('This key is not valid');
    await page.goto('/orgs/demo/jobs');
    expect(await appears(page.getByRole('heading', { name: 'Sign in to Rota' }))).toBe(true);
  });

  it('by a link with a wrong key says so, and an earlier session stays', async () => {
    const page = await signedIn();
    await page.goto('/sign-in#key=rota_not_a_key');
    expect(await page.getByRole('alert').textContent()).toContain('This key is not valid');
    expect(page.url()).toBe(`${product().url}/sign-in`);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  });

  it('without a key asks for one', async () => {
    const page = await signedOut();
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await appears(page.getByText('Enter the key'))).toBe(true);
  });
});

describe('signing out', () => {
  it('forgets the key in every tab of the browser', async () => {
    const page = await signedIn();
    const other = await page.context().newPage();
    await other.goto('/');
    await other.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Rota' }).waitFor();
    await other.getByRole('heading', { name: 'Sign in to Rota' }).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('rota.api-key'))).toBeNull();
  });

  it('happens by itself when the server no longer takes the key, and says why', async () => {
    const page = await signedIn();
    await page.evaluate(() => localStorage.setItem('rota.api-key', 'rota_revoked_meanwhile'));
    await page.reload();
    expect(await page.getByRole('alert').textContent()).toContain('no longer valid');
  });
});
