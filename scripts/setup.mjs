import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Stops with one clear line where Node is too old for the build tools.
 *
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined} what is wrong, if anything
 */
export function nodeFault(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  return fits
    ? undefined
    : `Sluice needs Node 20.19 or later (of Node 22: 22.12), got ${version}. See https://nodejs.org`;
}

/**
 * Tells whether what is installed is what the lock file asks for; optional packages of other systems may be missing.
 *
 * Contents are compared and not dates, because a fresh checkout dates every file alike.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const installedPath = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(installedPath)) return false;
  /** @typedef {Record<string, {version?: string, integrity?: string, optional?: boolean}>} Packages */
  const read = (/** @type {string} */ path) =>
    /** @type {{packages: Packages}} */ (JSON.parse(readFileSync(path, 'utf8'))).packages;
  const installed = read(installedPath);
  return Object.entries(read(`${root}/package-lock.json`)).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/** Checks Node and installs the locked dependencies where they are missing or outdated; its words go to stderr. */
export function setUp() {
  const fault = nodeFault(process.versions.node);
  if (fault !== undefined) {
    process.stderr.write(`${fault}\n`);
    process.exit(1);
  }
  if (isInstalled(ROOT)) return;
  process.stderr.write('Installing dependencies (npm ci)…\n');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  // Its output goes to our stderr, because stdout belongs to the program that follows.
  const options = {cwd: ROOT, stdio: /** @type {('inherit' | number)[]} */ (['inherit', 2, 2])};
  const {status} =
    npm?.endsWith('.js') === true
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync(`npm ${args.join(' ')}`, {...options, shell: true});
  if (status !== 0) {
    process.stderr.write('npm ci failed; mend what it says above and try again.\n');
    process.exit(1);
  }
}
