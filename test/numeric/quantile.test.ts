import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {quantileSorted, quantiles} from '../../src/numeric/quantile.ts';

const column = fc.float64Array({noNaN: true, noDefaultInfinity: true, minLength: 1, maxLength: 50});
const share = fc.double({min: 0, max: 1, noNaN: true});

describe('quantile of type 7', () => {
  it('gives the values of R', () => {
    // quantile(c(1, 3, 4, 8, 20), c(0, .1, .25, .5, .6, .9, 1), type = 7)
    const values = Float64Array.of(20, 1, 8, 4, 3);
    const expected = [1, 1.8, 3, 4, 5.6, 15.2, 20];
    quantiles(values, [0, 0.1, 0.25, 0.5, 0.6, 0.9, 1]).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 12);
    });
    // quantile(1:10, c(.05, .95))
    const ten = Array.from({length: 10}, (_, i) => i + 1);
    expect(quantileSorted(ten, 0.05)).toBeCloseTo(1.45, 12);
    expect(quantileSorted(ten, 0.95)).toBeCloseTo(9.55, 12);
  });

  it('sorts by size and not by text', () => {
    expect(quantiles(Float64Array.of(10, 9, -2, 100, 1), [0, 0.5, 1])).toEqual([-2, 9, 100]);
  });

  it('rises with the share and stays between the neighbours', () => {
    fc.assert(
      fc.property(column, share, share, (values, p, q) => {
        const [low, high] = quantiles(values, [Math.min(p, q), Math.max(p, q)]);
        const sorted = values.slice().sort();
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(sorted[0]);
        expect(high).toBeLessThanOrEqual(sorted[sorted.length - 1]);
      }),
    );
  });

  it('leaves undefined values out and the column as it was', () => {
    const values = Float64Array.of(NaN, 3, NaN, 1);
    expect(quantiles(values, [0, 0.5, 1])).toEqual([1, 2, 3]);
    expect([...values]).toEqual([NaN, 3, NaN, 1]);
    expect(quantiles(Float64Array.of(NaN), [0.5])).toEqual([NaN]);
  });

  it('copes with infinite values', () => {
    expect(quantileSorted([1, Infinity, Infinity], 0.75)).toBe(Infinity);
    expect(quantileSorted([1, 2, Infinity], 0.5)).toBe(2);
    expect(quantileSorted([-Infinity, -Infinity, 0], 0.25)).toBe(-Infinity);
    expect(quantileSorted([-Infinity, 0], 0.25)).toBe(-Infinity);
    expect(quantileSorted([0, Infinity], 0.25)).toBe(Infinity);
    expect(quantileSorted([-1.5e308, 1.5e308], 0.5)).toBe(0);
  });

  it('refuses a share outside 0 to 1', () => {
    expect(() => quantileSorted([1], 1.5)).toThrow('quantile: expected a share from 0 to 1, got 1.5');
    expect(() => quantiles(Float64Array.of(1), [NaN])).toThrow('got NaN');
  });
});
