import {readFile, writeFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';
import {documents, ODD_TEMPLATE} from './docs/documents.ts';

const USAGE = 'Usage: npm run docs [-- --check]   (--check writes nothing and fails when a file is out of date)';

// Both from the source folder and from the built one, the project lies two folders up.
const ROOT = new URL('../../', import.meta.url);

/** Writes the generated documents, or with `check` tells which ones on disk are not what would be written. */
async function docs(check: boolean): Promise<number> {
  const template = await readFile(new URL(ODD_TEMPLATE, ROOT), 'utf8');
  let stale = 0;
  for (const [path, text] of documents(template)) {
    const url = new URL(path, ROOT);
    const there = await readFile(url, 'utf8').catch(() => undefined);
    if (there === text) continue;
    stale++;
    if (!check) await writeFile(url, text);
    process.stdout.write(check ? `${path}: out of date; run npm run docs\n` : `${path}: written\n`);
  }
  if (stale === 0) process.stdout.write('The generated documents are up to date.\n');
  return check && stale > 0 ? 1 : 0;
}

function wantsCheck(): boolean | undefined {
  try {
    return parseArgs({options: {check: {type: 'boolean'}}}).values.check === true;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    return undefined;
  }
}

const check = wantsCheck();
process.exitCode = check === undefined ? 2 : await docs(check);
