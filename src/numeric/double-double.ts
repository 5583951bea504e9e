/** A number as the unevaluated sum of two doubles, the second at most half an ulp of the first: about 106 bits. */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

const SPLITTER = 134217729; // 2^27 + 1 (Dekker 1971)

/** The upper 26 bits of `value`, so that products of such halves are exact; |value| must stay below 2^996. */
export function upperHalf(value: number): number {
  const spread = SPLITTER * value;
  return spread - (spread - value);
}

/** The exact sum of two doubles (Knuth). */
function exactSum(a: number, b: number): DoubleDouble {
  const hi = a + b;
  const shadow = hi - a;
  return {hi, lo: a - (hi - shadow) + (b - shadow)};
}

/** The exact product of two doubles, if it neither overflows nor underflows (Dekker). */
export function exactProduct(a: number, b: number): DoubleDouble {
  const hi = a * b;
  const aHi = upperHalf(a);
  const bHi = upperHalf(b);
  const aLo = a - aHi;
  const bLo = b - bHi;
  return {hi, lo: aLo * bLo - (hi - aHi * bHi - aLo * bHi - aHi * bLo)};
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const top = exactSum(a.hi, b.hi);
  const rest = exactSum(a.lo, b.lo);
  const sum = exactSum(top.hi, top.lo + rest.hi);
  return exactSum(sum.hi, sum.lo + rest.lo);
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const top = exactProduct(a.hi, b.hi);
  return exactSum(top.hi, top.lo + (a.hi * b.lo + a.lo * b.hi));
}

export function divide(a: DoubleDouble, divisor: number): DoubleDouble {
  const first = a.hi / divisor;
  const back = exactProduct(first, divisor);
  return exactSum(first, (a.hi - back.hi - back.lo + a.lo) / divisor);
}

export function reciprocal(a: DoubleDouble): DoubleDouble {
  const first = 1 / a.hi;
  const back = multiply({hi: first, lo: 0}, a);
  return exactSum(first, (1 - back.hi - back.lo) / a.hi);
}

export function squareRoot(a: DoubleDouble): DoubleDouble {
  const first = Math.sqrt(a.hi);
  const back = exactProduct(first, first);
  return exactSum(first, (a.hi - back.hi - back.lo + a.lo) / (2 * first));
}

/** ln(numerator / denominator) of two small positive integers within a factor 2 of each other, from the series of atanh. */
export function lnRatio(numerator: number, denominator: number): DoubleDouble {
  const z = divide({hi: numerator - denominator, lo: 0}, numerator + denominator);
  const square = multiply(z, z);
  let power = z;
  let sum = z;
  for (let n = 3; Math.abs(power.hi) > Math.abs(z.hi) * 1e-35; n += 2) {
    power = multiply(power, square);
    sum = add(sum, divide(power, n));
  }
  return {hi: 2 * sum.hi, lo: 2 * sum.lo};
}
