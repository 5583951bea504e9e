import {describe, expect, it} from 'vitest';
import {bandsOf} from '../../src/experiments/bands.ts';
import {summarise} from '../../src/experiments/summary.ts';

describe('bandsOf', () => {
  const rows = [Float64Array.of(1, NaN), Float64Array.of(2, 8), Float64Array.of(4, NaN), Float64Array.of(3, 6)];

  it('summarises each week over runs, undefined values left out', () => {
    const bands = bandsOf(rows);
    const weeks = [summarise(Float64Array.of(1, 2, 4, 3)), summarise(Float64Array.of(8, 6))];
    expect([...bands.n]).toEqual([4, 2]);
    expect([...bands.median]).toEqual(weeks.map(({q50}) => q50));
    expect([...bands.spread_50.low]).toEqual(weeks.map(({q25}) => q25));
    expect([...bands.spread_50.high]).toEqual(weeks.map(({q75}) => q75));
    expect([...bands.spread_90.low]).toEqual(weeks.map(({q05}) => q05));
    expect([...bands.spread_90.high]).toEqual(weeks.map(({q95}) => q95));
    expect([...bands.mean]).toEqual([2.5, 7]);
    expect([...bands.mean_se]).toEqual(weeks.map(({se}) => se));
  });

  it('reaches t standard errors around the mean, with the runs that define the week', () => {
    const {
      mean_ci90: {low, high},
    } = bandsOf(rows);
    expect(high[0] - 2.5).toBeCloseTo(2.3534 * Math.sqrt(5 / 12), 4); // t with 3 degrees of freedom
    expect(high[1] - 7).toBeCloseTo(6.3138, 4); // t with 1, times a standard error of 1
    expect(low[1]).toBeCloseTo(7 - 6.3138, 4);
  });

  it('has no weeks without runs', () => {
    expect(bandsOf([]).median).toHaveLength(0);
  });
});
