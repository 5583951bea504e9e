import {describe, expect, it} from 'vitest';
import {
  bernoulli,
  categorical,
  exponential,
  gamma,
  lognormal,
  negativeBinomial,
  normal,
  openUniform,
  pareto,
  poisson,
  truncatedPareto,
} from '../../src/numeric/distributions.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {mean, variance} from '../../src/numeric/sum.ts';
import {chiSquareScore, gammaShare, kolmogorov, normalShare, poissonProbability} from './laws.ts';

const N = 100_000;
const SLOW = 60_000; // milliseconds, on a busy machine
// Kolmogorov's distance times sqrt(n) passes 1.95 once in a thousand samples; keys are fixed, so a pass stays a pass.
const KOLMOGOROV = 1.95;

/** A column of draws, one place each, from a fixed key. */
function column(name: number, draw: (draws: Draws) => number, count = N): Float64Array {
  const draws = new Draws(0xd157, name);
  return Float64Array.from({length: count}, (_, i) => draw(draws.at(i, 0, 0, 0)));
}

/** How many standard errors the mean of a column is from what it should be. */
const meanScore = (values: Float64Array, expected: number, expectedVariance: number) =>
  (mean(values) - expected) / Math.sqrt(expectedVariance / values.length);

describe('continuous distributions', {timeout: SLOW}, () => {
  it('openUniform is uniform and never 0 or 1', () => {
    const values = column(1, openUniform);
    expect(kolmogorov(values, (x) => x)).toBeLessThan(KOLMOGOROV);
    const extreme = (bits: number) => ({word: () => bits}) as unknown as Draws;
    expect(openUniform(extreme(0))).toBe(2 ** -53);
    expect(openUniform(extreme(0xffffffff))).toBe(1 - 2 ** -53);
  });

  it('normal follows the normal law', () => {
    const values = column(2, normal);
    expect(kolmogorov(values, normalShare)).toBeLessThan(KOLMOGOROV);
    expect(Math.abs(meanScore(values, 0, 1))).toBeLessThan(3);
    expect(Math.abs(variance(values) - 1)).toBeLessThan(3 * Math.sqrt(2 / N));
  });

  it('exponential follows 1 - exp(-x)', () => {
    const values = column(3, exponential);
    expect(kolmogorov(values, (x) => 1 - Math.exp(-x))).toBeLessThan(KOLMOGOROV);
    expect(Math.abs(meanScore(values, 1, 1))).toBeLessThan(3);
  });

  it('gamma follows the incomplete gamma function for shapes on both sides of 1', () => {
    for (const shape of [0.05, 0.3, 0.999, 1, 1.5, 4, 50, 10_000]) {
      const values = column(4 + shape, (draws) => gamma(draws, shape));
      expect(kolmogorov(values, (x) => gammaShare(shape, x))).toBeLessThan(KOLMOGOROV);
      expect(Math.abs(meanScore(values, shape, shape))).toBeLessThan(3);
      const spread = Math.sqrt((2 + 6 / shape) / N); // relative standard error of a gamma variance
      expect(Math.abs(variance(values) / shape - 1)).toBeLessThan(4 * spread);
    }
  });

  it('lognormal has the mean and coefficient of variation asked for', () => {
    for (const [average, cv2] of [
      [60, 0.25],
      [3, 1],
    ]) {
      const values = column(60, (draws) => lognormal(draws, average, cv2));
      const s2 = Math.log(1 + cv2);
      const share = (x: number) => normalShare((Math.log(x / average) + s2 / 2) / Math.sqrt(s2));
      expect(kolmogorov(values, share)).toBeLessThan(KOLMOGOROV);
      expect(Math.abs(meanScore(values, average, average * average * cv2))).toBeLessThan(3);
    }
    expect(lognormal(new Draws(1, 2), 7, 0)).toBe(7);
  });

  it('pareto follows 1 - (min / x)^alpha', () => {
    for (const alpha of [0.5, 1.16, 3]) {
      const values = column(70, (draws) => pareto(draws, alpha, 2));
      expect(kolmogorov(values, (x) => 1 - (2 / x) ** alpha)).toBeLessThan(KOLMOGOROV);
    }
  });

  it('truncatedPareto is pareto given that it stays below the cap', () => {
    for (const [alpha, cap] of [
      [1e-9, 1000],
      [0.5, 4],
      [1.16, 1e6],
      [3, Infinity],
    ]) {
      const values = column(80, (draws) => truncatedPareto(draws, alpha, 2, cap));
      const below = (x: number) => Math.expm1(alpha * Math.log(2 / x));
      expect(kolmogorov(values, (x) => below(x) / below(cap))).toBeLessThan(KOLMOGOROV);
      expect(values.every((x) => x >= 2 && x <= cap)).toBe(true);
    }
    expect(truncatedPareto(new Draws(1, 2), 1, 5, 5)).toBe(5);
  });
});

describe('discrete distributions', {timeout: SLOW}, () => {
  it('bernoulli comes true with its probability, never at 0 and always at 1', () => {
    const values = column(90, (draws) => (bernoulli(draws, 0.3) ? 1 : 0));
    expect(Math.abs(meanScore(values, 0.3, 0.21))).toBeLessThan(3);
    expect(mean(column(91, (draws) => (bernoulli(draws, 0) ? 1 : 0)))).toBe(0);
    expect(mean(column(91, (draws) => (bernoulli(draws, 1) ? 1 : 0)))).toBe(1);
  });

  it('categorical draws in proportion to its weights, from the part it is given', () => {
    const weights = Float64Array.of(100, 1, 0, 5, 3, 0, 100);
    const counts = new Float64Array(5);
    for (const i of column(92, (draws) => categorical(draws, weights, 1, 5))) counts[i]++;
    expect([counts[1], counts[4]]).toEqual([0, 0]);
    const expected = [1, 0, 5, 3, 0].map((weight) => (N * weight) / 9);
    expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
  });

  it('categorical takes a weight that is there when the goal meets the total', () => {
    const top = {uniform: () => 1} as unknown as Draws;
    expect(categorical(top, Float64Array.of(0, 0.1, 0.2, 0), 0, 4)).toBe(2);
  });

  it('categorical refuses weights it cannot draw from', () => {
    const draws = new Draws(1, 2);
    expect(() => categorical(draws, Float64Array.of(0, 0), 0, 2)).toThrow(
      'expected a finite positive sum of weights, got 0',
    );
    expect(() => categorical(draws, Float64Array.of(1, -1), 0, 2)).toThrow('expected weights >= 0, got -1 at 1');
    expect(() => categorical(draws, Float64Array.of(1, NaN), 0, 2)).toThrow('got NaN at 1');
    expect(() => categorical(draws, Float64Array.of(1, Infinity), 0, 2)).toThrow('got Infinity');
  });

  it('poisson follows its law on both sides of where the method changes', () => {
    for (const average of [0.01, 1, 9.5, 29.9, 30, 31, 100, 1234.5]) {
      const values = column(100, (draws) => poisson(draws, average));
      const size = Math.ceil(average + 12 * Math.sqrt(average) + 12);
      const counts = new Float64Array(size);
      for (const k of values) counts[k]++;
      const expected = Array.from(counts, (_, k) => N * poissonProbability(k, average));
      expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
      expect(Math.abs(meanScore(values, average, average))).toBeLessThan(3);
      expect(Math.abs(variance(values) / average - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / average) / N));
    }
  });

  it('poisson keeps mean, spread and shape when the mean is a million million', () => {
    for (const average of [1e6, 1e12]) {
      const values = column(101, (draws) => poisson(draws, average));
      const scaled = values.map(
        (k) => (k + openUniform(new Draws(1, 2).at(k, 0, 0, 0)) - 0.5 - average) / Math.sqrt(average),
      );
      expect(kolmogorov(scaled, normalShare)).toBeLessThan(KOLMOGOROV);
      expect(Math.abs(meanScore(values, average, average))).toBeLessThan(3);
      expect(Math.abs(variance(values) / average - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
    }
  });

  it('poisson by inversion never falls when the mean rises', () => {
    for (let i = 0; i < 2000; i++) {
      const draws = new Draws(0xd157, 102);
      let last = 0;
      for (const average of [0, 0.1, 0.5, 1, 2, 5, 10, 20, 29]) {
        const k = poisson(draws.at(i, 0, 0, 0), average);
        expect(k).toBeGreaterThanOrEqual(last);
        last = k;
      }
    }
  });

  it('poisson ends for the largest uniform number and refuses means that are none', () => {
    const top = {word: () => 0xffffffff} as unknown as Draws;
    for (const average of [0.001, 1, 29])
      expect(poisson(top, average)).toBeLessThan(average + 12 * Math.sqrt(average) + 40);
    expect(poisson(top, 0)).toBe(0);
    for (const average of [-1, NaN, Infinity]) {
      expect(() => poisson(top, average)).toThrow(`poisson: expected a mean from 0 to 2^53, got ${String(average)}`);
    }
  });

  it('negativeBinomial has mean m and variance m + m^2 / k, and the law they imply', () => {
    for (const [average, k] of [
      [2, 0.5],
      [10, 3],
      [200, 5],
    ]) {
      const values = column(110, (draws) => negativeBinomial(draws, average, k));
      const spread = average + (average * average) / k;
      expect(Math.abs(meanScore(values, average, spread))).toBeLessThan(3);
      const counts = new Float64Array(Math.ceil(average + 40 * Math.sqrt(spread)));
      for (const n of values) counts[Math.min(n, counts.length - 1)]++;
      let probability = (k / (k + average)) ** k;
      const expected = Array.from(counts, (_, n) => {
        const here = N * probability;
        probability *= ((n + k) / (n + 1)) * (average / (k + average));
        return here;
      });
      expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
    }
  });

  it('negativeBinomial without dispersion is poisson, draw for draw', () => {
    for (const average of [3, 80]) {
      const draw = (draws: Draws) => negativeBinomial(draws, average, Infinity);
      expect(column(111, draw, 100)).toEqual(column(111, (draws) => poisson(draws, average), 100));
    }
    expect(() => negativeBinomial(new Draws(1, 2), 1, 0)).toThrow('expected a dispersion > 0, got 0');
  });
});
