import {mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {engineDigest, PURE_ROOMS} from '../../scripts/engine-digest.mjs';

// Oracle: laws. The digest is a function of the sources of the pure rooms and of nothing else.

describe('engineDigest', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), {recursive: true});
    writeFileSync(join(root, path), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sluice-digest-'));
    for (const room of PURE_ROOMS) write(`src/${room}/a.ts`, `export const here = '${room}';\n`);
  });
  afterEach(() => rmSync(root, {recursive: true}));

  it('is 16 hexadecimal digits and the same when asked again', () => {
    expect(engineDigest(root)).toMatch(/^[0-9a-f]{16}$/);
    expect(engineDigest(root)).toBe(engineDigest(root));
  });

  it.each(PURE_ROOMS)('changes when a nested source of %s changes, comes, or is renamed', (room) => {
    const digests = [engineDigest(root)];
    write(`src/${room}/deep/er/b.ts`, '1');
    digests.push(engineDigest(root));
    write(`src/${room}/deep/er/b.ts`, '2');
    digests.push(engineDigest(root));
    renameSync(join(root, `src/${room}/deep/er/b.ts`), join(root, `src/${room}/deep/er/c.ts`));
    digests.push(engineDigest(root));
    expect(new Set(digests).size).toBe(4);
  });

  it('changes when text moves over the border of two files', () => {
    write('src/model/b.ts', 'one');
    write('src/model/c.ts', 'two');
    const before = engineDigest(root);
    write('src/model/b.ts', 'onet');
    write('src/model/c.ts', 'wo');
    expect(engineDigest(root)).not.toBe(before);
  });

  it('stays when another room, or what is no source, changes', () => {
    const before = engineDigest(root);
    write('src/ui/page.tsx', '1');
    write('src/charts/line.ts', '1');
    write('src/model/notes.md', '1');
    expect(engineDigest(root)).toBe(before);
  });

  it('names the room that is missing', () => {
    rmSync(join(root, 'src/scenario'), {recursive: true});
    expect(() => engineDigest(root)).toThrow(/src[\\/]scenario/);
  });
});
