/** Kolmogorov's distance between a sample and a distribution function, times the root of its size. */
export function kolmogorov(values: Float64Array, share: (x: number) => number): number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, i) => {
    const expected = share(x);
    distance = Math.max(distance, Math.abs(expected - i / n), Math.abs(expected - (i + 1) / n));
  });
  return distance * Math.sqrt(n);
}

/** Standard deviations by which a chi-square of counts differs from its degrees of freedom; rare cells are pooled. */
export function chiSquareScore(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  let chiSquare = 0;
  let cells = 0;
  let pooledCount = 0;
  let pooledExpected = 0;
  for (let i = 0; i < counts.length; i++) {
    pooledCount += counts[i];
    pooledExpected += expected[i];
    if (pooledExpected < 20) continue;
    chiSquare += (pooledCount - pooledExpected) ** 2 / pooledExpected;
    cells++;
    pooledCount = pooledExpected = 0;
  }
  if (pooledExpected > 0) {
    // What is left over forms one more cell, too small to be exact but large enough to show a gross fault.
    chiSquare += (pooledCount - pooledExpected) ** 2 / Math.max(pooledExpected, 5);
    cells++;
  }
  return (chiSquare - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

/** The normal distribution function, by the power series of its integral and, far out, the continued fraction. */
export function normalShare(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) > 5) {
    let fraction = Math.abs(x);
    for (let n = 60; n > 0; n--) fraction = Math.abs(x) + n / fraction;
    return x < 0 ? density / fraction : 1 - density / fraction;
  }
  let term = x;
  let sum = x;
  for (let n = 3; Math.abs(term) > 1e-18; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + density * sum;
}

/** ln of the gamma function for x > 0, by Stirling's series from 10 up. */
function lnGamma(x: number): number {
  if (x < 10) return lnGamma(x + 1) - Math.log(x);
  const square = x * x;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}

/** The distribution function of a gamma variable of scale 1, by its power series. */
export function gammaShare(shape: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum * Math.exp(shape * Math.log(x) - x - lnGamma(shape));
}

export const poissonProbability = (k: number, mean: number): number =>
  Math.exp(k * Math.log(mean) - mean - lnGamma(k + 1));
