import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createConsolePages } from './console-pages.ts';
import { fillWithExamples } from './examples.ts';
import { scenes } from './scenes.ts';

const { signedIn, signedOut } = createConsolePages(fillWithExamples);

/**
 * What each page is looked at in, one after the other without loading it again: it has to follow a change of scheme and
 * of width anyway. Dark is the same page in other colours.
 */
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 }, rules: ['color-contrast'] },
  { name: '390 px wide', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

const [first] = looks;

it('no page has a serious finding of axe or scrolls sideways, in light, in dark and 390 px wide', async () => {
  const options = { ...first, reducedMotion: 'reduce' as const };
  const open = await signedIn(options);
  const closed = await signedOut(options);
  const found: string[] = [];
  for (const { name, isSignedOut, show } of scenes) {
    const page = isSignedOut ? closed : open;
    await wear(page, first);
    if (isSignedOut) await page.goto('/sign-in');
    await show(page);
    for (const look of looks) {
      await wear(page, look);
      for (const finding of await findingsOn(page, look)) found.push(`${name}, ${look.name}: ${finding}`);
    }
  }
  expect(found).toEqual([]);
}, 240_000);

type Look = (typeof looks)[number];

/** Gives the page a look and waits until it has it. */
async function wear(page: Page, { colorScheme, viewport }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize(viewport);
  await page.waitForFunction(
    (scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme,
    colorScheme,
  );
  // Two frames: React has drawn what the width changes, and the browser has laid it out.
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

async function findingsOn(page: Page, look: Look): Promise<string[]> {
  // Legacy: without the second page that frames would need. There are none, and it takes half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await ('rules' in look ? axe.withRules([...look.rules]) : axe).analyze();
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return isWide ? [...findings, 'scrolls sideways'] : findings;
}
