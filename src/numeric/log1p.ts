import {lnOfSum, lnSeries} from './ln-pair.ts';

const NEAR = 1 / 128;

/** ln(1 + x) without loss for small x, within 1 ulp; -Infinity at -1, NaN below. */
export function log1p(x: number): number {
  if (x === 0) return x; // keeps -0
  if (Math.abs(x) < NEAR) return x + lnSeries(x);
  if (x > -1 && x < Infinity) {
    const sum = 1 + x;
    const tail = x < 1 ? x - (sum - 1) : 1 - (sum - x); // what the sum lost, exactly
    return lnOfSum(sum, tail);
  }
  if (x === -1) return -Infinity;
  return x > 0 ? x : NaN;
}
