import {quantiles} from '../numeric/quantile.ts';
import {mean, variance} from '../numeric/sum.ts';

/** Statistics of one column over runs; NaN where `n` is too small to define them. */
export interface Summary {
  readonly n: number; // runs in which the value is defined
  readonly mean: number;
  readonly sd: number; // spread of runs, divisor n - 1
  readonly se: number; // uncertainty of the mean, sd / sqrt(n)
  readonly q05: number; // quantiles of type 7
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q95: number;
}

/** Summarises a column with one value per run; NaN is an undefined value, left out of n and never counted as 0. */
export function summarise(values: Float64Array): Summary {
  const known = values.filter((value) => value === value);
  const n = known.length;
  const sd = Math.sqrt(variance(known));
  const [q05, q25, q50, q75, q95] = quantiles(known, [0.05, 0.25, 0.5, 0.75, 0.95]);
  return {n, mean: mean(known), sd, se: sd / Math.sqrt(n), q05, q25, q50, q75, q95};
}
