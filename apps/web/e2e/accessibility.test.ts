import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createConsolePages } from './console-pages.ts';
import { fillWithExamples } from './examples.ts';
import { scenes } from './scenes.ts';

const { signedIn, signedOut } = createConsolePages(fillWithExamples);

const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: '390 px wide', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

describe.each(looks)('every page, $name,', ({ colorScheme, viewport }) => {
  it('has no serious finding of axe and does not scroll sideways', async () => {
    const look = { colorScheme, viewport, reducedMotion: 'reduce' as const };
    const open = await signedIn(look);
    const closed = await signedOut(look);
    const found: string[] = [];
    for (const { name, isSignedOut, show } of scenes) {
      const page = isSignedOut ? closed : open;
      if (isSignedOut) await page.goto('/sign-in');
      await show(page);
      for (const finding of await findingsOn(page)) found.push(`${name}: ${finding}`);
    }
    expect(found).toEqual([]);
  });
});

async function findingsOn(page: Page): Promise<string[]> {
  // Legacy: without the second page that frames would need. There are none, and it takes half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return isWide ? [...findings, 'scrolls sideways'] : findings;
}
