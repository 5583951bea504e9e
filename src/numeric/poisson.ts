import type {Draws} from './draws.ts';
import {exp} from './exp.ts';
import {ln} from './ln.ts';
import {log1p} from './log1p.ts';
import {openUniform} from './open-uniform.ts';

const INVERSION_LIMIT = 30;
const NEGLIGIBLE = 1e-30; // below this the terms past the mode no longer change a sum near 1
const SMALL_COUNT = 16;
const LN_2_PI = 1.8378770664093453;

const lnFactorials = new Float64Array(SMALL_COUNT);
for (let k = 2, factorial = 1; k < SMALL_COUNT; k++) {
  factorial *= k;
  lnFactorials[k] = ln(factorial);
}

/** A Poisson count of the given mean (>= 0, finite, below 2^53): two words below a mean of 30, about five above. */
export function poisson(draws: Draws, mean: number): number {
  if (!(mean >= 0 && mean < 9007199254740992)) {
    throw new RangeError(`poisson: expected a mean from 0 to 2^53, got ${String(mean)}`);
  }
  if (mean === 0) return 0;
  return mean < INVERSION_LIMIT ? byInversion(draws, mean) : byRejection(draws, mean);
}

// The count is the least k whose distribution function exceeds one uniform: it never falls when the mean rises.
function byInversion(draws: Draws, mean: number): number {
  let rest = openUniform(draws);
  let term = exp(-mean);
  let k = 0;
  while (rest >= term && (k < mean || term > NEGLIGIBLE)) {
    rest -= term;
    k++;
    term *= mean / k;
  }
  return k;
}

// Transformed rejection with a ratio of uniforms (Hörmann 1993, "The transformed rejection method for generating Poisson
// random variables", algorithm PTRS).
function byRejection(draws: Draws, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = openUniform(draws) - 0.5;
    const v = openUniform(draws);
    const room = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / room + b) * u + mean + 0.43);
    if (room >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (room < 0.013 && v > room)) continue;
    if (ln((v * inverseAlpha) / (a / (room * room) + b)) <= lnProbability(k, mean)) return k;
  }
}

/** ln of the Poisson probability of k, written so that a mean of 10^12 costs no digits. */
function lnProbability(k: number, mean: number): number {
  if (k < SMALL_COUNT) return k * ln(mean) - mean - lnFactorials[k];
  const excess = (k - mean) / mean;
  const square = 1 / (k * k);
  const stirling = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / k;
  return k - mean - k * log1p(excess) - 0.5 * (LN_2_PI + ln(k)) - stirling;
}
