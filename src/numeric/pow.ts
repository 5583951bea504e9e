import {upperHalf} from './double-double.ts';
import {expOfSum} from './exp-pair.ts';
import {lnPair} from './ln-pair.ts';

const HUGE_EXPONENT = 18446744073709551616; // 2^64: |ln x| >= 2^-53 carries any base but 1 out of range
const TINY_EXPONENT = 2.710505431213761e-20; // 2^-65: |ln x| < 2^10 leaves 1

const logarithm = new Float64Array(2);

/** x^y, within 1 ulp; special cases are those of ECMAScript, so (+-1)^(+-Infinity) and anything^NaN are NaN. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const base = Math.abs(x);
  if (y === Infinity || y === -Infinity) {
    if (base === 1) return NaN;
    return base > 1 === y > 0 ? Infinity : 0;
  }
  const odd = Math.abs(y % 2) === 1;
  const sign = odd && (x < 0 || 1 / x < 0) ? -1 : 1;
  if (base === 0) return sign * (y > 0 ? 0 : Infinity);
  if (base === Infinity) return sign * (y > 0 ? Infinity : 0);
  if (x < 0 && y % 1 !== 0) return NaN;
  if (base === 1) return sign;
  return sign * positivePower(base, y);
}

function positivePower(base: number, y: number): number {
  const size = Math.abs(y);
  if (size < TINY_EXPONENT) return 1;
  if (size > HUGE_EXPONENT) return base > 1 === y > 0 ? Infinity : 0;
  lnPair(base, logarithm);
  const high = logarithm[0];
  const product = y * high;
  if (!(product > -746 && product < 710)) return product > 0 ? Infinity : 0;
  // The product in two parts: one double would lose up to nine bits of the result.
  const yHalf = upperHalf(y);
  const yRest = y - yHalf;
  const half = upperHalf(high);
  const rest = high - half;
  const lost = yHalf * half - product + yHalf * rest + yRest * half + yRest * rest;
  return expOfSum(product, lost + y * logarithm[1]);
}
