import {log10Flop} from './threshold.ts';
import type {World} from './world.ts';

/** log10 FLOP of the largest training run that may be begun in a jurisdiction; Infinity without a moratorium. */
export function trainingCap({regimes}: World, j: number): number {
  const flop = regimes[j]?.moratorium_flop ?? null;
  return flop === null ? Infinity : log10Flop(flop);
}
