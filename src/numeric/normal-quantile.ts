import {highWord} from './bits.ts';
import {add, divide, type DoubleDouble, exactProduct, multiply, reciprocal, squareRoot} from './double-double.ts';
import {exp} from './exp.ts';
import {ln} from './ln.ts';
import {lnPair} from './ln-pair.ts';

/*
 * With q the smaller of p and 1 - p (both exact where used) and x the distance from the median:
 * - near the median, the odd Taylor series of the quantile in p - 1/2;
 * - down to q = 2^-13, a Taylor series in q about one node per cell of q (32 cells per power of two). The nodes are short
 *   numbers x, whose q is known to two doubles, so that the leading term is exact;
 * - below, Newton's method on the logarithm of the tail, with Mills' ratio as a continued fraction.
 * The derivatives are W_n(x) / density^n with W_1 = 1 and W_(n+1) = W_n' + n x W_n.
 */
const CENTRE = 1 / 64;
const CELLS_BITS = 15; // of the high word: sign, exponent and five fraction bits name a cell
const FIRST_CELL = (1023 - 13) << 5;
const CELLS = 12 << 5;
const ORDER = 9;
const ROW = ORDER + 3; // q in two parts, x, derivatives divided by factorials
const SMALLEST_CELL_VALUE = 1 / 8192;
const X_GRID = 1048576; // nodes are multiples of 2^-20: x^2 is exact

const PI: DoubleDouble = {hi: 3.141592653589793, lo: 1.2246467991473532e-16};
const ROOT_2_PI = squareRoot({hi: 2 * PI.hi, lo: 2 * PI.lo});
const ROOT_2_PI_TOP = Math.round(ROOT_2_PI.hi * 8388608) / 8388608; // 25 bits
const ROOT_2_PI_REST = ROOT_2_PI.hi - ROOT_2_PI_TOP + ROOT_2_PI.lo;
const LN_2_PI = 2 * ln(ROOT_2_PI.hi);

const rows = new Float64Array(CELLS * ROW);
const central = new Float64Array(6);
let ready = false;

/** The standard normal deviate below which a share p lies, within 2 ulp; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (!ready) prepare();
  const offset = p - 0.5;
  if (Math.abs(offset) < CENTRE) return nearMedian(offset);
  const q = p < 0.5 ? p : 1 - p;
  const x = q >= SMALLEST_CELL_VALUE ? inCell(q) : inTail(q);
  return p < 0.5 ? -x : x;
}

function nearMedian(offset: number): number {
  const square = offset * offset;
  const curve =
    central[1] + square * (central[2] + square * (central[3] + square * (central[4] + square * central[5])));
  const top = Math.fround(offset); // 24 bits: the first product is exact
  const rest = (offset - top) * ROOT_2_PI_TOP + offset * ROOT_2_PI_REST;
  return top * ROOT_2_PI_TOP + (rest + offset * square * curve);
}

function inCell(q: number): number {
  const at = ((highWord(q) >> CELLS_BITS) - FIRST_CELL) * ROW;
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

function prepare(): void {
  const shapes = derivativeShapes(11);
  let scale = 1;
  for (let n = 0; n < 6; n++) {
    // Odd orders only: W_(2n+1)(0) (2 pi)^(n + 1/2) / (2n+1)!.
    central[n] = scale * ROOT_2_PI.hi * shapes[2 * n + 1][0];
    scale *= (2 * PI.hi) / ((2 * n + 2) * (2 * n + 3));
  }
  const row = new Float64Array(ROW);
  fillRow(row, 0, shapes);
  for (let cell = CELLS - 1; cell >= 0; cell--) {
    const octave = 13 - (cell >> 5);
    let middle = (32.5 + (cell & 31)) / 32;
    for (let i = 0; i < octave; i++) middle /= 2;
    // The row of the cell above reaches the middle of this one well enough to place its node.
    const u = middle - row[0];
    let step = 0;
    for (let n = ORDER; n > 0; n--) step = u * (row[2 + n] + step);
    fillRow(row, Math.round((row[2] + step) * X_GRID) / X_GRID, shapes);
    rows.set(row, cell * ROW);
  }
  ready = true;
}

function fillRow(row: Float64Array, x: number, shapes: readonly (readonly number[])[]): void {
  const q = upperTail(x);
  row[0] = q.hi;
  row[1] = q.lo;
  row[2] = x;
  const slope = -ROOT_2_PI.hi * exp(0.5 * x * x); // of x by q
  let factor = 1;
  for (let n = 1; n <= ORDER; n++) {
    factor *= slope / n;
    let shape = 0;
    for (let power = n - 1; power >= 0; power--) shape = shape * x + shapes[n][power];
    row[2 + n] = factor * shape;
  }
}

/** Coefficients, lowest power first, of W_1 to W_orders; entry 0 is unused. */
function derivativeShapes(orders: number): number[][] {
  const shapes: number[][] = [[], [1]];
  for (let n = 1; n < orders; n++) {
    const next = new Array<number>(n + 1).fill(0);
    shapes[n].forEach((coefficient, power) => {
      next[power + 1] += n * coefficient;
      if (power > 0) next[power - 1] += power * coefficient;
    });
    shapes.push(next);
  }
  return shapes;
}

/** 1/2 less the integral of the density from 0 to x, for x below 4, by its power series. */
function upperTail(x: number): DoubleDouble {
  const half = exactProduct(-0.5 * x, x);
  let term: DoubleDouble = {hi: x, lo: 0};
  let sum = term;
  for (let n = 1; Math.abs(term.hi) > 1e-33; n++) {
    term = divide(multiply(term, half), n);
    sum = add(sum, divide(term, 2 * n + 1));
  }
  const share = multiply(sum, reciprocal(ROOT_2_PI));
  return add({hi: 0.5, lo: 0}, {hi: -share.hi, lo: -share.lo});
}
