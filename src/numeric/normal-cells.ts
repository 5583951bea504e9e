import {add, divide, type DoubleDouble, exactProduct, multiply, reciprocal, squareRoot} from './double-double.ts';
import {exp} from './exp.ts';

/*
 * Taylor rows of the normal quantile, one per cell of the upper tail q. The node of a row is a short number x whose q is
 * known to two doubles, so that the leading term is exact. The n-th derivative of x by q is W_n(x) (-1 / density)^n, with
 * W_1 = 1 and W_(n+1) = W_n' + n x W_n.
 */
const ORDER = 9;
const X_GRID = 1048576; // nodes are multiples of 2^-20: x^2 is exact
const NEGLIGIBLE = 1e-28; // against tails of 10^-4 that need 20 digits

const PI: DoubleDouble = {hi: 3.141592653589793, lo: 1.2246467991473532e-16};
const TWO_PI: DoubleDouble = {hi: 2 * PI.hi, lo: 2 * PI.lo};
export const ROOT_2_PI: DoubleDouble = squareRoot(TWO_PI);
const DENSITY_AT_0 = reciprocal(ROOT_2_PI);

/** The cells cover q from 2^-LOWEST_OCTAVE up to 1/2, each power of two in 32 equal parts. */
export const LOWEST_OCTAVE = 13;
const CELLS = (LOWEST_OCTAVE - 1) * 32;

/** The length of a row: q in two parts, x, and nine derivatives divided by their factorials. */
export const ROW: number = ORDER + 3;

/** The rows of all cells, lowest q first. */
export function cellRows(): Float64Array {
  const rows = new Float64Array(CELLS * ROW);
  const shapes = derivativeShapes(ORDER);
  const row = new Float64Array(ROW);
  fillRow(row, 0, shapes);
  for (let cell = CELLS - 1; cell >= 0; cell--) {
    let middle = (32.5 + (cell % 32)) / 32;
    for (let octave = Math.floor(cell / 32); octave < LOWEST_OCTAVE; octave++) middle /= 2;
    // The row of the cell above reaches the middle of this one well enough to place its node.
    const u = middle - row[0];
    let step = 0;
    for (let n = ORDER; n > 0; n--) step = u * (row[2 + n] + step);
    fillRow(row, Math.round((row[2] + step) * X_GRID) / X_GRID, shapes);
    rows.set(row, cell * ROW);
  }
  return rows;
}

/** Coefficients of the quantile at the median: of p - 1/2 to the power 1, 3, … 11. */
export function medianSeries(): Float64Array {
  const shapes = derivativeShapes(11);
  const series = new Float64Array(6);
  let scale = ROOT_2_PI.hi; // (2 pi)^(n/2) / n!
  for (let n = 1; n <= 11; n += 2) {
    series[(n - 1) / 2] = scale * shapes[n][0];
    scale *= TWO_PI.hi / ((n + 1) * (n + 2));
  }
  return series;
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
  for (let n = 1; Math.abs(term.hi) > NEGLIGIBLE; n++) {
    term = divide(multiply(term, half), n);
    sum = add(sum, divide(term, 2 * n + 1));
  }
  const share = multiply(sum, DENSITY_AT_0);
  return add({hi: 0.5, lo: 0}, {hi: -share.hi, lo: -share.lo});
}
