import {type DoubleDouble, lnRatio, multiply, squareRoot} from './double-double.ts';
import {scaleByPowerOfTwo} from './powers-of-two.ts';

/*
 * x = n ln(2)/128 + r with |r| <= ln(2)/256, n = 128 k + j, and e^x = 2^k 2^(j/128) e^r: the middle factor from a table, the
 * last by its power series.
 */
const PARTS = 128;
const GRID = 4398046511104; // 2^42: n steps on this grid are exact
const ROUNDER = 6755399441055744; // 1.5 * 2^52: adding and taking it away rounds to an integer

const LN_2 = lnRatio(2, 1);
const STEPS_PER_UNIT = PARTS / LN_2.hi;
const STEP_HI = Math.round((LN_2.hi / PARTS) * GRID) / GRID;
const STEP_LO = LN_2.hi / PARTS - STEP_HI + LN_2.lo / PARTS;

// 2^(j/128) in two parts, at 2j and 2j + 1.
const roots = new Float64Array(2 * PARTS);
{
  let ratio: DoubleDouble = {hi: 2, lo: 0};
  for (let part = 1; part < PARTS; part *= 2) ratio = squareRoot(ratio);
  let power: DoubleDouble = {hi: 1, lo: 0};
  for (let j = 0; j < PARTS; j++) {
    roots[2 * j] = power.hi;
    roots[2 * j + 1] = power.lo;
    power = multiply(power, ratio);
  }
}

/** e^(x + tail) for |tail| far below 1, rounded once (twice if subnormal); 0 or Infinity beyond the range, NaN for NaN. */
export function expOfSum(x: number, tail: number): number {
  if (!(x > -746 && x < 710)) return x > 0 ? Infinity : x < 0 ? 0 : NaN;
  const n = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const r = x - n * STEP_HI - n * STEP_LO + tail;
  const square = r * r;
  const p = r + square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  const step = n | 0;
  const at = (step & (PARTS - 1)) * 2;
  const root = roots[at];
  return scaleByPowerOfTwo(root + (roots[at + 1] + root * p), step >> 7);
}

/** e^x - 1 for 1/64 < |x| < 40, rounded once. */
export function expMinusOne(x: number): number {
  const n = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const r = x - n * STEP_HI - n * STEP_LO;
  const square = r * r;
  const curve = square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  const step = n | 0;
  const at = (step & (PARTS - 1)) * 2;
  const root = scaleByPowerOfTwo(roots[at], step >> 7);
  const rootLow = scaleByPowerOfTwo(roots[at + 1], step >> 7);
  // (root - 1) + root * (r + curve), the large parts added without loss.
  const base = root - 1;
  const lost = root > 1 ? root - base - 1 : root - (base + 1);
  const slope = root * r;
  const sum = base + slope;
  const sumLost = base - sum + slope;
  return sum + (sumLost + lost + rootLow + root * curve);
}
