// 95 % point of the standard normal law.
const Z = 1.6448536269514722;

// From here on the expansion below is good to 1e-11, and cheaper than the finite sum.
const LARGE = 200;

const known = new Float64Array(LARGE);

/**
 * The value t that a Student variable with `df` degrees of freedom exceeds with probability 5 %: a two-sided 90 %
 * interval of a mean reaches t standard errors to either side. NaN for df < 1; `df` is a whole number.
 */
export function studentT95(df: number): number {
  if (!(df >= 1)) return NaN;
  if (df >= LARGE) return expand(df);
  if (known[df] === 0) known[df] = solve(df);
  return known[df];
}

/** Abramowitz and Stegun 26.7.5: Cornish-Fisher expansion of the t quantile in powers of 1 / df. */
function expand(df: number): number {
  const z2 = Z * Z;
  const g1 = z2 + 1;
  const g2 = (5 * z2 + 16) * z2 + 3;
  const g3 = ((3 * z2 + 19) * z2 + 17) * z2 - 15;
  const g4 = (((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945;
  return Z * (1 + (g1 / 4 + (g2 / 96 + (g3 / 384 + g4 / (92160 * df)) / df) / df) / df);
}

function solve(df: number): number {
  let low = 1;
  let high = 8; // t is at most 6.314, at df = 1
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle; // neighbours among doubles
    if (within(middle, df) < 0.9) low = middle;
    else high = middle;
  }
}

/** P(|T| < t) by the finite sums of Abramowitz and Stegun 26.7.3 (odd df) and 26.7.4 (even df), in the angle atan(t / sqrt(df)). */
function within(t: number, df: number): number {
  const cos2 = df / (df + t * t);
  const cos = Math.sqrt(cos2);
  const sin = t / Math.sqrt(df + t * t);
  const odd = df % 2;
  let term = odd ? cos : 1;
  let sum = df === 1 ? 0 : term;
  for (let power = odd + 2; power <= df - 2; power += 2) {
    term *= (cos2 * (power - 1)) / power;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (arctan(t / Math.sqrt(df)) + sin * sum) : sin * sum;
}

/** atan of x >= 0: four half-angle steps, then the Taylor series at an argument below 0.1. */
function arctan(x: number): number {
  let small = x;
  for (let i = 0; i < 4; i++) small /= 1 + Math.sqrt(1 + small * small);
  const square = -small * small;
  let power = small;
  let sum = 0;
  for (let k = 1; k < 20; k += 2) {
    sum += power / k;
    power *= square;
  }
  return 16 * sum;
}
