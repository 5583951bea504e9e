import {highWord} from './bits.ts';
import {exactProduct} from './double-double.ts';
import {ln} from './ln.ts';
import {lnPair} from './ln-pair.ts';
import {cellRows, LOWEST_OCTAVE, medianSeries, ROOT_2_PI, ROW} from './normal-cells.ts';

/*
 * With q the smaller of p and 1 - p (both exact where used) and x the distance from the median:
 * - near the median, the odd Taylor series of the quantile in p - 1/2;
 * - down to q = 2^-13, the Taylor row of the cell of q;
 * - below, Newton's method on the logarithm of the tail, with Mills' ratio as a continued fraction.
 */
const CENTRE = 1 / 64;
const CELL_SHIFT = 15; // leaves of the high word the exponent and five fraction bits, which name a cell
const FIRST_CELL = (1023 - LOWEST_OCTAVE) * 32;
const LOWEST_CELL = 1 / 8192;

const ROOT_2_PI_TOP = Math.round(ROOT_2_PI.hi * 8388608) / 8388608; // 25 bits
const ROOT_2_PI_REST = ROOT_2_PI.hi - ROOT_2_PI_TOP + ROOT_2_PI.lo;
const LN_2_PI = 2 * ln(ROOT_2_PI.hi);

// Made at first use: a few milliseconds that whoever only imports this room need not spend.
let rows: Float64Array = new Float64Array(0);
let series: Float64Array = new Float64Array(0);

/** The standard normal deviate below which a share p lies, within 1 ulp; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (rows.length === 0) {
    rows = cellRows();
    series = medianSeries();
  }
  const offset = p - 0.5;
  if (Math.abs(offset) < CENTRE) return nearMedian(offset);
  const q = p < 0.5 ? p : 1 - p;
  const x = q >= LOWEST_CELL ? inCell(q) : inTail(q);
  return p < 0.5 ? -x : x;
}

function nearMedian(offset: number): number {
  const square = offset * offset;
  const curve = series[1] + square * (series[2] + square * (series[3] + square * (series[4] + square * series[5])));
  const top = Math.fround(offset); // 24 bits: the first product is exact
  const rest = (offset - top) * ROOT_2_PI_TOP + offset * ROOT_2_PI_REST;
  return top * ROOT_2_PI_TOP + (rest + offset * square * curve);
}

function inCell(q: number): number {
  const at = ((highWord(q) >> CELL_SHIFT) - FIRST_CELL) * ROW;
  const u = q - rows[at] - rows[at + 1];
  const u2 = u * u;
  const u4 = u2 * u2;
  const low = rows[at + 4] + u * rows[at + 5] + u2 * (rows[at + 6] + u * rows[at + 7]);
  const high = rows[at + 8] + u * rows[at + 9] + u2 * (rows[at + 10] + u * rows[at + 11]);
  return rows[at + 2] + (u * rows[at + 3] + u2 * (low + u4 * high));
}

const logarithm = new Float64Array(2);

function inTail(q: number): number {
  lnPair(q, logarithm);
  const goal = -2 * logarithm[0]; // of x^2 + ln(2 pi) - 2 ln(Mills' ratio)
  const goalLow = -2 * logarithm[1];
  let x = Math.sqrt(goal);
  x -= (LN_2_PI + 2 * ln(x)) / (2 * x);
  for (let round = 0; round < 4; round++) {
    const ratio = millsRatio(x);
    const square = exactProduct(x, x);
    const excess = square.hi - goal + (square.lo - goalLow + LN_2_PI - 2 * ln(ratio));
    x -= 0.5 * excess * ratio; // the derivative is 2 / ratio
  }
  return x;
}

/** Upper tail over density, for x > 3.6: Laplace's continued fraction, from far enough down. */
function millsRatio(x: number): number {
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / fraction;
  return 1 / fraction;
}
