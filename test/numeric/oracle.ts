import {all, type BigNumber, create} from 'mathjs';
import {Draws} from '../../src/numeric/draws.ts';

const math = create(all, {number: 'BigNumber', precision: 64});

/** A number of 64 digits from decimal text. */
export const decimal = (text: string): BigNumber => math.bignumber(text);

/** Milliseconds allowed to tests that count in 64 digits, on a busy machine. */
export const SLOW = 60_000;

const two = decimal('2');
const cell = new DataView(new ArrayBuffer(8));

/** The value of a double to 64 digits; mathjs itself would take its shortest decimal form, half an ulp away. */
export function exact(x: number): BigNumber {
  cell.setFloat64(0, x);
  const bits = cell.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const integer = field === 0 ? fraction : fraction | 0x10000000000000n;
  const size = decimal(integer.toString()).mul(two.pow(Math.max(field, 1) - 1075));
  return x < 0 ? size.neg() : size;
}

/** The gap between neighbouring doubles at a number. */
export function ulp(value: BigNumber): BigNumber {
  cell.setFloat64(0, Math.abs(value.toNumber()));
  const field = Number((cell.getBigUint64(0) >> 52n) & 0x7ffn);
  return two.pow(Math.max(field, 1) - 1075);
}

/** How far `got` lies from the truth, in ulps of the truth. */
export function ulpsOff(got: number, truth: BigNumber): number {
  return exact(got).sub(truth).abs().div(ulp(truth)).toNumber();
}

/** `count` keyed numbers made from uniform ones, the same in every run. */
export function samples(name: number, count: number, make: (u: number, v: number) => number): number[] {
  const draws = new Draws(0x5eed, name);
  return Array.from({length: count}, (_, i) => {
    draws.at(i, 0, 0, 0);
    return make(draws.uniform(), draws.uniform());
  });
}

/** A positive double of any exponent, each equally likely. */
export const anyMagnitude = (u: number, v: number): number =>
  (1 + v) * 2 ** Math.floor(u * 1023) * 2 ** -Math.floor((1 - u) * 1074);

/** The worst error in ulps of a function over inputs, and where. */
export function worstError(
  inputs: readonly number[],
  got: (x: number) => number,
  truth: (x: BigNumber) => BigNumber,
): {ulps: number; at: number} {
  let worst = {ulps: 0, at: NaN};
  for (const x of inputs) {
    const ulps = ulpsOff(got(x), truth(exact(x)));
    if (!(ulps <= worst.ulps)) worst = {ulps, at: x};
  }
  return worst;
}
