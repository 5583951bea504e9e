import {randomUUID} from 'node:crypto';
import {mkdir, open, readFile, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {ChunkStore} from '../runtime/stored.ts';

/** Chunks as files below `folder`, which is made when the first one is put. */
export function createChunkStore(folder: string): ChunkStore {
  const place = (key: string) => join(folder, key.slice(0, 2), `${key}.chunk`);
  return {
    async get(key) {
      try {
        return await readFile(place(key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async put(key, bytes) {
      const path = place(key);
      const unfinished = `${path}.${randomUUID()}.part`;
      await mkdir(join(path, '..'), {recursive: true});
      try {
        const file = await open(unfinished, 'wx');
        try {
          await file.writeFile(bytes);
          await file.sync(); // a rename may reach the disk before the bytes do
        } finally {
          await file.close();
        }
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, {force: true});
        throw error;
      }
    },
  };
}

/** A store that forgets: everything is computed again, and what is computed replaces what was kept. */
export function withoutReading(store: ChunkStore): ChunkStore {
  return {get: () => Promise.resolve(undefined), put: (key, bytes) => store.put(key, bytes)};
}

/** The user's cache folder for this program, by the customs of the platform. */
export function defaultStore(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const custom = environment['XDG_CACHE_HOME'];
  if (custom) return join(custom, 'sluice');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'sluice', 'cache');
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'sluice') : join(home, '.cache', 'sluice');
}
