import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Draws} from '../../src/numeric/draws.ts';
import {philox4x32} from '../../src/numeric/philox.ts';

type Place = readonly [low: number, high: number, tick: number, decision: number];

const int32 = fc.integer({min: -(2 ** 31), max: 2 ** 31 - 1});
const place = fc.tuple(int32, int32, int32, fc.integer({min: 0, max: 65535}));

function wordsAt(draws: Draws, [low, high, tick, decision]: Place, count: number): number[] {
  draws.at(low, high, tick, decision);
  return Array.from({length: count}, () => draws.word());
}

describe('Draws', () => {
  it('reads the blocks of a place in order, each word once', () => {
    fc.assert(
      fc.property(int32, int32, place, (key0, key1, where) => {
        const [low, high, tick, decision] = where;
        const expected: number[] = [];
        const block = new Int32Array(4);
        for (let i = 0; i < 3; i++) {
          philox4x32(key0, key1, low, high, tick, (decision << 16) | i, block);
          expected.push(...Array.from(block, (word) => word >>> 0));
        }
        expect(wordsAt(new Draws(key0, key1), where, 12)).toEqual(expected);
      }),
    );
  });

  it('passes over words as if it had read them', () => {
    fc.assert(
      fc.property(place, fc.integer({min: 0, max: 3}), (where, blocks) => {
        const skipped = new Draws(5, 6).at(...where).skip(4 * blocks);
        const words = Array.from({length: 6}, () => skipped.word());
        expect(words).toEqual(wordsAt(new Draws(5, 6), where, 4 * blocks + 6).slice(4 * blocks));
      }),
    );
  });

  it('lets the place decide and not the history', () => {
    const visit = fc.tuple(place, fc.integer({min: 0, max: 9}), fc.integer());
    fc.assert(
      fc.property(fc.array(visit, {minLength: 1, maxLength: 20}), (visits) => {
        const used = new Draws(1, 2);
        const first = new Map(visits.map((v) => [v, wordsAt(used, v[0], v[1])]));
        const shuffled = [...visits].sort((a, b) => a[2] - b[2]);
        for (const v of shuffled) {
          expect(wordsAt(used, v[0], v[1])).toEqual(first.get(v));
          expect(wordsAt(new Draws(1, 2), v[0], v[1])).toEqual(first.get(v));
        }
      }),
    );
  });

  it('shares no state between two places, keys or kinds of position', () => {
    // Sixteen words agree by chance once in 2^512 pairs.
    fc.assert(
      fc.property(place, place, (first, second) => {
        fc.pre(first.some((word, i) => word !== second[i]));
        const draws = new Draws(3, 4);
        const seen = new Set(wordsAt(draws, first, 16));
        expect(wordsAt(draws, second, 16).filter((word) => seen.has(word)).length).toBeLessThan(3);
        expect(wordsAt(new Draws(4, 3), first, 16)).not.toEqual(wordsAt(draws, first, 16));
      }),
    );
  });

  it('makes a uniform number of the upper 27 and 26 bits of two words', () => {
    const words = wordsAt(new Draws(5, 6), [1, 2, 3, 4], 4).map(BigInt);
    const draws = new Draws(5, 6).at(1, 2, 3, 4);
    for (const [high, low] of [words.slice(0, 2), words.slice(2)]) {
      expect(BigInt(draws.uniform() * 2 ** 53)).toBe(((high >> 5n) << 26n) | (low >> 6n));
    }
  });

  it('spreads uniform numbers evenly over 1000 cells', () => {
    const cells = new Float64Array(1000);
    const draws = new Draws(7, 8);
    const n = 1_000_000;
    for (let i = 0; i < n; i++) cells[Math.floor(draws.at(i, 0, 5, 6).uniform() * 1000)]++;
    const chiSquare = cells.reduce((sum, count) => sum + (count - n / 1000) ** 2 / (n / 1000), 0);
    expect(Math.abs(chiSquare - 999)).toBeLessThan(4 * Math.sqrt(2 * 999)); // four standard deviations
  });

  it('throws when a place has used up its 65,536 blocks', () => {
    const draws = new Draws(9, 10).at(0, 0, 12, 65535);
    for (let i = 0; i < 65536 * 4; i++) draws.word();
    expect(() => draws.word()).toThrow('draws: decision 65535 at tick 12 used up its 65536 blocks');
    expect(draws.at(0, 0, 12, 65535).word()).toBe(new Draws(9, 10).at(0, 0, 12, 65535).word());
  });
});
