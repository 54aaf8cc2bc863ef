/**
 * Takes every page in light, in dark and 390 px wide, of a product it starts and fills, or of the one that a sign-in
 * link given as an argument opens: `node apps/web/e2e/screenshots.ts [link] [--only name]`. Those that the README shows
 * go to docs/images, all of them to a folder it prints.
 */
import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startProduct } from './harness.ts';
import { fillWithExamples } from './examples.ts';
import { scenes } from './scenes.ts';

/** Scene and look, and the name under docs/images. */
const readmeImages = { 'job-processing-light': 'console-job' };
const imagesDir = resolve(import.meta.dirname, '../../../docs/images');

const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const product = positionals[0] === undefined ? await startProduct() : undefined;
const link = product?.signInLink ?? positionals[0] ?? '';
if (product) await fillWithExamples(product);

const outDir = await mkdtemp(join(tmpdir(), 'rota-screenshots-'));
const browser = await launchBrowser();
for (const look of looks) await takeAll(browser, look);
await browser.close();
await product?.stop();
if (product && values.only === undefined) await keepReadmeImages();
process.stdout.write(`${outDir}\n`);

async function takeAll(from: Browser, { name: lookName, colorScheme, viewport }: (typeof looks)[number]) {
  const isNarrow = lookName === 'narrow';
  const look = {
    viewport,
    colorScheme,
    isMobile: isNarrow,
    hasTouch: isNarrow,
    deviceScaleFactor: isNarrow ? 2 : 1.5,
  };
  const newPage = async (address: string) => {
    const page = await from.newPage({ ...look, reducedMotion: 'reduce' });
    await page.goto(address);
    return page;
  };
  const signedIn = await newPage(link);
  await signedIn.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  for (const { name, isSignedOut, show, leave } of scenes) {
    if (values.only !== undefined && !name.startsWith(values.only)) continue;
    const page = isSignedOut ? await newPage(new URL('/sign-in', link).href) : signedIn;
    await show(page);
    await settle(page);
    await page.screenshot({ path: join(outDir, `${name}-${lookName}.png`) });
    await leave?.(page);
    if (isSignedOut) await page.close();
  }
  await signedIn.close();
}

/** Fonts are there, nothing loads, nothing moves. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      document.getAnimations().map(async (animation) => await animation.finished.catch(() => undefined)),
    );
  });
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

async function keepReadmeImages(): Promise<void> {
  await mkdir(imagesDir, { recursive: true });
  for (const [taken, name] of Object.entries(readmeImages)) {
    await copyFile(join(outDir, `${taken}.png`), join(imagesDir, `${name}.png`));
  }
}
