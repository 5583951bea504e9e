// Below this length plain addition is as good and faster; above it errors grow with log n, not n.
const RUN = 32;

/** Sum of `values[from]` to `values[to - 1]` by halving, in one fixed order; 0 if there are none. */
export function pairwiseSum(values: ArrayLike<number>, from = 0, to: number = values.length): number {
  if (to - from <= RUN) {
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i];
    return sum;
  }
  const middle = from + ((to - from) >>> 1);
  return pairwiseSum(values, from, middle) + pairwiseSum(values, middle, to);
}

/** Arithmetic mean of `values[from]` to `values[to - 1]`; NaN if there are none. */
export function mean(values: ArrayLike<number>, from = 0, to: number = values.length): number {
  return pairwiseSum(values, from, to) / (to - from);
}

/** Sample variance (divisor n - 1) of `values[from]` to `values[to - 1]`; NaN for fewer than two. */
export function variance(values: ArrayLike<number>, from = 0, to: number = values.length): number {
  const n = to - from;
  if (n < 2) return NaN;
  const centre = mean(values, from, to);
  // The second term takes back what rounding of the centre added to the first.
  const drift = sumOfPowers(values, centre, 1, from, to);
  return (sumOfPowers(values, centre, 2, from, to) - (drift * drift) / n) / (n - 1);
}

function sumOfPowers(values: ArrayLike<number>, centre: number, power: 1 | 2, from: number, to: number): number {
  if (to - from <= RUN) {
    let sum = 0;
    for (let i = from; i < to; i++) {
      const gap = values[i] - centre;
      sum += power === 2 ? gap * gap : gap;
    }
    return sum;
  }
  const middle = from + ((to - from) >>> 1);
  return sumOfPowers(values, centre, power, from, middle) + sumOfPowers(values, centre, power, middle, to);
}
