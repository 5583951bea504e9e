import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, concatBytes, hexToBytes, utf8ToBytes} from '@noble/hashes/utils.js';

/** A column of numbers and the name it is stored under. */
export interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** SHA-256 of bytes, 64 hex digits. */
export function digestBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 of a text in UTF-8, 64 hex digits. */
export function digestText(text: string): string {
  return digestBytes(utf8ToBytes(text));
}

/** SHA-256 of a column's canonical bytes: 8 per value, little-endian on any host, one form of NaN, and -0 as +0. */
export function digestColumn(values: Float64Array): string {
  return digestBytes(columnBytes(values));
}

/** SHA-256 of named columns in the order given; names and lengths are counted in, so no two lists share their bytes. */
export function digestColumns(columns: readonly NamedColumn[]): string {
  const hash = sha256.create().update(countBytes(columns.length));
  for (const {name, values} of columns) {
    const text = utf8ToBytes(name);
    hash.update(countBytes(text.length)).update(text);
    hash.update(countBytes(values.length)).update(columnBytes(values));
  }
  return bytesToHex(hash.digest());
}

/** The fold of no digests at all. */
export const EMPTY_FOLD: string = '0'.repeat(64);

/** Adds one digest to a fold; the order of additions counts, and a fold can be stored and taken up again. */
export function foldDigest(fold: string, digest: string): string {
  return digestBytes(concatBytes(digestOf(fold), digestOf(digest)));
}

/** Folds digests in the order given: `foldDigest` over all of them, from `EMPTY_FOLD`. */
export function foldDigests(digests: readonly string[]): string {
  return digests.reduce(foldDigest, EMPTY_FOLD);
}

function digestOf(hex: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error(`digest: expected 64 hex digits in lower case, got "${hex}"`);
  return hexToBytes(hex);
}

function countBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, count, true);
  return bytes;
}

function columnBytes(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) {
      view.setUint32(i * 8 + 4, 0x7ff80000, true); // the language leaves the bits of a stored NaN open
    } else {
      view.setFloat64(i * 8, value + 0, true); // -0 + 0 is +0
    }
  }
  return bytes;
}
