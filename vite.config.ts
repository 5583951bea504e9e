import {readFileSync} from 'node:fs';
import {defineConfig} from 'vite';
import {engineDigest} from './scripts/engine-digest.mjs';

const root = import.meta.dirname;
const {version} = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {version: string};

// `vite build` makes the page; the scripts call it with `build.ssr` to bundle what runs in Node.
export default defineConfig(({command, isSsrBuild}) => ({
  base: './',
  define: {
    __ENGINE_DIGEST__: JSON.stringify(engineDigest(root)),
    __PACKAGE_VERSION__: JSON.stringify(version),
  },
  worker: {format: 'es' as const},
  build: {
    target: isSsrBuild ? 'node20' : 'es2022',
    emptyOutDir: true,
    chunkSizeWarningLimit: 750, // kB: the page needs its scenario schema, charts and sliders at once
    // Node programs find their worker beside them, so all their files lie in one folder.
    ...(isSsrBuild && {
      rolldownOptions: {output: {entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js'}},
    }),
  },
  // Bundled dependencies are shaken and open as one file: a quarter second less at each start of the command line.
  ...(command === 'build' && {ssr: {noExternal: true as const}}),
}));
