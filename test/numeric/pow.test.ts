import {describe, expect, it} from 'vitest';
import {pow} from '../../src/numeric/pow.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {digestColumn} from '../../src/numeric/digest.ts';
import {anyMagnitude, exact, SLOW, ulpsOff} from './oracle.ts';

/** The worst error in ulps over keyed pairs; results that overflow or vanish are left to the test of special values. */
function worst(name: number, count: number, pair: (u: number, v: number, w: number) => [number, number]): number {
  let largest = 0;
  let judged = 0;
  const draws = new Draws(0x5eed, name);
  for (let i = 0; i < count; i++) {
    draws.at(i, 0, 0, 0);
    const [x, y] = pair(draws.uniform(), draws.uniform(), draws.uniform());
    const truth = exact(y).mul(exact(x).ln()).exp();
    if (truth.gt('1.79e308') || truth.lt('5e-324') || x <= 0) continue;
    largest = Math.max(largest, ulpsOff(pow(x, y), truth));
    judged++;
  }
  expect(judged).toBeGreaterThan(count * 0.9);
  return largest;
}

describe('pow', {timeout: SLOW}, () => {
  // Oracle: exp(y ln x) by mathjs's BigNumber at 64 digits.
  it('is within 0.52 ulp for everyday bases and exponents', () => {
    expect(worst(1, 2000, (u, v) => [10 * u, 20 * v - 10])).toBeLessThan(0.52);
    expect(worst(2, 1000, (u, v) => [0.5 + u, 200 * (v - 0.5)])).toBeLessThan(0.52);
  });

  it('is within 0.52 ulp for bases of any size and results over the whole range', () => {
    const fill = (u: number, v: number, w: number): [number, number] => {
      const x = anyMagnitude(u, v);
      return [x, ((w - 0.5) * 1400) / Math.abs(Math.log(x) || 1)];
    };
    expect(worst(3, 2000, fill)).toBeLessThan(0.52);
  });

  it('is within 0.52 ulp for bases next to 1 and huge exponents', () => {
    const near = (u: number, v: number, w: number): [number, number] => {
      const x = 1 + (u - 0.5) * 10 ** (-12 * w);
      return [x, ((v - 0.5) * 1400) / Math.abs(Math.log1p(x - 1) || 1)];
    };
    expect(worst(4, 2000, near)).toBeLessThan(0.52);
  });

  it('is within 0.52 ulp where a base near 1, but beyond its cell, makes the logarithm small', () => {
    const beside = (u: number, v: number, w: number): [number, number] => {
      const x = w < 0.5 ? 1.0039 + 0.04 * u : 0.9961 - 0.04 * u;
      return [x, ((v < 0.5 ? -700 : 700) + v) / Math.log(x)];
    };
    expect(worst(7, 2000, beside)).toBeLessThan(0.52);
  });

  it('is within 0.8 ulp for subnormal results', () => {
    expect(worst(5, 1000, (u, v) => [10 + u, (-708 - 36 * v) / Math.log(10 + u)])).toBeLessThan(0.8);
  });

  it('is exact where the result is a double', () => {
    for (let n = -1074; n < 1024; n++) expect(pow(2, n)).toBe(2 ** n);
    for (let n = 0; n <= 22; n++) expect(pow(10, n)).toBe(Number(`1e${String(n)}`));
    for (let x = -50; x <= 50; x++) {
      for (let n = 0, power = 1; Math.abs(power) < 2 ** 53; n++, power *= x) {
        expect(pow(x, n)).toBe(n === 0 ? 1 : power);
        if (Math.abs(x) < 2 && n > 40) break;
      }
    }
    expect(pow(6.25, 0.5)).toBe(2.5);
    expect(pow(0.1, 1)).toBe(0.1);
    expect(pow(5e-324, 1)).toBe(5e-324);
  });

  it('treats special values and signs as Math.pow does', () => {
    const sizes = [
      0,
      5e-324,
      1e-300,
      0.5,
      1 - 2 ** -53,
      1,
      1 + 2 ** -52,
      1.5,
      2,
      3,
      1e300,
      1.7976931348623157e308,
      Infinity,
    ];
    const exponents = [0, 5e-324, 1e-300, 0.5, 1, 2, 3, 2 ** 52 + 1, 2 ** 53, 2 ** 64, 1e300, Infinity];
    const signed = (values: number[]) => [...values, ...values.map((value) => -value), NaN];
    const ordinary = (value: number) => Number.isFinite(value) && value !== 0 && Math.abs(value) !== 1;
    for (const x of signed(sizes)) {
      for (const y of signed(exponents)) {
        const expected = Math.pow(x, y);
        const got = pow(x, y);
        if (ordinary(expected)) expect(got / expected).toBeCloseTo(1, 13);
        else expect([x, y, got]).toEqual([x, y, expected]);
      }
    }
  });

  it('has the same bits in every engine: a golden digest', () => {
    const draws = new Draws(0x5eed, 6);
    const column = Float64Array.from({length: 20_000}, (_, i) => {
      draws.at(i, 0, 0, 0);
      return pow(100 * draws.uniform(), 20 * draws.uniform() - 10);
    });
    expect(digestColumn(column).slice(0, 16)).toMatchInlineSnapshot(`"c0d195597be02f12"`);
  });
});
