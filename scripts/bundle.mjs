import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import {digestFiles, filesBelow} from './engine-digest.mjs';
import {ROOT, setUp} from './setup.mjs';

/** @typedef {Readonly<Record<string, string>>} Entries name of each output file -> its source, relative to the root */

/** What decides the content of every bundle, besides its own entries. */
const SHARED = [
  'package-lock.json',
  'package.json',
  'vite.config.ts',
  'scripts/bundle.mjs',
  'scripts/engine-digest.mjs',
];

/**
 * Runs `vite build`, quiet unless something is wrong; warnings and errors go to stderr.
 *
 * @param {import('vite').BuildOptions} options
 */
async function viteBuild(options) {
  const {build} = await import('vite');
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production'; // a test that builds must get what users get
  try {
    await build({root: ROOT, configFile: `${ROOT}/vite.config.ts`, logLevel: 'warn', build: options});
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/**
 * Builds the page into `outDir`, relative to the root.
 *
 * @param {string} outDir
 */
export async function buildPage(outDir) {
  await viteBuild({outDir});
}

/**
 * Tells whether the process named in the lock file `path` has died; a lock that is just gone had a living holder.
 *
 * @param {string} path
 */
function holderDied(path) {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

/**
 * Runs `work` while holding the lock file `path`; a lock whose holder died is broken.
 *
 * @param {string} path
 * @param {() => Promise<void>} work
 */
async function alone(path, work) {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), {flag: 'wx'});
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      await delay(50);
      if (holderDied(path)) rmSync(path, {force: true});
    }
  }
  try {
    await work();
  } finally {
    rmSync(path, {force: true});
  }
}

/**
 * Bundles `entries` for Node into build/`name`, unless the one there was made from the same sources.
 *
 * @param {string} name
 * @param {Entries} entries
 * @param {readonly string[]} folders whose files decide the content
 * @returns {Promise<string>} the folder of the bundle
 */
export async function bundle(name, entries, folders = ['src', 'scenarios']) {
  const out = `${ROOT}/build/${name}`;
  const stamp = `${out}/sources.txt`;
  const sources = folders.flatMap((folder) => filesBelow(ROOT, folder));
  const digest = digestFiles(ROOT, [...SHARED, ...sources]);
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isFresh()) return out;
  mkdirSync(`${ROOT}/build`, {recursive: true});
  await alone(`${out}.lock`, async () => {
    if (isFresh()) return; // another process has built it meanwhile
    process.stderr.write(`Building ${name}…\n`);
    await viteBuild({ssr: true, outDir: `${out}.next`, rolldownOptions: {input: {...entries}}});
    writeFileSync(`${out}.next/sources.txt`, digest);
    rmSync(out, {recursive: true, force: true});
    renameSync(`${out}.next`, out);
  });
  return out;
}

/** The command line and, beside it, the program of its worker threads. */
export const CLI = {main: 'src/cli/main.ts', 'node-worker': 'src/runtime/node-worker.ts'};

/**
 * Installs and builds what is missing, then runs the entry `main` in this process with this process's arguments.
 *
 * @param {string} name
 * @param {Entries} entries
 * @param {readonly string[]} [folders]
 */
export async function launch(name, entries, folders) {
  setUp();
  const main = `${await bundle(name, entries, folders)}/main.js`;
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
}
