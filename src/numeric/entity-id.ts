import {sha256} from '@noble/hashes/sha2.js';
import {utf8ToBytes} from '@noble/hashes/utils.js';
import {philox4x32} from './philox.ts';

// Any fixed word serves; changing it renames every entity and so every draw.
const ID_KEY = 0x51a1ce1d;

const words = new Int32Array(4);

/**
 * Writes to `out` the 64-bit id [low, high] of a child: a function of its parent, birth tick, ordinal among the
 * siblings of that tick and kind (all int32), so that nobody else's birth can change it.
 */
export function childId(
  out: Int32Array,
  parentLow: number,
  parentHigh: number,
  birthTick: number,
  ordinal: number,
  kind: number,
): void {
  philox4x32(ID_KEY, kind, parentLow, parentHigh, birthTick, ordinal, words);
  out[0] = words[0];
  out[1] = words[1];
}

/** Writes to `out` the 64-bit id [low, high] of something known by name: the first eight bytes of the SHA-256 of its text. */
export function namedId(out: Int32Array, text: string): void {
  const hash = sha256(utf8ToBytes(text));
  const view = new DataView(hash.buffer, hash.byteOffset);
  out[0] = view.getInt32(0, true);
  out[1] = view.getInt32(4, true);
}
