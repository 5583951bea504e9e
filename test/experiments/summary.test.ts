import {describe, expect, it} from 'vitest';
import {summarise} from '../../src/experiments/summary.ts';

describe('summarise', () => {
  it('gives the statistics of a small column worked by hand', () => {
    const {n, mean, sd, se, q05, q25, q50, q75, q95} = summarise(Float64Array.of(4, 1, 3, 2));
    expect([n, mean, q25, q50, q75]).toEqual([4, 2.5, 1.75, 2.5, 3.25]);
    expect(q05).toBeCloseTo(1.15, 12);
    expect(q95).toBeCloseTo(3.85, 12);
    expect(sd).toBeCloseTo(Math.sqrt(5 / 3), 12); // squares 2.25 + 0.25 + 0.25 + 2.25 over n - 1
    expect(se).toBeCloseTo(Math.sqrt(5 / 12), 12);
  });

  it('leaves undefined values out of n instead of counting them as 0', () => {
    expect(summarise(Float64Array.of(NaN, 4, NaN, 1, 3, 2))).toEqual(summarise(Float64Array.of(4, 1, 3, 2)));
  });

  it('has no spread to tell for one value, and nothing for none', () => {
    expect(summarise(Float64Array.of(7))).toMatchObject({n: 1, mean: 7, sd: NaN, se: NaN, q05: 7, q95: 7});
    expect(summarise(Float64Array.of(NaN))).toMatchObject({n: 0, mean: NaN, sd: NaN, q50: NaN});
  });

  it('does not reorder the column it reads', () => {
    const column = Float64Array.of(3, 1, 2);
    summarise(column);
    expect([...column]).toEqual([3, 1, 2]);
  });
});
