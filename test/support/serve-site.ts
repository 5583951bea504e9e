import {preview} from 'vite';
import type {TestProject} from 'vitest/node';
import {buildPage} from '../../scripts/bundle.mjs';
import type {BrowserEngine} from './engines.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built page is served, ending in a slash. */
    site: string;
    /** The browsers to journey in, with what `playwright` needs to launch each. */
    browsers: BrowserEngine[];
  }
}

// The page must work wherever it is put, so it is not put at the root.
const BASE = '/some/folder/';

/** Builds the page once for all journeys and serves it on a free port of this machine. */
export default async function serveSite({provide}: TestProject): Promise<() => Promise<void>> {
  const outDir = 'build/site';
  await buildPage(outDir);
  const server = await preview({
    configFile: false,
    logLevel: 'warn',
    appType: 'mpa', // what is missing answers 404 and not with the page
    base: BASE,
    build: {outDir},
    preview: {host: '127.0.0.1', port: 0},
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('preview: expected a port, got none');
  provide('site', `http://127.0.0.1:${String(address.port)}${BASE}`);
  return () => server.close();
}
