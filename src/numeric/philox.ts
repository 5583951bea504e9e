// Multipliers and key increments of the Philox 4x32 generator (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const KEY_STEP_0 = 0x9e3779b9;
const KEY_STEP_1 = 0xbb67ae85;
const ROUNDS = 10;

const LOW_0 = MULTIPLIER_0 & 0xffff;
const HIGH_0 = MULTIPLIER_0 >>> 16;
const LOW_1 = MULTIPLIER_1 & 0xffff;
const HIGH_1 = MULTIPLIER_1 >>> 16;

/** Philox4x32-10: writes to `out` the four words that a 64-bit key assigns to a 128-bit counter; all words are int32 bit patterns. */
export function philox4x32(
  key0: number,
  key1: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  out: Int32Array,
): void {
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  let a = c0 | 0;
  let b = c1 | 0;
  let c = c2 | 0;
  let d = c3 | 0;
  for (let round = 0; round < ROUNDS; round++) {
    // A product of two 32-bit words has 64 bits, more than a double holds: its high word is put together from 16-bit
    // halves. No partial sum exceeds 32 bits, since (2^16 - 1)^2 + 2^16 - 1 does not.
    const aLow = a & 0xffff;
    const aHigh = a >>> 16;
    const aMiddle = (Math.imul(aHigh, LOW_0) + (Math.imul(aLow, LOW_0) >>> 16)) | 0;
    const aCarry = (Math.imul(aLow, HIGH_0) + (aMiddle & 0xffff)) | 0;
    const high0 = (Math.imul(aHigh, HIGH_0) + (aMiddle >>> 16) + (aCarry >>> 16)) | 0;

    const cLow = c & 0xffff;
    const cHigh = c >>> 16;
    const cMiddle = (Math.imul(cHigh, LOW_1) + (Math.imul(cLow, LOW_1) >>> 16)) | 0;
    const cCarry = (Math.imul(cLow, HIGH_1) + (cMiddle & 0xffff)) | 0;
    const high1 = (Math.imul(cHigh, HIGH_1) + (cMiddle >>> 16) + (cCarry >>> 16)) | 0;

    const low0 = Math.imul(a, MULTIPLIER_0);
    const low1 = Math.imul(c, MULTIPLIER_1);
    a = high1 ^ b ^ k0;
    b = low1;
    c = high0 ^ d ^ k1;
    d = low0;
    k0 = (k0 + KEY_STEP_0) | 0;
    k1 = (k1 + KEY_STEP_1) | 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}
