import type {BigNumber} from 'mathjs';
import {describe, expect, it} from 'vitest';
import {digestColumn} from '../../src/numeric/digest.ts';
import {normalQuantile} from '../../src/numeric/normal-quantile.ts';
import {decimal, exact, samples, SLOW, ulp} from './oracle.ts';

const PI = decimal('3.1415926535897932384626433832795028841971693993751058209749445923');
const ROOT_2_PI = PI.mul(2).sqrt();

const density = (x: BigNumber): BigNumber => x.mul(x).div(-2).exp().div(ROOT_2_PI);

/** P(X > x) of a standard normal, x >= 0, to some 50 digits: power series below 6, continued fraction above. */
function upperTail(x: BigNumber): BigNumber {
  if (x.gt(6)) {
    let fraction = x;
    for (let n = 120; n > 0; n--) fraction = x.add(decimal(String(n)).div(fraction));
    return density(x).div(fraction);
  }
  const square = x.mul(x);
  let term = x;
  let sum = x;
  for (let n = 3; term.gt('1e-60'); n += 2) {
    term = term.mul(square).div(n);
    sum = sum.add(term);
  }
  return decimal('0.5').sub(density(x).mul(sum));
}

/** How far a quantile is from the truth, in ulps: one Newton step in 64 digits, whose own error is the square of it. */
function ulpsOffQuantile(p: number, got: number): number {
  const x = exact(Math.abs(got));
  const q = p < 0.5 ? exact(p) : decimal('1').sub(exact(p));
  const step = upperTail(x).sub(q).div(density(x));
  return step
    .abs()
    .div(ulp(x.add(step)))
    .toNumber();
}

function worst(inputs: readonly number[]): number {
  return inputs.reduce((largest, p) => Math.max(largest, ulpsOffQuantile(p, normalQuantile(p))), 0);
}

describe('normalQuantile', {timeout: SLOW}, () => {
  it('is within 0.8 ulp all over (0, 1)', () => {
    expect(worst(samples(1, 1500, (u) => u || 0.5))).toBeLessThan(0.8);
  });

  it('is within 0.8 ulp near the median, where it vanishes', () => {
    expect(worst(samples(2, 500, (u, v) => 0.5 + (v - 0.5) * 10 ** (-14 * u)).filter((p) => p !== 0.5))).toBeLessThan(
      0.8,
    );
    expect(normalQuantile(0.5)).toBe(0);
  });

  it('is within 0.8 ulp in the tails, to 1e-308 below and 1 - 2^-53 above', () => {
    expect(worst(samples(3, 300, (u) => 10 ** (-308 * u)))).toBeLessThan(0.8);
    expect(worst(samples(4, 600, (u) => 10 ** (-8 * u)))).toBeLessThan(0.8);
    expect(worst(samples(5, 400, (u) => 1 - 2 ** (-53 * u)).filter((p) => p > 0))).toBeLessThan(0.8);
    expect(worst([5e-324, 1e-310, 2 ** -53, 1 - 2 ** -53])).toBeLessThan(0.8);
  });

  it('joins its pieces within 0.8 ulp', () => {
    const borders = [2 ** -13, 31 / 64, 33 / 64];
    for (let cell = 0; cell < 12 * 32; cell++) borders.push((1 + (cell & 31) / 32) * 2 ** ((cell >> 5) - 13));
    expect(worst(borders.flatMap((p) => [p * (1 - 2 ** -52), p]))).toBeLessThan(0.8);
  });

  it('gives the values of printed tables', () => {
    // Abramowitz and Stegun, table 26.1 and its footnotes, to ten figures
    const table: [number, number][] = [
      [0.975, 1.95996398454],
      [0.95, 1.644853626951],
      [0.995, 2.575829303549],
      [0.75, 0.674489750196],
    ];
    for (const [p, x] of table) expect(normalQuantile(p)).toBeCloseTo(x, 11);
  });

  it('is odd about the median, bit for bit', () => {
    for (const q of samples(6, 1000, (u) => Math.floor(u * 2 ** 53 + 1) / 2 ** 54)) {
      expect(normalQuantile(1 - q)).toBe(0 - normalQuantile(1 - (1 - q)));
    }
  });

  it('is infinite at the ends and undefined beyond', () => {
    expect([0, -0, 1].map(normalQuantile)).toEqual([-Infinity, -Infinity, Infinity]);
    for (const p of [-1e-300, 1.0000000000000002, NaN, Infinity, -Infinity]) expect(normalQuantile(p)).toBeNaN();
  });

  it('has the same bits in every engine: a golden digest', () => {
    const column = Float64Array.from(
      samples(7, 20_000, (u, v) => (v < 0.9 ? u : u * 1e-5)),
      normalQuantile,
    );
    expect(digestColumn(column).slice(0, 16)).toMatchInlineSnapshot(`"975eb9b6581c5086"`);
  });
});
