import {pathToFileURL} from 'node:url';
import {bundle} from '../../scripts/bundle.mjs';

const PROGRAMS = {
  'synthetic-node-worker': 'test/support/synthetic-node-worker.ts',
  'node-worker': 'src/runtime/node-worker.ts',
};

/** Addresses of the programs that tests run outside of Vitest, built because Node 20 cannot run TypeScript. */
export async function testPrograms(): Promise<Record<keyof typeof PROGRAMS, URL>> {
  const out = await bundle('test-programs', PROGRAMS, ['src', 'test/support']);
  const urls = Object.keys(PROGRAMS).map((name) => [name, pathToFileURL(`${out}/${name}.js`)]);
  return Object.fromEntries(urls) as Record<keyof typeof PROGRAMS, URL>;
}
