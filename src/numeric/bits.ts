const cell = new Float64Array(1);
const words = new Int32Array(cell.buffer);
// Which of the two words comes second in memory depends on the host.
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The sign, exponent and first 20 fraction bits of a double, as an int32. */
export function highWord(value: number): number {
  cell[0] = value;
  return words[HIGH];
}
