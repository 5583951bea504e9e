/**
 * Quantile of an ascending column without NaN, by linear interpolation between order statistics (Hyndman and Fan's type 7).
 *
 * `p` is a share in [0, 1], else it throws; an empty column gives NaN.
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: expected a share from 0 to 1, got ${String(p)}`);
  const n = sorted.length;
  if (n === 0) return NaN;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const share = position - below;
  const low = sorted[below];
  if (share === 0) return low;
  const high = sorted[below + 1];
  if (low === high) return low; // also two infinities, whose difference is undefined
  const gap = high - low;
  if (gap === Infinity) return (1 - share) * low + share * high; // an infinite end, or a gap beyond the largest double
  return Math.min(low + share * gap, high); // rounding must not carry it past the neighbour
}

/** Quantiles (type 7) of a column at shares `ps`, each in [0, 1]; NaN values are undefined and left out, none left gives NaN. */
export function quantiles(values: Float64Array, ps: readonly number[]): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return ps.map((p) => quantileSorted(sorted, p));
}
