import {existsSync} from 'node:fs';
import {findChromium, type LaunchOptions} from './chromium.ts';

/** A browser in which tests run. */
export interface BrowserEngine {
  readonly name: 'chromium' | 'firefox';
  readonly options: LaunchOptions;
}

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/**
 * Finds the browsers of this machine: Chromium always, Firefox where it is installed.
 *
 * With SLUICE_REQUIRE_BROWSERS set, as continuous integration does, a missing one is an error: left out in silence it
 * would look like a pass.
 */
export async function findBrowsers(): Promise<BrowserEngine[]> {
  const engines: BrowserEngine[] = [{name: 'chromium', options: await findChromium()}];
  const executablePath = FIREFOX.find((path) => existsSync(path));
  // The channel makes Playwright drive a stock Firefox, which has no build of its own here.
  if (executablePath !== undefined) engines.push({name: 'firefox', options: {channel: 'moz-firefox', executablePath}});
  else if (process.env['SLUICE_REQUIRE_BROWSERS']) {
    throw new Error(
      'SLUICE_REQUIRE_BROWSERS: expected Firefox, found none. Install it, e.g. apt-get install firefox-esr',
    );
  }
  return engines;
}
