import chromiumPack from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** A browser out of a registry package: no system package, no download besides. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await chromiumPack.executablePath(),
    // The package's own flags are for functions in the cloud; these are what containers and root need.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
    headless: true,
  });
}
