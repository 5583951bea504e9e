import {mean, variance} from '../numeric/sum.ts';
import {type Interval, meanInterval, shareInterval} from './intervals.ts';

/** What changes from A to B when both live through the same random futures; 90 % intervals. */
export interface PairedDifference {
  readonly pairs: number; // replicates in which both sides define the value
  readonly mean_difference: number; // mean of B - A over the pairs
  readonly ci90: Interval; // of that mean
  readonly share_b_above_a: number; // of the pairs
  readonly share_ci90: Interval; // of that share
  readonly share_tied: number;
  readonly variance_ratio: number; // Var(B - A) / (Var A + Var B): 1 = nothing gained by pairing, 0 = all noise cancelled
}

/** Compares two columns with one value per replicate; a pair with an undefined side is left out. */
export function pairedDifference(a: Float64Array, b: Float64Array): PairedDifference {
  const both = (_: number, i: number) => a[i] === a[i] && b[i] === b[i];
  const left = a.filter(both);
  const right = b.filter(both);
  const pairs = left.length;
  // Two equal infinities are a tie; their difference would be undefined.
  const differences = right.map((value, i) => (value === left[i] ? 0 : value - left[i]));
  const above = right.filter((value, i) => value > left[i]).length;
  const tied = right.filter((value, i) => value === left[i]).length;
  const difference = mean(differences);
  const spread = variance(differences);
  return {
    pairs,
    mean_difference: difference,
    ci90: meanInterval(difference, Math.sqrt(spread / pairs), pairs),
    share_b_above_a: above / pairs,
    share_ci90: shareInterval(above, pairs),
    share_tied: tied / pairs,
    variance_ratio: spread / (variance(left) + variance(right)),
  };
}
