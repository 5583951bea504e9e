import {describe, expect, it} from 'vitest';
import {createAttention} from '../../src/model/mechanisms/attention.ts';

const WEEK = 7 / 365.25;
const LN2 = Math.log(2);

/** Feeds a harm per year, as a function of time in years, week by week. */
function fed(harm: (t: number) => number, years: number, [halfLife, habituation, floor] = [1, 1.5, 1], scale = 1) {
  const attention = createAttention(1, halfLife, habituation, floor * scale);
  attention.begin();
  const of = new Float64Array(1);
  const path: number[] = [];
  for (let t = 0; t < years; t += WEEK) {
    of[0] = harm(t) * WEEK * scale;
    attention.notice(of, WEEK);
    path.push(attention.excess(0));
  }
  return {path, last: path[path.length - 1], noticed: attention.noticed(0)};
}

describe('attention', () => {
  it('to steady harm has no excess, from the first week on, and notices all of it', () => {
    // Oracle: an average of a constant is the constant.
    const {path, noticed} = fed(() => 40, 10);
    for (const excess of path) expect(Math.abs(excess)).toBeLessThan(1e-9);
    expect(noticed).toBeCloseTo(40, 9);
  });

  it.each([0.2, Math.log(1.56), 1])('to harm growing at rate %f tends to the excess g / b', (g) => {
    // Oracle: an exponential average of a line lags it by slope over rate.
    const habituation = 1.5;
    const {last} = fed((t) => Math.exp(g * t), 30, [1, habituation, 1e-9]);
    expect(last / ((g * habituation) / LN2)).toBeCloseTo(1, 1.5);
  });

  it('rises with one incident at once, falls below the usual later, and forgets', () => {
    const {path} = fed((t) => (t >= 20 && t < 20 + WEEK ? 1000 / WEEK : 30), 60, [1, 1.5, 10]);
    const at = (t: number) => path[Math.floor(t / WEEK) + 1];
    expect(at(20)).toBeGreaterThan(2);
    expect(at(21)).toBeLessThan(at(20) / 1.5);
    expect(at(24)).toBeLessThan(0);
    expect(Math.abs(at(58))).toBeLessThan(0.01);
    // Oracle: taking an average away leaves nothing of an impulse in sum.
    const sum = path.reduce((a, b) => a + b, 0) * WEEK;
    const up = path.filter((excess) => excess > 0).reduce((a, b) => a + b, 0) * WEEK;
    expect(Math.abs(sum / up)).toBeLessThan(0.05);
  });

  it('is the same to the bit in another unit of money', () => {
    const bumpy = (t: number) => 30 + 400 * Math.max(Math.sin(5 * t), 0);
    expect(fed(bumpy, 5, undefined, 1024).path).toEqual(fed(bumpy, 5).path);
  });
});
