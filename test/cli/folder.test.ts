import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createFolder} from '../../src/cli/folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-out-'));
});
afterEach(() => rm(root, {recursive: true}));

const namesIn = async (path: string) => (await readdir(path)).sort();

describe('createFolder', () => {
  it('shows nothing at its place before it is committed, then everything', async () => {
    const folder = await createFolder('deep/out', root);
    await folder.write('a.csv', 'one\r\n');
    await folder.write('a.csv', 'two\r\n');
    await folder.write('receipt.json', '{}');
    expect(await namesIn(join(root, 'deep'))).not.toContain('out');
    await folder.commit();
    expect(await namesIn(join(root, 'deep'))).toEqual(['out']);
    expect(await namesIn(join(root, 'deep', 'out'))).toEqual(['a.csv', 'receipt.json']);
    expect(await readFile(join(root, 'deep', 'out', 'a.csv'), 'utf8')).toBe('one\r\ntwo\r\n');
  });

  it('replaces an earlier output whole, so that no file of it is left', async () => {
    for (const name of ['old.csv', 'new.csv']) {
      const folder = await createFolder('out', root);
      await folder.write(name, '');
      await folder.write('receipt.json', '{}');
      await folder.commit();
    }
    expect(await namesIn(join(root, 'out'))).toEqual(['new.csv', 'receipt.json']);
    expect(await namesIn(root)).toEqual(['out']);
  });

  it('leaves nothing behind when it is discarded', async () => {
    const folder = await createFolder('out', root);
    await folder.write('a.csv', 'one');
    await folder.discard();
    expect(await namesIn(root)).toEqual([]);
  });

  it('never takes the place of what is not its own', async () => {
    await writeFile(join(root, 'file'), '');
    await mkdir(join(root, 'thesis'));
    await writeFile(join(root, 'thesis', 'chapter.txt'), 'years of work');
    await expect(createFolder('file', root)).rejects.toThrow('--out: expected a folder, got the file "file"');
    await expect(createFolder('thesis', root)).rejects.toThrow(
      '--out: expected a new folder or an earlier output, got "thesis", which holds other files',
    );
    for (const here of ['.', '..']) {
      await expect(createFolder(here, join(root, 'thesis'))).rejects.toThrow('which holds the current one');
    }
    expect(await namesIn(root)).toEqual(['file', 'thesis']);
  });
});
