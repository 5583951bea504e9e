import {ln} from '../numeric/ln.ts';
import type {Threshold} from './input.ts';
import {nthLargest} from './launch.ts';
import type {World} from './world.ts';

const LN10 = 2.302585092994046;

/** log10 of training compute. */
export const log10Flop = (flop: number): number => (flop > 0 ? ln(flop) / LN10 : -Infinity);

/** Whether a training run of 10^flop FLOP is large enough to be covered by rules with this threshold. */
export function reaches(world: World, threshold: Threshold, flop: number): boolean {
  return flop >= (threshold.index === 'fixed' ? log10Flop(threshold.flop) : nthLargest(world, threshold.top));
}
