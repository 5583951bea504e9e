import type {Draws} from './draws.ts';
import {exp} from './exp.ts';
import {expm1} from './expm1.ts';
import {ln} from './ln.ts';
import {log1p} from './log1p.ts';
import {normalQuantile} from './normal-quantile.ts';
import {openUniform} from './open-uniform.ts';
import {poisson} from './poisson.ts';
import {pow} from './pow.ts';

export {openUniform, poisson};

// Where an inverse distribution function is at hand it is used: one uniform per value, and a value that moves smoothly
// with its parameters, so that paired runs stay close.

/** True with probability `p`; two words. */
export function bernoulli(draws: Draws, p: number): boolean {
  return draws.uniform() < p;
}

/** A standard normal deviate; two words. */
export function normal(draws: Draws): number {
  return normalQuantile(openUniform(draws));
}

/** An exponential deviate of mean 1; two words. */
export function exponential(draws: Draws): number {
  return -ln(openUniform(draws));
}

/** A lognormal deviate with the given mean (> 0) and squared coefficient of variation (>= 0); two words. */
export function lognormal(draws: Draws, mean: number, cv2: number): number {
  const logVariance = log1p(cv2);
  return mean * exp(Math.sqrt(logVariance) * normal(draws) - 0.5 * logVariance);
}

/** A Pareto deviate >= `min` with P(X > x) = (min / x)^alpha, alpha > 0; two words. */
export function pareto(draws: Draws, alpha: number, min: number): number {
  return min * pow(openUniform(draws), -1 / alpha);
}

/** A Pareto deviate conditional on being at most `cap` (>= min, may be Infinity); two words. */
export function truncatedPareto(draws: Draws, alpha: number, min: number, cap: number): number {
  const u = openUniform(draws);
  const reach = expm1(alpha * ln(min / cap)); // minus the probability of staying below the cap
  return Math.min(min * exp(-log1p(u * reach) / alpha), cap);
}

/**
 * The place, 0 to count - 1 from `from`, of one weight drawn in proportion to weights[from] … weights[from + count - 1];
 * two words. Throws unless the weights are >= 0 with a finite positive sum.
 */
export function categorical(draws: Draws, weights: Float64Array, from: number, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights[from + i];
    if (!(weight >= 0))
      throw new RangeError(`categorical: expected weights >= 0, got ${String(weight)} at ${String(i)}`);
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(`categorical: expected a finite positive sum of weights, got ${String(total)}`);
  }
  const goal = draws.uniform() * total;
  let sum = 0;
  let last = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights[from + i];
    if (weight === 0) continue;
    sum += weight;
    last = i;
    if (goal < sum) return i;
  }
  return last; // rounding carried the goal to the total itself
}

/** A gamma deviate of the given shape (> 0) and scale 1, by rejection (Marsaglia and Tsang 2000): about four words. */
export function gamma(draws: Draws, shape: number): number {
  if (shape < 1) {
    const boost = -exponential(draws) / shape; // ln U^(1/shape)
    return gamma(draws, shape + 1) * exp(boost);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(draws);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = openUniform(draws);
    if (ln(u) < 0.5 * x * x + d * (1 - v + ln(v))) return d * v;
  }
}

/** A count with the given mean and variance mean + mean^2 / dispersion; dispersion Infinity is Poisson. */
export function negativeBinomial(draws: Draws, mean: number, dispersion: number): number {
  if (!(dispersion > 0)) throw new RangeError(`negativeBinomial: expected a dispersion > 0, got ${String(dispersion)}`);
  if (dispersion === Infinity) return poisson(draws, mean);
  return poisson(draws, (gamma(draws, dispersion) / dispersion) * mean);
}
