import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';
import {BadInput} from './bad-input.ts';
import type {Effects} from './effects.ts';

const LARGEST = 256_000_000; // bytes of a result; scenarios have a smaller limit of their own

/** Text of a file in UTF-8; throws `BadInput` where it cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    const {size} = await stat(path);
    if (size > LARGEST) throw new BadInput(`${path}: expected at most ${String(LARGEST)} bytes, got ${String(size)}`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${path}: expected a readable file, got ${(error as Error).message}`);
  }
}

/** Writes a file by way of one beside it, so that nobody sees half of it; throws `BadInput` where that is not allowed. */
export async function writeText(path: string, text: string): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, {force: true});
    throw new BadInput(`${path}: expected a file that can be written, got ${(error as Error).message}`);
  }
}

export async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}

export async function list(path: string): Promise<string[]> {
  const entries = await readdir(path, {withFileTypes: true});
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
}

/** SHA-256 of a file, 64 hex digits. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The presets in a folder: one file each, named by its id. */
export function presetsIn(folder: URL): Pick<Effects, 'presets' | 'presetText'> {
  return {
    async presets() {
      const names = await readdir(folder).catch(() => []);
      return names.flatMap((name) => (name.endsWith('.yaml') ? [name.slice(0, -'.yaml'.length)] : [])).sort();
    },
    presetText: (id) => readFile(new URL(`${id}.yaml`, folder), 'utf8'),
  };
}
