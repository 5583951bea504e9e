import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createChunkStore, defaultStore, withoutReading} from '../../src/cli/chunk-store.ts';

const KEY = 'ab'.repeat(32);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-store-'));
});
afterEach(() => rm(folder, {recursive: true}));

const filesIn = async (path: string) =>
  (await readdir(path, {recursive: true, withFileTypes: true})).filter((entry) => entry.isFile()).map(({name}) => name);

describe('createChunkStore', () => {
  it('keeps bytes under their key, replaces them whole, and leaves no unfinished file behind', async () => {
    const store = createChunkStore(join(folder, 'deep', 'store'));
    expect(await store.get(KEY)).toBeUndefined();
    await store.put(KEY, Uint8Array.of(1, 2, 3));
    await Promise.all([store.put(KEY, Uint8Array.of(9)), store.put(KEY, Uint8Array.of(9))]);
    expect([...((await store.get(KEY)) ?? [])]).toEqual([9]);
    expect(await filesIn(folder)).toEqual([`${KEY}.chunk`]);
  });

  it('reports a folder that cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(createChunkStore(join(folder, 'file')).put(KEY, Uint8Array.of(1))).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  it('writes but forgets when told to start afresh', async () => {
    const store = createChunkStore(folder);
    const fresh = withoutReading(store);
    await fresh.put(KEY, Uint8Array.of(7));
    expect(await fresh.get(KEY)).toBeUndefined();
    expect([...((await store.get(KEY)) ?? [])]).toEqual([7]);
  });
});

describe('defaultStore', () => {
  it.each([
    ['linux', {}, '/home/u/.cache/sluice'],
    ['linux', {XDG_CACHE_HOME: '/x'}, '/x/sluice'],
    ['darwin', {}, '/home/u/Library/Caches/sluice'],
    ['win32', {LOCALAPPDATA: '/l'}, '/l/sluice/cache'],
  ])('follows the customs of %s with %j', (platform, environment, expected) => {
    expect(defaultStore(platform, environment, '/home/u')).toBe(expected);
  });
});
