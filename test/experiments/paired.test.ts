import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {pairedDifference} from '../../src/experiments/paired.ts';
import {normalQuantile} from '../../src/numeric/normal-quantile.ts';
import {shareOf} from '../support/synthetic-model.ts';

const normal = (...parts: (string | number)[]) => normalQuantile(shareOf(...parts) + 2 ** -50);

describe('pairedDifference', () => {
  it('gives the statistics of four pairs worked by hand', () => {
    const a = Float64Array.of(10, 20, 30, 40);
    const b = Float64Array.of(11, 20, 33, 40);
    const result = pairedDifference(a, b); // differences 1, 0, 3, 0: mean 1, variance (0 + 1 + 4 + 1) / 3 = 2
    expect(result.pairs).toBe(4);
    expect(result.mean_difference).toBe(1);
    expect(result.ci90[1]).toBeCloseTo(1 + 2.353363 * Math.sqrt(2 / 4), 5);
    expect(result.ci90[0]).toBeCloseTo(1 - 2.353363 * Math.sqrt(2 / 4), 5);
    expect(result.share_b_above_a).toBe(0.5);
    expect(result.share_tied).toBe(0.5);
    // Var A = 500 / 3; B has mean 26 and squares 225 + 36 + 49 + 196 = 506 over 3.
    expect(result.variance_ratio).toBeCloseTo(2 / (500 / 3 + 506 / 3), 12);
  });

  it('leaves out pairs with an undefined side', () => {
    const a = Float64Array.of(NaN, 10, 20, 30, 40, 5);
    const b = Float64Array.of(1, 11, 20, 33, 40, NaN);
    expect(pairedDifference(a, b)).toEqual(
      pairedDifference(Float64Array.of(10, 20, 30, 40), Float64Array.of(11, 20, 33, 40)),
    );
  });

  it('is exactly zero for the same column twice, whatever its values', () => {
    const column = fc.float64Array({minLength: 2, maxLength: 50, noNaN: true, min: -1e9, max: 1e9});
    fc.assert(
      fc.property(column, (a) => {
        const {mean_difference, ci90, share_b_above_a, share_tied} = pairedDifference(a, a.slice());
        expect([mean_difference, ...ci90, share_b_above_a, share_tied]).toEqual([0, 0, 0, 0, 1]);
      }),
    );
  });

  it('changes sign when the sides change places', () => {
    const column = fc.float64Array({minLength: 5, maxLength: 5, noNaN: true, min: -1e3, max: 1e3});
    fc.assert(
      fc.property(column, column, (a, b) => {
        const [there, back] = [pairedDifference(a, b), pairedDifference(b, a)];
        expect(back.mean_difference).toBeCloseTo(-there.mean_difference, 9);
        expect(back.share_b_above_a).toBeCloseTo(1 - there.share_b_above_a - there.share_tied, 12);
        // Two columns without any spread have no ratio.
        if (Number.isNaN(there.variance_ratio)) expect(back.variance_ratio).toBeNaN();
        else expect(back.variance_ratio).toBeCloseTo(there.variance_ratio, 9);
      }),
    );
  });

  it('covers the true effect in 88 to 92 of 100 experiments and finds the variance that pairing saves', () => {
    let hits = 0;
    let ratio = 0;
    for (let experiment = 0; experiment < 1000; experiment++) {
      const a = Float64Array.from({length: 10}, (_, i) => normal('a', experiment, i));
      const b = a.map((value, i) => value + 0.3 + 0.25 * normal('b', experiment, i));
      const {ci90, variance_ratio} = pairedDifference(a, b);
      if (ci90[0] <= 0.3 && 0.3 <= ci90[1]) hits++;
      ratio += variance_ratio / 1000;
    }
    expect(hits).toBeGreaterThanOrEqual(880);
    expect(hits).toBeLessThanOrEqual(920);
    // 0.0625 / 2.0625 = 0.0303 in large samples; a ratio of small-sample variances lies a little above.
    expect(ratio).toBeGreaterThan(0.0303);
    expect(ratio).toBeLessThan(0.045);
  });

  it('counts two equal infinities as a tie', () => {
    const {pairs, share_tied, mean_difference} = pairedDifference(
      Float64Array.of(Infinity, 1),
      Float64Array.of(Infinity, 1),
    );
    expect([pairs, share_tied, mean_difference]).toEqual([2, 1, 0]);
  });
});
