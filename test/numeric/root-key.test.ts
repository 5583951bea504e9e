import seedrandom from 'seedrandom';
import {describe, expect, it} from 'vitest';
import {rootKey} from '../../src/numeric/root-key.ts';

describe('rootKey', () => {
  it('is the first two 32-bit numbers of seedrandom for seed and replicate', () => {
    const generator = seedrandom('white-house/7');
    expect(rootKey('white-house', 7)).toEqual({key0: generator.int32(), key1: generator.int32()});
  });

  it('keeps its value from one version to the next', () => {
    expect(rootKey('white-house', 0)).toMatchInlineSnapshot(`
      {
        "key0": -1701620460,
        "key1": 684702102,
      }
    `);
  });

  it('gives the same key again and leaves Math.random alone', () => {
    const random = Math.random;
    expect(rootKey('a', 1)).toEqual(rootKey('a', 1));
    expect(Math.random).toBe(random);
  });

  it('tells 20,000 seeds and replicates apart, whatever the script they are written in', () => {
    const keys = new Set<string>();
    for (const seed of ['', '0', '1', 'a', 'b', 'a/1', '\u0101', '\u0201', '\u4e01', 'x'.repeat(300)]) {
      for (let replicate = 0; replicate < 2000; replicate++) {
        const {key0, key1} = rootKey(seed, replicate);
        keys.add(`${key0} ${key1}`);
      }
    }
    expect(keys.size).toBe(20_000);
  });

  it('refuses a replicate that is no integer from 0', () => {
    expect(() => rootKey('a', -1)).toThrow('replicate: expected an integer >= 0, got -1');
    expect(() => rootKey('a', 0.5)).toThrow('got 0.5');
  });
});
