import {describe, expect, it} from 'vitest';
import {digestColumn} from '../../src/numeric/digest.ts';
import {exp} from '../../src/numeric/exp.ts';
import {expm1} from '../../src/numeric/expm1.ts';
import {ln} from '../../src/numeric/ln.ts';
import {log1p} from '../../src/numeric/log1p.ts';
import {anyMagnitude, samples, SLOW, worstError} from './oracle.ts';

// Oracle: mathjs's BigNumber at 64 digits. Bounds are in units in the last place of the true value; half is the best possible.

const between = (low: number, high: number) => (u: number) => low + (high - low) * u;
const anySize = (low: number, high: number) => (u: number, v: number) =>
  (v < 0.5 ? -1 : 1) * 10 ** (low + (high - low) * u);

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
];

describe('exp', {timeout: SLOW}, () => {
  it('is within 0.51 ulp where results are normal', () => {
    for (const range of [between(-1, 1), between(-20, 20), between(-708, 709.7), anySize(-20, 0)]) {
      expect(worstError(samples(1, 1000, range), exp, (x) => x.exp()).ulps).toBeLessThan(0.51);
    }
  });

  it('is within 0.8 ulp where results are subnormal', () => {
    expect(worstError(samples(2, 1000, between(-745, -708)), exp, (x) => x.exp()).ulps).toBeLessThan(0.8);
  });

  it('turns at the ends of its range', () => {
    expect(exp(709.782712893384)).toBe(1.7976931348622732e308); // the last that fits
    expect(exp(709.7827128933841)).toBe(Infinity);
    expect(exp(-745.1332191019411)).toBe(5e-324);
    expect(exp(-745.1332191019412)).toBe(0);
  });

  it('treats special values as Math.exp does', () => {
    for (const x of [...SPECIAL, -1e300, 1e300]) expect(exp(x)).toBe(Math.exp(x));
  });
});

describe('ln', {timeout: SLOW}, () => {
  it('is within 0.6 ulp for any size and around 1', () => {
    const nearOne = (u: number, v: number) => 1 + (v - 0.5) * 10 ** (-15 * u);
    for (const range of [anyMagnitude, between(0, 2), between(0, 1000), between(0.98, 1.02), nearOne]) {
      const inputs = samples(3, 1500, range).filter((x) => x > 0 && x !== 1);
      expect(worstError(inputs, ln, (x) => x.ln()).ulps).toBeLessThan(0.6);
    }
  });

  it('is exact or nearest at its cell borders', () => {
    const borders = Array.from({length: 93}, (_, i) => (90.5 + i) / 128);
    const around = borders.flatMap((x) => [x - 2 ** -53, x, x + 2 ** -52, 64 * x]);
    expect(worstError(around, ln, (x) => x.ln()).ulps).toBeLessThan(0.6);
  });

  it('treats special values as Math.log does', () => {
    for (const x of SPECIAL.slice(0, 7)) expect(ln(x)).toBe(Math.log(x));
    expect(
      worstError([5e-324, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308], ln, (x) => x.ln()).ulps,
    ).toBeLessThan(0.51);
  });
});

describe('expm1', {timeout: SLOW}, () => {
  it('is within 0.7 ulp', () => {
    for (const range of [between(-40, 40), between(-1, 1), between(-0.05, 0.05), anySize(-17, 1.8), between(40, 709)]) {
      const inputs = samples(4, 1000, range).filter((x) => x !== 0);
      expect(worstError(inputs, expm1, (x) => x.exp().sub(1)).ulps).toBeLessThan(0.7);
    }
  });

  it('treats special values as Math.expm1 does', () => {
    for (const x of SPECIAL.filter((value) => Math.abs(value) !== 1)) expect(expm1(x)).toBe(Math.expm1(x));
    expect([expm1(-50), expm1(-1e300), expm1(710)]).toEqual([-1, -1, Infinity]);
  });
});

describe('log1p', {timeout: SLOW}, () => {
  it('is within 0.7 ulp', () => {
    const nearMinusOne = (u: number) => -1 + 10 ** (-15 * u);
    for (const range of [between(-0.9, 3), between(-0.02, 0.02), anySize(-17, -0.1), anyMagnitude, nearMinusOne]) {
      const inputs = samples(5, 1500, range).filter((x) => x !== 0 && x > -1 && Math.abs(x) > 1e-30);
      expect(worstError(inputs, log1p, (x) => x.add(1).ln()).ulps).toBeLessThan(0.7);
    }
  });

  it('treats special values as Math.log1p does', () => {
    for (const x of SPECIAL.filter((value) => value !== 1 && value < 1e300)) expect(log1p(x)).toBe(Math.log1p(x));
    expect(log1p(Infinity)).toBe(Infinity);
    expect(log1p(-1.5)).toBeNaN();
  });
});

describe('elementary functions', () => {
  it('have the same bits in every engine: golden digests', () => {
    const digest = (inputs: number[], f: (x: number) => number) =>
      digestColumn(Float64Array.from(inputs, f)).slice(0, 16);
    const spread = samples(6, 20_000, between(-50, 50));
    const positive = samples(7, 20_000, between(0, 1000));
    expect({
      exp: digest(spread, exp),
      ln: digest(positive, ln),
      expm1: digest(spread, expm1),
      log1p: digest(positive, log1p),
    }).toMatchInlineSnapshot(`
      {
        "exp": "80972247229e599f",
        "expm1": "05dba2705ed888e7",
        "ln": "db4f9cb1dbb981d8",
        "log1p": "7aab41fbb3c22502",
      }
    `);
  });
});
