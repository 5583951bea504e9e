import {randomUUID} from 'node:crypto';
import {type FileHandle, mkdir, open, readdir, realpath, rename, rm} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve} from 'node:path';
import {BadInput} from './bad-input.ts';
import type {Folder} from './effects.ts';

/** The file that marks a folder as an earlier output of this program. */
export const RECEIPT_FILE = 'receipt.json';

/**
 * Begins a folder that takes the place of `path` when it is committed: files are written beside it, then moved at once.
 *
 * `path` is taken from the folder `current`. Throws `BadInput` where something stands at `path` that is neither empty nor an earlier output.
 */
export async function createFolder(path: string, current: string): Promise<Folder> {
  const target = resolve(current, path);
  await refuseToReplace(target, path, current);
  const unfinished = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  const files = new Map<string, FileHandle>();
  await mkdir(unfinished, {recursive: true});

  async function closeAll(): Promise<void> {
    for (const file of files.values()) await file.close();
    files.clear();
  }

  return {
    async write(name, text) {
      let file = files.get(name);
      if (!file) {
        file = await open(join(unfinished, name), 'wx');
        files.set(name, file);
      }
      await file.write(text);
    },
    async commit() {
      for (const file of files.values()) await file.sync();
      await closeAll();
      const old = `${unfinished}.old`;
      await rename(target, old).catch(unlessMissing);
      await rename(unfinished, target);
      await rm(old, {recursive: true, force: true});
    },
    async discard() {
      await closeAll();
      await rm(unfinished, {recursive: true, force: true});
    },
  };
}

async function refuseToReplace(target: string, path: string, current: string): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      throw new BadInput(`--out: expected a folder, got the file "${path}"`);
    }
    unlessMissing(error);
    return undefined;
  });
  if (names === undefined) return;
  if (!relative(await realpath(target), await realpath(current)).startsWith('..')) {
    throw new BadInput(`--out: expected a folder of its own, got "${path}", which holds the current one`);
  }
  if (names.length > 0 && !names.includes(RECEIPT_FILE)) {
    throw new BadInput(`--out: expected a new folder or an earlier output, got "${path}", which holds other files`);
  }
}

function unlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
