import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  digestBytes,
  digestColumn,
  digestColumns,
  digestText,
  EMPTY_FOLD,
  foldDigest,
  foldDigests,
} from '../../src/numeric/digest.ts';

const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A column holding a given bit pattern, such as an unusual NaN. */
function fromBits(high: number, low: number): Float64Array {
  const column = new Float64Array(1);
  new BigUint64Array(column.buffer)[0] = (BigInt(high) << 32n) | BigInt(low);
  return column;
}

describe('digests', () => {
  it('of bytes and text are SHA-256, text in UTF-8', () => {
    // FIPS 180-4, "abc"
    expect(digestText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), (bytes) => {
        expect(digestBytes(bytes)).toBe(sha(bytes));
      }),
    );
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), (text) => {
        expect(digestText(text)).toBe(sha(text));
      }),
    );
  });

  it('of a column are those of its values in little-endian order', () => {
    const bytes = Buffer.alloc(24);
    [1.5, -0.1, Infinity].forEach((value, i) => bytes.writeDoubleLE(value, i * 8));
    expect(digestColumn(Float64Array.of(1.5, -0.1, Infinity))).toBe(sha(bytes));
    expect(digestColumn(new Float64Array(0))).toBe(sha(''));
  });

  it('know one NaN and one zero', () => {
    const nan = sha(Buffer.from('000000000000f87f', 'hex'));
    for (const column of [Float64Array.of(NaN), fromBits(0xfff80000, 0), fromBits(0x7ff00000, 1)]) {
      expect(digestColumn(column)).toBe(nan);
    }
    expect(digestColumn(Float64Array.of(-0))).toBe(digestColumn(Float64Array.of(0)));
  });

  it('tell any two lists of named columns apart', () => {
    const columns = fc.array(
      fc.record({name: fc.string({maxLength: 3}), values: fc.float64Array({maxLength: 3, noNaN: true})}),
      {maxLength: 3},
    );
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    fc.assert(
      fc.property(columns, columns, (a, b) => {
        const plain = (list: typeof a) => list.map(({name, values}) => [name, [...values].map((value) => value + 0)]);
        expect(digestColumns(a) === digestColumns(b)).toBe(same(plain(a), plain(b)));
      }),
    );
    const one = digestColumns([{name: 'ab', values: Float64Array.of(1, 2)}]);
    const others = [
      [
        {name: 'a', values: Float64Array.of(1)},
        {name: 'b', values: Float64Array.of(2)},
      ],
      [{name: 'ab', values: Float64Array.of(2, 1)}],
      [
        {name: 'ab', values: Float64Array.of(1, 2)},
        {name: '', values: new Float64Array(0)},
      ],
    ];
    // Without counts of values, these eight bytes of a value could be the length and text of a name.
    const value = new Float64Array(Uint8Array.of(8, 0, 0, 0, 119, 120, 121, 122).buffer);
    const none = new Float64Array(0);
    const posing = digestColumns([
      {name: 'a', values: none},
      {name: 'wxyz\0\0\0\0', values: none},
    ]);
    const posed = digestColumns([
      {name: 'a', values: value},
      {name: '', values: none},
    ]);
    expect(posed).not.toBe(posing);
    for (const other of others) expect(digestColumns(other)).not.toBe(one);
  });

  it('fold in order, and from any point on', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(digestText);
    expect(foldDigests([])).toBe(EMPTY_FOLD);
    expect(foldDigests([a])).toBe(sha(Buffer.from(EMPTY_FOLD + a, 'hex')));
    expect(foldDigests([a, b, c])).toBe(foldDigest(foldDigests([a, b]), c));
    expect(foldDigests([a, b, c])).not.toBe(foldDigests([a, c, b]));
    expect(() => foldDigests(['xyz'])).toThrow('digest: expected 64 hex digits in lower case, got "xyz"');
  });
});
