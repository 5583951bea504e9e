#!/usr/bin/env node
import {availableParallelism, homedir} from 'node:os';
import {createNodeRunner} from '../runtime/node.ts';
import {createChunkStore, defaultStore} from './chunk-store.ts';
import {cli} from './cli.ts';
import {createFolder} from './folder.ts';
import {digestFile, kindOf, list, presetsIn, readText, writeText} from './files.ts';

// A run takes seconds where others compete for the processor; the pool must not take that for death.
const PATIENCE = 120_000; // ms

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Asked twice, it does not wait for what is left to be stored.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  });
}

// Whoever reads the output may stop early, as `head` does; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await cli(process.argv.slice(2), {
  packageVersion: __PACKAGE_VERSION__,
  engineDigest: __ENGINE_DIGEST__,
  processors: availableParallelism(),
  signal: interrupt.signal,
  stderrIsTerminal: process.stderr.isTTY,
  out: (text) =>
    new Promise((resolve) => {
      process.stdout.write(text, () => {
        resolve();
      });
    }),
  err(text) {
    process.stderr.write(text);
  },
  clock: () => performance.now(),
  readText,
  writeText,
  kindOf,
  list,
  digestFile,
  // Both from the source folder and from the built one, the presets lie two folders up.
  ...presetsIn(new URL('../../scenarios/', import.meta.url)),
  createFolder: (path) => createFolder(path, process.cwd()),
  createRunner: (workers) => {
    const entry = new URL('./node-worker.js', import.meta.url);
    return createNodeRunner({workers, entry, silence: PATIENCE, start: PATIENCE});
  },
  openStore: (folder) => createChunkStore(folder ?? defaultStore(process.platform, process.env, homedir())),
});
