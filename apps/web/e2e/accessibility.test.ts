import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createConsolePages } from './console-pages.ts';
import { fillWithExamples } from './examples.ts';
import { scenes } from './scenes.ts';

const { signedIn, signedOut } = createConsolePages(fillWithExamples);

interface Look {
  name: string;
  colorScheme: 'light' | 'dark';
  viewport: { width: number; height: number };
  /** Which of axe's rules; all of them when empty. */
  rules: axe.RunOptions;
}

const inLight: Look = {
  name: 'light',
  colorScheme: 'light',
  viewport: { width: 1280, height: 800 },
  rules: {},
};
/**
 * What each page is looked at in, one after the other without loading it again: it has to follow a change of scheme and
 * of width anyway. Dark is the same page in other colours, so only these are looked at, and narrow the same in other places.
 */
const looks: readonly Look[] = [
  inLight,
  {
    name: 'dark',
    colorScheme: 'dark',
    viewport: { width: 1280, height: 800 },
    rules: { runOnly: ['color-contrast'] },
  },
  {
    name: '390 px wide',
    colorScheme: 'light',
    viewport: { width: 390, height: 844 },
    rules: { rules: { 'color-contrast': { enabled: false } } },
  },
];

/** Of a machine that does something else besides. */
const allPagesMs = 400_000;

it(
  'no page has a serious finding of axe or scrolls sideways, in light, in dark and 390 px wide',
  { timeout: allPagesMs },
  async () => {
    const [open, closed] = [await signedIn(), await signedOut()];
    const found: string[] = [];
    for (const { name, isSignedOut, show, leave } of scenes) {
      const page = isSignedOut ? closed : open;
      await wear(page, inLight);
      if (isSignedOut) await page.goto('/sign-in');
      await show(page);
      await page.evaluate(untilStill);
      await page.evaluate(axe.source);
      for (const look of looks) {
        if (look !== inLight) await wear(page, look);
        for (const finding of await findingsOn(page, look)) found.push(`${name}, ${look.name}: ${finding}`);
      }
      await leave?.(page);
    }
    expect(found).toEqual([]);
  },
);

/** Gives the page a look and waits until it has it. */
async function wear(page: Page, { colorScheme, viewport }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(viewport);
  await page.waitForFunction(
    (scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme,
    colorScheme,
  );
  await page.evaluate(untilStill);
}

/** Runs in the page: resolves when React has drawn what the width changes, and nothing moves any more. */
async function untilStill(): Promise<void> {
  const framesMax = 300;
  for (let frame = 0, still = 0; frame < framesMax && still < 2; frame += 1) {
    await new Promise((drawn) => requestAnimationFrame(drawn));
    still = document.getAnimations().some(({ playState }) => playState === 'running') ? 0 : still + 1;
  }
}

/** Axe runs in the page, where its source is. */
async function findingsOn(page: Page, { rules }: Look): Promise<string[]> {
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    ...rules,
  };
  const { violations, isWide } = await page.evaluate(async (run) => {
    const root = document.documentElement;
    const results = await globalThis.axe.run(document, run);
    return { violations: results.violations, isWide: root.scrollWidth > root.clientWidth };
  }, options);
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  return isWide ? [...findings, 'scrolls sideways'] : findings;
}

type Axe = typeof axe;

declare global {
  // What `axe.source` defines.
  var axe: Axe;
}
