import {expMinusOne, expOfSum} from './exp-pair.ts';

const NEAR = 1 / 64; // below, the power series itself; a reduction would cancel

/** e^x - 1 without loss for small x, within 1 ulp. */
export function expm1(x: number): number {
  if (x === 0) return x; // keeps -0
  const size = Math.abs(x);
  if (size < NEAR) {
    const square = x * x;
    const far = 1 / 120 + x * (1 / 720) + square * (1 / 5040 + x * (1 / 40320));
    return x + square * (0.5 + x * (1 / 6) + square * (1 / 24 + x * far));
  }
  if (size < 40) return expMinusOne(x);
  return x < 0 ? -1 : expOfSum(x, 0); // beyond 40 the other term is less than a quarter ulp
}
