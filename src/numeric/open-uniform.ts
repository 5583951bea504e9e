import type {Draws} from './draws.ts';

/** A uniform number strictly between 0 and 1: the middle of one of 2^52 equal cells; takes two words. */
export function openUniform(draws: Draws): number {
  const high = draws.word() >>> 6;
  const low = draws.word() >>> 6;
  return (high * 67108864 + low + 0.5) / 4503599627370496;
}
