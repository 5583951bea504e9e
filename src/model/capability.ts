import {ln} from '../numeric/ln.ts';
import type {Run} from './mechanism.ts';

const LN10 = 2.302585092994046;
const DAYS = 365.25;

/** Mean capability, ECI, of a training run of `compute` (log10 FLOP) that ends on `day`: q0 + a log10(C A). */
export function capabilityOf(run: Run): (compute: number, day: number) => number {
  const algorithms = ln(run.number('research.algorithmic_growth')) / LN10 / DAYS; // dex per day
  const dexPerYear =
    ln(run.member('research.compute_growth', 'lab') * run.number('research.algorithmic_growth')) / LN10;
  const slope = run.number('research.frontier_slope') / dexPerYear; // ECI per dex
  const origin = run.number('research.origin');
  return (compute, day) => origin + slope * (compute - run.world.baseCompute + algorithms * day);
}
