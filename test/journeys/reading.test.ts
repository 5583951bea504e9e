import axe from 'axe-core';
import type {Browser, Page} from 'playwright';
import {afterAll, beforeAll, describe, expect, inject, it} from 'vitest';
import {done, launch, open, SHORT} from '../support/journey.ts';

// Oracle: axe-core's rules for WCAG 2.2 A and AA, and the width of the window.

const [chromium] = inject('browsers');

/** Opens every table and every group of controls. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    const press = (selector: string) =>
      document.querySelectorAll<HTMLElement>(selector).forEach((item) => item.click());
    press('.fan-table:not([open]) > summary');
    press('.panel-toggle[aria-expanded="false"]');
  });
  await page.locator('.panel-toggle[aria-expanded="false"]').first().waitFor({state: 'detached'});
  await page.evaluate(() => document.querySelector<HTMLElement>('button.role[aria-expanded="false"]')?.click());
}

/** What axe finds wrong, a line per rule. */
function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    interface Violation {
      id: string;
      nodes: {html: string; failureSummary: string}[];
    }
    const {axe} = window as unknown as {axe: {run: (options: object) => Promise<{violations: Violation[]}>}};
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const {violations} = await axe.run({runOnly: {type: 'tag', values: tags}});
    return violations.map(({id, nodes}) =>
      [id, ...nodes.slice(0, 4).map(({html, failureSummary}) => `${html} ${failureSummary}`)].join('\n'),
    );
  });
}

describe('reading the page', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch(chromium);
    page = await open(browser, `${SHORT}&b.policy.staging.stages.research.min_days=150`);
    await done(page);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
  });

  it('reads a chart by keyboard alone', async () => {
    const reader = page.locator('.fan-reader').first();
    await reader.focus();
    await page.keyboard.press('Home');
    const first = await reader.getAttribute('aria-valuetext');
    expect(first).toContain('Week of 2\u00a0Jan\u00a02023');
    await page.keyboard.press('ArrowRight');
    expect(await reader.getAttribute('aria-valuetext')).toContain('9\u00a0Jan\u00a02023');
    await page.keyboard.press('End');
    expect(await reader.getAttribute('aria-valuetext')).toMatch(/: A [\d.,]+,/); // the last week that has a value
    for (let quarter = 0; quarter < 4; quarter++) await page.keyboard.press('PageDown');
    expect(await reader.getAttribute('aria-valuetext')).toMatch(
      /: A [\d.,]+, 90\s% [\d.,]+ to [\d.,]+; B .+ \(days\)$/,
    );
    expect(await page.locator('.read-out-line').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('.read-out-line').count()).toBe(0);
  });

  it('says in every legend that a scenario was changed', async () => {
    const legends = await page.locator('.legend').allTextContents();
    expect(legends).toHaveLength(4);
    for (const legend of legends) expect(legend).toMatch(/B [^(]+ \(1\schange\)/);
  });

  it('lets the keyboard skip to the results without touching the link', async () => {
    const url = page.url();
    await page.locator('.skip-link').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('results');
    expect(page.url()).toBe(url);
  });

  it('breaks no rule of accessibility in the light nor in the dark, with everything opened', async () => {
    await openAll(page);
    await page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({colorScheme, reducedMotion: 'reduce'});
      expect(await violations(page)).toEqual([]);
    }
  });

  it.each([390, 320])('fits a window of %i px without scrolling sideways', async (width) => {
    await page.setViewportSize({width, height: 800});
    const panel = page.locator('.bench-panel:not([open]) > summary');
    if ((await panel.count()) > 0) await panel.click();
    await openAll(page);
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
        .filter((element) => !element.closest('.unseen, .fan-table-scroll'))
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(beyond).toEqual([]);
  });

  it('names the faults of a file with their paths and keeps the last good scenario', async () => {
    const text = 'sluice: 1\nid: mine\nparameters: {service.mean_day: 60}\npolicy: [{id: p, from: soon, regime: {}}]\n';
    const file = {name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text)};
    await page.getByLabel('Open a scenario file as B').setInputFiles(file);
    const faults = page.locator('.scenario.b .faults');
    await faults.waitFor();
    expect(await faults.textContent()).toContain('service.mean_day');
    expect(await faults.textContent()).toContain('service.mean_days'); // did you mean
    expect(await faults.textContent()).toContain('policy');
    expect(await faults.textContent()).toContain('mine.yaml');
    const picked = await page.getByLabel('Preset of scenario B').evaluate((menu: HTMLSelectElement) => menu.value);
    expect(picked).toBe('article-90');
    expect(await page.locator('.scenario.b .scenario-preset').textContent()).not.toContain('mine.yaml');
    expect(await page.locator('.card .difference').count()).toBe(4);
  });
});
