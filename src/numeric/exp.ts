import {expOfSum} from './exp-pair.ts';

/** e^x, within 1 ulp and with the same bits on every engine. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}
