import {mean, variance} from '../numeric/sum.ts';
import {groupMeans} from './clusters.ts';
import {type Interval, shareInterval} from './intervals.ts';
import {intervalOfMean} from './summary.ts';

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

/**
 * Wilson's 90 % interval of the share of ones in a column of ones and zeros whose every `size` neighbours belong together:
 * as many runs count as would leave independent ones that uncertain (Kish's effective size).
 */
export function shareOfGroups(hits: Float64Array, size = 1): Interval {
  const known = hits.filter((hit) => hit === hit);
  const share = mean(known);
  const groups = groupMeans(hits, size);
  const spread = variance(groups) / groups.length;
  const alike = size === 1 || !(spread > 0) ? known.length : (share * (1 - share)) / spread;
  const effective = Math.min(Math.max(alike, groups.length), known.length);
  return shareInterval(share * effective, effective);
}

/**
 * Compares two columns with one value per replicate; a pair with an undefined side is left out. Every `size` neighbours
 * share their parameters.
 */
export function pairedDifference(a: Float64Array, b: Float64Array, size = 1): PairedDifference {
  const both = (_: number, i: number) => a[i] === a[i] && b[i] === b[i];
  const left = a.filter(both);
  const right = b.filter(both);
  const pairs = left.length;
  // Two equal infinities are a tie; their difference would be undefined.
  const differences = right.map((value, i) => (value === left[i] ? 0 : value - left[i]));
  const byRun = b.map((value, i) => (value === a[i] ? 0 : value - a[i])); // NaN where a side is undefined
  const above = right.filter((value, i) => value > left[i]).length;
  const tied = right.filter((value, i) => value === left[i]).length;
  const difference = mean(differences);
  const spread = variance(differences);
  return {
    pairs,
    mean_difference: difference,
    ci90: intervalOfMean(byRun, size),
    share_b_above_a: above / pairs,
    share_ci90: shareOfGroups(
      byRun.map((value) => (value === value ? Number(value > 0) : NaN)),
      size,
    ),
    share_tied: tied / pairs,
    variance_ratio: spread / (variance(left) + variance(right)),
  };
}
