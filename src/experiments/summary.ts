import {quantiles} from '../numeric/quantile.ts';
import {mean, variance} from '../numeric/sum.ts';
import {groupMeans, splitVariance} from './clusters.ts';
import {type Interval, meanInterval} from './intervals.ts';

/** Statistics of one column over runs; NaN where `n` is too small to define them. */
export interface Summary {
  readonly n: number; // runs in which the value is defined
  readonly mean: number;
  readonly sd: number; // spread of runs, divisor n - 1
  readonly se: number; // uncertainty of the mean: sd / sqrt(n), of runs in groups by the means of the groups
  readonly q05: number; // quantiles of type 7
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q95: number;
  readonly sd_parameters?: number; // of runs in groups: spread between points of the parameters, chance averaged out
  readonly sd_seed?: number; // of runs in groups: spread at one point
}

/** 90 % interval of the mean of a column whose every `size` neighbours belong together. */
export function intervalOfMean(values: Float64Array, size = 1): Interval {
  const groups = groupMeans(values, size);
  return meanInterval(mean(size === 1 ? groups : known(values)), standardError(groups), groups.length);
}

const known = (values: Float64Array): Float64Array => values.filter((value) => value === value);
const standardError = (groups: Float64Array): number => Math.sqrt(variance(groups)) / Math.sqrt(groups.length);

/**
 * Summarises a column with one value per run; NaN is an undefined value, left out of n and never counted as 0.
 * Every `size` neighbours share their parameters: what they have in common does not average out between them.
 */
export function summarise(values: Float64Array, size = 1): Summary {
  const defined = known(values);
  const n = defined.length;
  const sd = Math.sqrt(variance(defined));
  const [q05, q25, q50, q75, q95] = quantiles(defined, [0.05, 0.25, 0.5, 0.75, 0.95]);
  const se = size === 1 ? sd / Math.sqrt(n) : standardError(groupMeans(values, size));
  const summary = {n, mean: mean(defined), sd, se, q05, q25, q50, q75, q95};
  return size === 1 ? summary : {...summary, ...splitVariance(values, size)};
}
