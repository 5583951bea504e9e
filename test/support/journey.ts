import {chromium, firefox, type Browser, type Page} from 'playwright';
import {inject} from 'vitest';
import type {BrowserEngine} from './engines.ts';

const launchers = {chromium, firefox};

/** Starts a browser of this machine. */
export function launch({name, options}: BrowserEngine): Promise<Browser> {
  return launchers[name].launch(options);
}

/** A comparison that is done in a few seconds. */
export const SHORT = 'preset=no-staging&b.preset=article-90&seed=journey&runs=5';

/** Opens the page at a fragment in a window of its own. */
export async function open(browser: Browser, fragment: string, width = 1280, height = 900): Promise<Page> {
  const page = await browser.newPage({viewport: {width, height}});
  await page.goto(`${inject('site')}#${fragment}`);
  await page.locator('.results').waitFor();
  return page;
}

/** Waits until all runs of the newest comparison are done and drawn. */
export async function done(page: Page): Promise<void> {
  await page.locator('.progress[data-phase="done"]').waitFor({timeout: 60_000});
  await page.locator('.cards:not(.stale) .difference').first().waitFor();
}

/** What the four cards say: differences, shares, and means of both sides. */
export function numbers(page: Page): Promise<string[]> {
  return page.locator('.card .difference, .card .share, .card .means dd').allTextContents();
}

/** The mean of one side in every card. */
export function means(page: Page, side: 'a' | 'b'): Promise<string[]> {
  return page.locator(`.card .means .side.${side} dd`).allTextContents();
}

/** The result hash that the page shows in full on request. */
export async function resultHash(page: Page): Promise<string> {
  return (await page.locator('.receipt code').getAttribute('title')) ?? '';
}
