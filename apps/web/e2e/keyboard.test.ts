import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appears, createConsolePages } from './console-pages.ts';

const { signedIn } = createConsolePages();

/** Of pairs of keys; their second key counts for a short time only, which a busy machine may let pass. */
const pairsMax = 10;

const focused = async (page: Page) =>
  await page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });

/** Presses both keys until the heading of their page is there. */
async function pressUntilOpen(
  page: Page,
  { keys, heading }: { keys: readonly [string, string]; heading: Locator },
): Promise<void> {
  for (let pair = 1; pair <= pairsMax; pair += 1) {
    for (const key of keys) await page.keyboard.press(key);
    if (await appears(heading, { timeout: 3_000 })) return;
  }
  throw new Error(`${keys.join(' ')} opened nothing in ${pairsMax} tries`);
}

/** The content once it has the focus, which a page takes after it is drawn. */
const focusedContent = (page: Page) => page.locator('#main:focus');

describe('the keyboard', () => {
  it('reaches the content past the navigation, runs a demo job and looks at its log', async () => {
    const page = await signedIn();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Act on all');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Run a demo job');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Run a demo job' }).waitFor();
    await focusedContent(page).waitFor();
    await page.getByLabel('Steps').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.getByText('Completed', { exact: true }).first().waitFor();
    await page.getByRole('tab', { name: /Logs/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel').getByText('"steps"').waitFor();
  });

  it('goes to pages, to the search and to the list of shortcuts by single keys', async () => {
    const page = await signedIn();
    const accounts = page.getByRole('heading', { name: 'Accounts', level: 1 });
    await pressUntilOpen(page, { keys: ['g', 'a'], heading: accounts });
    await focusedContent(page).waitFor();
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('Search accounts');
    await page.keyboard.type('gc?/');
    expect(await page.getByRole('searchbox').inputValue()).toBe('gc?/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('is left alone by single keys once they are turned off', async () => {
    const page = await signedIn();
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(page.url()).toContain('/jobs');
  });

  it('begins at the content of each page that it opens', async () => {
    const page = await signedIn();
    await page.getByRole('link', { name: 'Files' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Files', level: 1 }).waitFor();
    expect(await appears(focusedContent(page))).toBe(true);
  });
});
