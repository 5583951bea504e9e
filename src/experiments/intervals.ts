import {studentT95} from './student.ts';

/** A 90 % interval, lower end first; both NaN where it is undefined. */
export type Interval = readonly [low: number, high: number];

// 95 % point of the standard normal law.
const Z = 1.6448536269514722;

/** 90 % interval of a mean over `n` runs with standard error `se`, by Student's t with n - 1 degrees of freedom. */
export function meanInterval(mean: number, se: number, n: number): Interval {
  const reach = studentT95(n - 1) * se;
  return [mean - reach, mean + reach];
}

/** Wilson's 90 % interval of a share of which `hits` of `n` runs were seen; (0, 0) runs leave it undefined. */
export function shareInterval(hits: number, n: number): Interval {
  if (n === 0) return [NaN, NaN];
  const share = hits / n;
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // At no hits, or nothing but hits, the end is exactly 0 or 1; rounding must not move it.
  return [hits === 0 ? 0 : centre - reach, hits === n ? 1 : centre + reach];
}
