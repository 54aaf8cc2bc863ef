import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startProduct, type Product } from './harness.ts';

/** What the tests of one file share. */
export interface ConsolePages {
  product: () => Product;
  /** A page in a browser of its own, signed out, at the console's address. */
  signedOut: (options?: BrowserContextOptions) => Promise<Page>;
  /** The same, signed in by link, at the list of jobs. */
  signedIn: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Starts the product and a browser before the tests of a file, and ends both after them. Each page fails its test on an error. */
export function createConsolePages(fill?: (product: Product) => Promise<unknown>): ConsolePages {
  let product: Product | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    await fill?.(product);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const running = () => {
    if (!product || !browser) throw new Error('the product has not started');
    return { product, browser };
  };
  const signedOut = async (options?: BrowserContextOptions) => {
    const context = await running().browser.newContext({ baseURL: running().product.url, ...options });
    onTestFinished(async () => await context.close());
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) throw new Error(message.text());
    });
    await page.goto('/');
    return page;
  };
  return {
    product: () => running().product,
    signedOut,
    signedIn: async (options) => {
      const page = await signedOut(options);
      await page.goto(running().product.signInLink);
      await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
      return page;
    },
  };
}

/** Whether it comes into view within the time that Playwright waits. */
export async function appears(locator: Locator): Promise<boolean> {
  return await locator.waitFor().then(
    () => true,
    () => false,
  );
}
