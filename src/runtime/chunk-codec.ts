import {sha256} from '@noble/hashes/sha2.js';
import {utf8ToBytes} from '@noble/hashes/utils.js';
import type {RunRecord} from '../model/record.ts';

// Layout: magic and version (8 bytes) · length of the header (u32, little-endian) · header (JSON) · numbers (f64,
// little-endian, in the order in which the header mentions them) · sha256 of all before it (32 bytes).
const MAGIC = utf8ToBytes('SLUICE\0\x01');
const FIXED = MAGIC.length + 4;
const CHECKSUM = 32;

interface RunHeader {
  readonly replicate: number;
  readonly digest: string;
  readonly outcomes: number;
  readonly series: readonly number[];
}

/** Packs outcomes and series of finished runs into bytes with their own checksum; the bits of every number are kept. */
export function encodeChunk(runs: readonly RunRecord[]): Uint8Array {
  const parts: Float64Array[] = [];
  const size = (values: Float64Array): number => {
    parts.push(values);
    return values.length;
  };
  const headers = runs.map((run): RunHeader => ({
    replicate: run.replicate,
    digest: run.digest,
    outcomes: size(run.outcomes),
    series: run.series.map(size),
  }));
  const header = utf8ToBytes(JSON.stringify(headers));
  const numbers = parts.reduce((sum, {length}) => sum + length, 0);
  const bytes = new Uint8Array(FIXED + header.length + numbers * 8 + CHECKSUM);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(MAGIC.length, header.length, true);
  bytes.set(header, FIXED);
  let at = FIXED + header.length;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++, at += 8) view.setFloat64(at, part[i], true);
  }
  bytes.set(sha256(bytes.subarray(0, at)), at);
  return bytes;
}

/** Unpacks what `encodeChunk` packed, or nothing when a single bit is damaged or the layout is of another version. */
export function decodeChunk(bytes: Uint8Array): RunRecord[] | undefined {
  const end = bytes.length - CHECKSUM;
  if (end < FIXED || MAGIC.some((byte, i) => bytes[i] !== byte)) return undefined;
  const checksum = sha256(bytes.subarray(0, end));
  if (checksum.some((byte, i) => bytes[end + i] !== byte)) return undefined;

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = FIXED + view.getUint32(MAGIC.length, true);
  const headers = JSON.parse(new TextDecoder().decode(bytes.subarray(FIXED, at))) as readonly RunHeader[];
  const take = (length: number): Float64Array => {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++, at += 8) values[i] = view.getFloat64(at, true);
    return values;
  };
  return headers.map(({replicate, digest, outcomes, series}) => ({
    replicate,
    outcomes: take(outcomes),
    series: series.map(take),
    digest,
    tables: [],
  }));
}
