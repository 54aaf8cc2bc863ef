import type { Page } from 'playwright-core';

/** What the page throws, and what its content security policy refuses, fails the test under way. */
export function failOnErrors(page: Page): void {
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) throw new Error(message.text());
  });
}
