import {utf8ToBytes} from '@noble/hashes/utils.js';
import seedrandom from 'seedrandom';
import {digestText} from './digest.ts';

// seedrandom folds texts beyond 256 characters, and then replicates 12 and 21 of such a seed share a key.
const LONGEST_SEED = 200; // bytes

/** The 64-bit Philox key of one replicate, as two int32 words. */
export interface RootKey {
  readonly key0: number;
  readonly key1: number;
}

/** The key of replicate `replicate` (an integer >= 0) of a seed text; throws if `replicate` is no such integer. */
export function rootKey(seed: string, replicate: number): RootKey {
  if (!Number.isSafeInteger(replicate) || replicate < 0) {
    throw new RangeError(`replicate: expected an integer >= 0, got ${String(replicate)}`);
  }
  const short = utf8ToBytes(seed).length <= LONGEST_SEED ? seed : digestText(seed);
  // seedrandom looks only at the low byte of each character: spelling the text in UTF-8 keeps seeds in any script apart.
  let bytes = '';
  for (const byte of utf8ToBytes(`${short}/${String(replicate)}`)) bytes += String.fromCharCode(byte);
  const generator = seedrandom(bytes);
  return {key0: generator.int32(), key1: generator.int32()};
}
