import {meanOf} from './support.ts';

/**
 * Mean of `y` corrected by control variates, with its standard error: the intercept of the least-squares plane of `y`
 * over what luck did in each run, `luck[run][control]`, whose expectations are zero.
 */
export function controlled(y: readonly number[], luck: readonly (readonly number[])[]): {mean: number; error: number} {
  const runs = y.length;
  const controls = luck[0].length;
  const names = Array.from({length: controls}, (_, c) => c);
  const centre = names.map((c) => meanOf(luck.map((row) => row[c])));
  const middle = meanOf(y);
  const sum = (term: (run: number) => number): number => y.reduce((total, _, run) => total + term(run), 0);
  const off = (run: number, c: number): number => luck[run][c] - centre[c];
  const slopes = solve(
    names.map((a) => names.map((b) => sum((run) => off(run, a) * off(run, b)))),
    names.map((a) => sum((run) => off(run, a) * (y[run] - middle))),
  );
  const corrected = y.map((value, run) => value - slopes.reduce((total, slope, c) => total + slope * luck[run][c], 0));
  const mean = meanOf(corrected);
  const residual = sum((run) => (corrected[run] - mean) ** 2) / (runs - 1 - controls);
  return {mean, error: Math.sqrt(residual / runs)};
}

/** Solves a positive definite system by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, n) => [...row, right[n]]);
  rows.forEach((pivot, p) => {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[p] / pivot[p];
      for (let c = p; c < row.length; c++) row[c] -= factor * pivot[c];
    }
  });
  return rows.map((row, n) => row[row.length - 1] / row[n]);
}
