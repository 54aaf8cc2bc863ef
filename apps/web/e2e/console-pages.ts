import type { Browser, Locator, Page } from 'playwright-core';
import { onTestFinished, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { failOnErrors } from './fail-on-errors.ts';
import { startProduct, type Product } from './harness.ts';
import { openSignedInTab, type SignedInTab } from './signed-in-tab.ts';

/** What the tests of a file stand on. */
export interface ConsolePages {
  product: () => Product;
  /** A page in a profile of its own, signed out, at the console's address. */
  signedOut: () => Promise<Page>;
  /** The page that is signed in, at `address`; left out, at the list of jobs once it is there. One a test. */
  signedIn: (address?: string) => Promise<Page>;
}

interface Running {
  product: Product;
  browser: Browser;
  tab?: SignedInTab | undefined;
}

// One for all files that a worker runs: they share its modules. It is ended after the last of them.
const withConsole = test.extend(
  'running',
  { scope: 'worker' },
  // oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern what a fixture needs: nothing
  async ({}, { onCleanup }): Promise<Running> => {
    const running = await run();
    onCleanup(async () => await end(running));
    return running;
  },
);

/**
 * Before the tests of a file, starts a browser and the product, which it shares with other files: what a test counts has to
 * be its own. With `fill`, the file has a product to itself, filled with that.
 */
export function createConsolePages(fill?: (product: Product) => Promise<unknown>): ConsolePages {
  let started: Running | undefined;
  if (fill) {
    withConsole.beforeAll(async () => {
      started = await run();
      await fill(started.product);
    });
    withConsole.afterAll(async () => started && (await end(started)));
  } else {
    withConsole.beforeAll(({ running }) => {
      started = running;
    });
  }
  const running = () => {
    if (!started) throw new Error('the product has not started');
    return started;
  };
  return {
    product: () => running().product,
    signedOut: async () => await openSignedOut(running()),
    signedIn: async (address) => await openSignedIn(running(), address),
  };
}

async function run(): Promise<Running> {
  const product = await startProduct();
  try {
    return { product, browser: await launchBrowser() };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

async function end({ browser, product }: Running): Promise<void> {
  await browser.close();
  await product.stop();
}

async function openSignedOut({ browser, product }: Running): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, reducedMotion: 'reduce' });
  onTestFinished(async () => await context.close());
  const page = await context.newPage();
  failOnErrors(page);
  await page.goto('/');
  return page;
}

async function openSignedIn(running: Running, address?: string): Promise<Page> {
  running.tab ??= await openSignedInTab(running);
  const { tab } = running;
  onTestFinished(async ({ task }) => {
    if (task.result?.state !== 'fail') return await tab.reset();
    // What a failure left it in, nobody knows.
    running.tab = undefined;
    await tab.close();
  });
  await tab.page.goto(address ?? '/orgs/demo/jobs');
  if (address === undefined) await tab.page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  return tab.page;
}

/**
 * Whether it comes into view.
 * @param options.timeout in milliseconds; default: as long as Playwright waits
 */
export async function appears(locator: Locator, options: { timeout?: number } = {}): Promise<boolean> {
  return await locator.waitFor(options).then(
    () => true,
    () => false,
  );
}
