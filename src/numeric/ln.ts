import {lnOfSum} from './ln-pair.ts';

/** Natural logarithm, within 1 ulp and with the same bits on every engine; -Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (x > 0 && x < Infinity) return lnOfSum(x, 0);
  if (x === 0) return -Infinity;
  return x > 0 ? x : NaN;
}
