import {describe, expect, it} from 'vitest';
import {groupMeans, splitVariance} from '../../src/experiments/clusters.ts';
import {shareInterval} from '../../src/experiments/intervals.ts';
import {pairedDifference, shareOfGroups} from '../../src/experiments/paired.ts';
import {intervalOfMean, summarise} from '../../src/experiments/summary.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {normal} from '../../src/numeric/distributions.ts';
import {rootKey} from '../../src/numeric/root-key.ts';

/** Pairs of runs: a level per pair of s.d. `between`, and noise of s.d. 1. */
function pairs(experiment: number, groups: number, between: number): Float64Array {
  const {key0, key1} = rootKey('clusters', experiment);
  const draws = new Draws(key0, key1);
  const values = new Float64Array(2 * groups);
  for (let group = 0; group < groups; group++) {
    const level = between * normal(draws.at(group, 0, 0, 1));
    for (let run = 0; run < 2; run++) values[2 * group + run] = level + normal(draws.at(group, 0, run, 2));
  }
  return values;
}

describe('runs that share their parameters in pairs', () => {
  it('have their spread split into what parameters and what chance add', () => {
    const {sd_parameters, sd_seed} = splitVariance(pairs(0, 20_000, 2), 2);
    expect(sd_parameters).toBeCloseTo(2, 1);
    expect(sd_seed).toBeCloseTo(1, 1);
  });

  it('show no spread of parameters where there is none', () => {
    expect(splitVariance(pairs(0, 20_000, 0), 2).sd_parameters).toBeLessThan(0.15);
  });

  // Oracle: the nominal level. Binomial noise of 1,000 experiments is 0.95 % (one s.e.).
  it('have 90 % intervals of the mean that cover it in 88 to 92 % of 1,000 experiments', () => {
    let naive = 0;
    let grouped = 0;
    for (let experiment = 1; experiment <= 1000; experiment++) {
      const values = pairs(experiment, 30, 2);
      const covers = ([low, high]: readonly [number, number]) => low <= 0 && 0 <= high;
      if (covers(intervalOfMean(values, 2))) grouped++;
      if (covers(intervalOfMean(values))) naive++;
    }
    expect(grouped / 1000).toBeGreaterThanOrEqual(0.88);
    expect(grouped / 1000).toBeLessThanOrEqual(0.92);
    expect(naive / 1000).toBeLessThan(0.85); // what the pairs are for
  });

  it('have intervals of a share that widen to those of half as many runs when pairs agree', () => {
    const hits = Float64Array.from({length: 200}, (_, i) => (Math.floor(i / 2) % 4 === 0 ? 1 : 0));
    const [low, high] = shareOfGroups(hits, 2);
    const [wantedLow, wantedHigh] = shareInterval(25, 100);
    expect(low).toBeCloseTo(wantedLow, 2);
    expect(high).toBeCloseTo(wantedHigh, 2);
  });

  it('in groups of one are summarised as ever', () => {
    const values = Float64Array.of(1, NaN, 4, 2);
    const {se, mean, n} = summarise(values);
    expect([n, mean]).toEqual([3, 7 / 3]);
    expect(se).toBe(summarise(Float64Array.of(1, 4, 2)).se);
    expect(groupMeans(values, 1)).toEqual(Float64Array.of(1, 4, 2));
    expect(shareOfGroups(Float64Array.of(1, 0, 0, NaN))).toEqual(shareInterval(1, 3));
  });

  it('leave out a pair of which neither run is defined, and count half a pair', () => {
    expect(groupMeans(Float64Array.of(1, 3, NaN, NaN, 5, NaN), 2)).toEqual(Float64Array.of(2, 5));
    const {pairs: n, mean_difference} = pairedDifference(Float64Array.of(0, 0, NaN, 0), Float64Array.of(1, 1, 1, 3), 2);
    expect([n, mean_difference]).toEqual([3, 5 / 3]);
  });
});
