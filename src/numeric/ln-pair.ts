import {highWord} from './bits.ts';
import {lnRatio, upperHalf} from './double-double.ts';
import {scaleByPowerOfTwo} from './powers-of-two.ts';

/*
 * x = 2^k m with m in [sqrt(1/2), sqrt(2)). The nearest of the nodes i/128 gives a factor `inverse` of at most 11 bits with
 * m * inverse = 1 + r, |r| < 0.006, and ln x = k ln 2 - ln(inverse) + ln(1 + r), the last by its power series.
 */
const SQRT_HALF_OFFSET = 0x3ff00000 - 0x3fe6a09e; // so that the exponent field steps at sqrt(2), not at 2
const FIRST_NODE = 90;
const LAST_NODE = 182;
const GRID = 4398046511104; // 2^42: parts on this grid add up without rounding
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const SUBNORMAL_LIFT = 54;

const LN_2 = lnRatio(2, 1);
const LN_2_HI = Math.round(LN_2.hi * GRID) / GRID;
const LN_2_LO = LN_2.hi - LN_2_HI + LN_2.lo;

// Per node: the inverse, then -ln(inverse) in two parts, the first on the grid.
const nodes = new Float64Array(3 * (LAST_NODE + 1));
for (let i = FIRST_NODE; i <= LAST_NODE; i++) {
  const numerator = Math.round((1024 * 128) / i);
  const ln = lnRatio(1024, numerator);
  const hi = Math.round(ln.hi * GRID) / GRID;
  nodes[3 * i] = numerator / 1024;
  nodes[3 * i + 1] = hi;
  nodes[3 * i + 2] = ln.hi - hi + ln.lo;
}

/** ln(1 + r) - r for |r| < 1/128, good to 2^-59 of r. */
export function lnSeries(r: number): number {
  const square = r * r;
  const high = -1 / 6 + r * (1 / 7) - square * (1 / 8);
  return square * (-0.5 + r * (1 / 3) + square * (-0.25 + r * 0.2 + square * high));
}

/** ln(x + tail) for finite positive x and |tail| up to half an ulp of x, rounded once. */
export function lnOfSum(x: number, tail: number): number {
  const lift = x < SMALLEST_NORMAL ? SUBNORMAL_LIFT : 0;
  const lifted = lift === 0 ? x : scaleByPowerOfTwo(x, lift);
  const exponent = ((highWord(lifted) + SQRT_HALF_OFFSET) >> 20) - 1023;
  const m = scaleByPowerOfTwo(lifted, -exponent);
  const at = 3 * ((m * 128 + 0.5) | 0);
  const inverse = nodes[at];
  const top = Math.fround(m); // 24 bits: its product with the inverse is exact
  const below = m - top + scaleByPowerOfTwo(tail, -exponent);
  const r = top * inverse - 1 + below * inverse;
  const k = exponent - lift;
  const main = k * LN_2_HI + nodes[at + 1]; // exact, on the grid
  const sum = main + r;
  return sum + (main - sum + r + (k * LN_2_LO + nodes[at + 2] + lnSeries(r)));
}

/** Writes ln x for finite positive x to `out` as a sum [high, low] good to about 2^-68 of itself. */
export function lnPair(x: number, out: Float64Array): void {
  const lift = x < SMALLEST_NORMAL ? SUBNORMAL_LIFT : 0;
  const lifted = lift === 0 ? x : scaleByPowerOfTwo(x, lift);
  const exponent = ((highWord(lifted) + SQRT_HALF_OFFSET) >> 20) - 1023;
  const m = scaleByPowerOfTwo(lifted, -exponent);
  const at = 3 * ((m * 128 + 0.5) | 0);
  const inverse = nodes[at];
  const top = Math.fround(m);
  const rTop = top * inverse - 1;
  const rBelow = (m - top) * inverse;
  const r = rTop + rBelow;
  const rLow = rTop - r + rBelow;

  // r^2 / 2 in two parts; the higher powers fit one double.
  const square = r * r;
  const rHalf = upperHalf(r);
  const rRest = r - rHalf;
  const squareLow = rHalf * rHalf - square + 2 * rHalf * rRest + rRest * rRest;
  const high = 0.2 - r * (1 / 6) + square * (1 / 7 - r * (1 / 8));
  const higher = r * square * (1 / 3 - r * 0.25 + square * high);

  const k = exponent - lift;
  const main = k * LN_2_HI + nodes[at + 1];
  const first = main + r;
  const firstLow = main - first + r;
  const second = first - 0.5 * square;
  const secondLow = first - second - 0.5 * square;
  const low = firstLow + secondLow + (rLow - 0.5 * squareLow - r * rLow + k * LN_2_LO + nodes[at + 2]) + higher;
  const hi = second + low;
  out[0] = hi;
  out[1] = second - hi + low;
}
