import {exp} from '../../numeric/exp.ts';

const LN2 = 0.6931471805599453;

/** What moves a stance besides pressure. */
export interface FrictionNumbers {
  readonly threshold: number; // pressure that must have gathered before anything changes
  readonly halfLife: number; // of the decay to the base, years; Infinity = none
}

/** Stances between 0 and 1, with the pressure that has gathered against each. */
export interface Stances {
  readonly stance: Float64Array;
  readonly pressure: Float64Array;
}

/**
 * Moves one stance through a span of `years` under pressure of `rate` per year; returns the jump, mostly 0.
 *
 * Pressure gathers without effect until it exceeds the threshold; then all of it acts at once. The slow decay to the
 * base goes on beside it, without resistance.
 */
export function press(
  {stance, pressure}: Stances,
  j: number,
  rate: number,
  base: number,
  {threshold, halfLife}: FrictionNumbers,
  years: number,
): number {
  const drifted = stance[j] + (base - stance[j]) * (1 - exp((-LN2 / halfLife) * years));
  const gathered = pressure[j] + rate * years;
  if (Math.abs(gathered) <= threshold) {
    pressure[j] = gathered;
    stance[j] = drifted;
    return 0;
  }
  pressure[j] = 0;
  stance[j] = Math.min(Math.max(drifted + gathered, 0), 1);
  return stance[j] - drifted;
}

/** The rung of a ladder of `rungs` that a stance selects: the nearest to S x rungs, a half going up. */
export const rungOf = (stance: number, rungs: number): number => Math.floor(stance * rungs + 0.5);
