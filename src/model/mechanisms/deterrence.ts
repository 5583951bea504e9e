import {exp} from '../../numeric/exp.ts';

// The textbook pieces of deterrence, free of any world. Money in USD M, time in years.

/**
 * Posterior mean of how often inspections come, for each that is due at the true rates.
 *
 * Prior: gamma with the announced mean and the weight of `weight` inspections. Data: `seen` inspections where
 * `due` were to be expected.
 */
export function believedIntensity(weight: number, announced: number, seen: number, due: number): number {
  if (announced === 0) return 0;
  return weight === 0 && due === 0 ? announced : (weight + seen) / (weight / announced + due);
}

/** Chance of at least one detection: inspections are Poisson, each sees a violation with chance `sensitivity`. */
export const detectionChance = (inspections: number, sensitivity: number): number =>
  1 - exp(-inspections * sensitivity);

/** Share of a stay that is over before its first detection, on average: (1 - exp(-x)) / x at x expected detections. */
export const undisturbed = (expected: number): number =>
  expected < 1e-8 ? 1 - expected / 2 : (1 - exp(-expected)) / expected;

/** A fine: the larger of an amount and a share of turnover, as far as assets go. */
export const fineOf = (flat: number, share: number, turnover: number, assets: number): number =>
  Math.min(Math.max(flat, share * turnover), Math.max(assets, 0));
