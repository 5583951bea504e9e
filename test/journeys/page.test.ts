import {type Browser, chromium, firefox} from 'playwright';
import {afterAll, beforeAll, describe, expect, inject, it} from 'vitest';

// Oracle: what any visitor may expect of any page.

const launchers = {chromium, firefox};

describe.each(inject('browsers'))('the page in $name', ({name, options}) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchers[name].launch(options);
  });
  afterAll(async () => {
    await browser.close();
  });

  it('opens from any folder without a complaint, and asks nobody else for anything', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${String(response.status())} ${response.url()}`);
    });
    page.on('request', (request) => {
      const ours = [inject('site'), 'data:', 'blob:'].some((start) => request.url().startsWith(start));
      if (!ours) complaints.push(`foreign request: ${request.url()}`);
    });
    await page.goto(inject('site'), {waitUntil: 'networkidle'});
    await page.locator('#app > *').first().waitFor();
    expect(await page.title()).toBe('Sluice — staged release of frontier AI, simulated');
    expect(await page.getByRole('heading', {level: 1}).count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
