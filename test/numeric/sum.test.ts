import {describe, expect, it} from 'vitest';
import {Draws} from '../../src/numeric/draws.ts';
import {mean, pairwiseSum, variance} from '../../src/numeric/sum.ts';
import {decimal, exact, SLOW} from './oracle.ts';

function column(length: number, value: (u: number) => number): Float64Array {
  const draws = new Draws(1, 2).at(length, 0, 0, 0);
  return Float64Array.from({length}, () => value(draws.uniform()));
}

describe('pairwiseSum', {timeout: SLOW}, () => {
  it('stays within log2(n) half ulps of the exact sum of the sizes', () => {
    for (const n of [1, 2, 31, 32, 33, 1000, 100_001]) {
      const values = column(n, (u) => (u - 0.3) * 10 ** (20 * u));
      const truth = values.reduce((sum, value) => sum.add(exact(value)), decimal('0'));
      const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
      const error = truth.sub(pairwiseSum(values)).abs().toNumber();
      expect(error).toBeLessThanOrEqual((32 + Math.log2(n)) * 2 ** -53 * size);
    }
  });

  it('keeps sixteen digits where adding one by one loses four', () => {
    const n = 1 << 20;
    const values = new Float64Array(n).fill(0.1);
    const truth = exact(0.1).mul(n);
    const naive = values.reduce((sum, value) => sum + value, 0);
    expect(truth.sub(pairwiseSum(values)).abs().toNumber()).toBeLessThan(1e-9);
    expect(truth.sub(naive).abs().toNumber()).toBeGreaterThan(1e-7);
  });

  it('sums only the given part, and nothing to 0', () => {
    const values = Float64Array.from({length: 100}, (_, i) => i);
    expect(pairwiseSum(values, 10, 60)).toBe(1725); // (10 + 59) 50 / 2
    expect(pairwiseSum(values, 5, 5)).toBe(0);
  });
});

describe('mean and variance', {timeout: SLOW}, () => {
  it('take the mean of the given part, and NaN of nothing', () => {
    expect(mean(Float64Array.of(9, 1, 2, 6, 9), 1, 4)).toBe(3);
    expect(mean(new Float64Array(0))).toBeNaN();
  });

  it('divide squared deviations by n - 1', () => {
    expect(variance(Float64Array.of(100, 2, 4, 4, 4, 5, 5, 7, 9, 100), 1, 9)).toBeCloseTo(32 / 7, 14);
    expect(variance(Float64Array.of(1))).toBeNaN();
  });

  it('agree with unbounded precision when the mean is a billion standard deviations away', () => {
    const values = column(10_000, (u) => 1e9 + u);
    const centre = values.reduce((sum, value) => sum.add(exact(value)), decimal('0')).div(values.length);
    const squares = values.reduce((sum, value) => sum.add(exact(value).sub(centre).pow(2)), decimal('0'));
    const truth = squares.div(values.length - 1).toNumber();
    expect(Math.abs(variance(values) / truth - 1)).toBeLessThan(1e-13);
    expect(Math.abs(mean(values) - centre.toNumber())).toBeLessThanOrEqual(2 ** -22); // 2 ulps of 1e9
  });
});
