import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright';

/** What Playwright needs to start a browser; plain data, so that it can be handed to test workers. */
export interface LaunchOptions {
  readonly executablePath: string;
  readonly args?: string[];
  readonly channel?: string;
  readonly env?: Record<string, string>;
}

// No sandbox: continuous integration runs as root. The rest keeps the browser off the network.
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

const MISSING =
  'No Chromium found: expected $CHROME, an installed Chrome, Chromium or Edge, or one from Playwright. ' +
  'Set CHROME=/path/to/chrome, or run: npx playwright install chromium';

function environment(): Record<string, string> {
  const set = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(set);
}

/**
 * Unpacks the Chromium that comes as a development dependency (Linux x64 only), once per checkout.
 *
 * The package unpacks the libraries which a bare machine lacks only when it believes to run on AWS Lambda, and
 * it changes `process.env`. Both are undone here: the variables are meant for this browser alone, since Firefox
 * must not load its libraries.
 */
async function unpackChromium(): Promise<LaunchOptions> {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/chromium');
  mkdirSync(folder, {recursive: true});
  const before = environment();
  Object.assign(process.env, {TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x'});
  try {
    const {default: packed} = await import('@sparticuz/chromium');
    packed.setGraphicsMode = false;
    const executablePath = await packed.executablePath();
    const libraries = {LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts')};
    return {executablePath, args: ARGS, env: {...before, ...libraries}};
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = before[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/**
 * Finds a Chromium: $CHROME, then an installed one, then Playwright's, then the packed one ($PACKED_CHROMIUM=1 asks
 * for it at once). Throws, naming the remedy, where there is none.
 */
export async function findChromium(): Promise<LaunchOptions> {
  const chosen = process.env['CHROME'];
  if (chosen !== undefined && !existsSync(chosen)) throw new Error(`CHROME: expected a browser, got ${chosen}`);
  const others = process.env['PACKED_CHROMIUM'] ? [] : [...INSTALLED, chromium.executablePath()];
  const executablePath = chosen ?? others.find((path) => existsSync(path));
  if (executablePath !== undefined) return {executablePath, args: ARGS, env: environment()};
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(MISSING);
  return unpackChromium();
}
