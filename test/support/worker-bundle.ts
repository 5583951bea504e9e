import {pathToFileURL} from 'node:url';
import {bundle} from '../../scripts/bundle.mjs';

/**
 * Builds programs of worker threads, which Node 20 cannot run from TypeScript, and gives the address of each; a build
 * of unchanged sources is used again.
 */
export async function bundleWorkers<Name extends string>(
  folder: string,
  entries: Readonly<Record<Name, string>>,
): Promise<Record<Name, URL>> {
  const out = await bundle(folder, entries, ['src', 'test/support']);
  const urls = Object.keys(entries).map((name) => [name, pathToFileURL(`${out}/${name}.js`)]);
  return Object.fromEntries(urls) as Record<Name, URL>;
}
