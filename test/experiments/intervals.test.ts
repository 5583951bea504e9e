import {describe, expect, it} from 'vitest';
import {meanInterval, shareInterval} from '../../src/experiments/intervals.ts';
import {summarise} from '../../src/experiments/summary.ts';
import {normalQuantile} from '../../src/numeric/normal-quantile.ts';
import {shareOf} from '../support/synthetic-model.ts';

const Z = 1.6448536269514722;

/** Normal values of mean 3 and s.d. 2, made by inversion. */
function sample(experiment: number, n: number): Float64Array {
  return Float64Array.from(
    {length: n},
    (_, i) => 3 + 2 * normalQuantile(shareOf('coverage', experiment, i) + 2 ** -50),
  );
}

describe('meanInterval', () => {
  it.each([2, 5, 30])('covers the true mean of normal runs in 88 to 92 of 100 experiments (n = %i)', (n) => {
    let hits = 0;
    for (let experiment = 0; experiment < 1000; experiment++) {
      const {mean, se} = summarise(sample(experiment, n));
      const [low, high] = meanInterval(mean, se, n);
      if (low <= 3 && 3 <= high) hits++;
    }
    expect(hits).toBeGreaterThanOrEqual(880);
    expect(hits).toBeLessThanOrEqual(920);
  });

  it('is undefined for a single run', () => {
    expect(meanInterval(3, NaN, 1)).toEqual([NaN, NaN]);
  });
});

describe('shareInterval', () => {
  it('ends where the observed share lies 1.645 standard errors of the assumed share away (the definition)', () => {
    for (const [hits, n] of [
      [3, 10],
      [50, 100],
      [999, 1000],
      [1, 7],
    ]) {
      for (const end of shareInterval(hits, n)) {
        expect(Math.abs(hits / n - end) / Math.sqrt((end * (1 - end)) / n)).toBeCloseTo(Z, 9);
      }
    }
  });

  it('has exact ends at 0 and 1, and a positive width there', () => {
    const [low, high] = shareInterval(0, 20);
    expect(low).toBe(0);
    expect(high).toBeCloseTo((Z * Z) / (20 + Z * Z), 12);
    expect(shareInterval(20, 20)[1]).toBe(1);
  });

  it('is undefined without runs', () => {
    expect(shareInterval(0, 0)).toEqual([NaN, NaN]);
  });
});
