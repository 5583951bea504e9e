import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {childId, namedId} from '../../src/numeric/entity-id.ts';

type Words = readonly [number, number, number, number, number];

function child(words: Words): string {
  const out = new Int32Array(2);
  childId(out, ...words);
  return out.join(' ');
}

function named(text: string): string {
  const out = new Int32Array(2);
  namedId(out, text);
  return out.join(' ');
}

describe('childId', () => {
  it('depends on its five words alone', () => {
    const word = fc.integer({min: -(2 ** 31), max: 2 ** 31 - 1});
    fc.assert(
      fc.property(fc.tuple(word, word, word, word, word), fc.nat(4), word, (words, changed, value) => {
        const other = words.map((old, i) => (i === changed ? value : old)) as unknown as Words;
        expect(child(other) === child(words)).toBe(words[changed] === value);
      }),
    );
  });

  it('gives 200,000 close relatives different ids', () => {
    const ids = new Set<string>();
    for (let parent = 0; parent < 10; parent++) {
      for (let tick = 0; tick < 400; tick++) {
        for (let ordinal = 0; ordinal < 10; ordinal++) {
          for (let kind = 0; kind < 5; kind++) ids.add(child([parent, 0, tick, ordinal, kind]));
        }
      }
    }
    expect(ids.size).toBe(200_000);
  });

  it('keeps its values from one version to the next', () => {
    expect(child([1, 2, 3, 4, 5])).toMatchInlineSnapshot(`"-1863038465 -852505583"`);
  });
});

describe('namedId', () => {
  it('is the first eight bytes of SHA-256, low word first', () => {
    // SHA-256 of "abc" begins ba7816bf 8f01cfea (FIPS 180-4); words are little-endian.
    expect(named('abc')).toBe(`${0xbf1678ba | 0} ${0xeacf018f | 0}`);
  });

  it('tells names apart', () => {
    expect(new Set(['us', 'eu', 'US', 'us ', '', 'ü', 'u'].map(named)).size).toBe(7);
  });
});
