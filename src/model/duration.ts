import {exponential, lognormal} from '../numeric/distributions.ts';
import type {Draws} from '../numeric/draws.ts';

export const DURATION_LAWS = ['deterministic', 'exponential', 'lognormal', 'hyperexponential'] as const;
export type DurationLaw = (typeof DURATION_LAWS)[number];

/**
 * A duration of this law and mean, in the unit of `mean`.
 *
 * `cv2` is the squared coefficient of variation of the lognormal and hyper-exponential laws. The
 * latter mixes two exponentials with balanced means, so its cv2 is at least 1.
 */
export function duration(draws: Draws, law: DurationLaw, mean: number, cv2: number): number {
  if (mean === 0) return 0;
  switch (law) {
    case 'deterministic':
      return mean;
    case 'exponential':
      return mean * exponential(draws);
    case 'lognormal':
      return cv2 === 0 ? mean : lognormal(draws, mean, cv2);
    case 'hyperexponential': {
      const excess = Math.max(cv2 - 1, 0);
      const often = (1 + Math.sqrt(excess / (excess + 2))) / 2;
      const share = draws.uniform() < often ? often : 1 - often;
      return (mean / (2 * share)) * exponential(draws);
    }
  }
}
