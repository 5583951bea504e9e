import {mean, variance} from '../numeric/sum.ts';

/** Means of the defined values of every `size` neighbours; groups without one are left out. */
export function groupMeans(values: Float64Array, size: number): Float64Array {
  if (size === 1) return values.filter((value) => value === value);
  const means: number[] = [];
  for (let from = 0; from < values.length; from += size) {
    const known = values.subarray(from, from + size).filter((value) => value === value);
    if (known.length > 0) means.push(mean(known));
  }
  return Float64Array.from(means);
}

/** Where the spread of runs comes from, as standard deviations. */
export interface Spread {
  readonly sd_parameters: number; // what is left when chance is averaged out
  readonly sd_seed: number; // between runs that differ by chance alone
}

/**
 * Splits the variance of runs in groups of `size` into between and within groups: the moment estimates of the one-way
 * random-effects model (Searle, Casella & McCulloch 1992), over complete groups; a negative one is 0.
 */
export function splitVariance(values: Float64Array, size: number): Spread {
  const means: number[] = [];
  const within: number[] = [];
  for (let from = 0; from + size <= values.length; from += size) {
    const group = values.subarray(from, from + size);
    if (group.some(Number.isNaN)) continue;
    means.push(mean(group));
    within.push(variance(group));
  }
  const noise = mean(within);
  return {
    sd_parameters: Math.sqrt(Math.max(variance(means) - noise / size, 0)),
    sd_seed: Math.sqrt(noise),
  };
}
