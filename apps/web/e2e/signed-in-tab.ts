import type { Browser, Page } from 'playwright-core';
import { failOnErrors } from './fail-on-errors.ts';
import type { Product } from './harness.ts';

/**
 * A tab that tests use one after the other: a new profile has to fetch and compile the console again, which takes three
 * times as long as to show it.
 */
export interface SignedInTab {
  page: Page;
  /** Makes it what it was at first: signed in, nothing else stored, no console open, no second tab. */
  reset: () => Promise<void>;
  close: () => Promise<void>;
}

/** Opens a profile of its own and signs in by link. */
export async function openSignedInTab({
  browser,
  product,
}: {
  browser: Browser;
  product: Product;
}): Promise<SignedInTab> {
  const context = await browser.newContext({ baseURL: product.url, reducedMotion: 'reduce' });
  const page = await context.newPage();
  failOnErrors(page);
  await page.goto(product.signInLink);
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  const stored = await page.evaluate(() => Object.entries<string>(localStorage));
  return {
    page,
    reset: async () => {
      for (const other of context.pages()) if (other !== page) await other.close();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      // The smallest thing of the same origin: what the console keeps open ends with it.
      await page.goto('/favicon.svg');
      await page.mouse.move(0, 0);
      await page.evaluate((entries) => {
        sessionStorage.clear();
        localStorage.clear();
        for (const [key, value] of entries) localStorage.setItem(key, value);
      }, stored);
    },
    close: async () => await context.close(),
  };
}
