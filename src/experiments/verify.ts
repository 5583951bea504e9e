import {ENGINE_VERSION} from '../model/version.ts';
import {alignSide, compare, type Side} from './compare.ts';
import {ensemble} from './ensemble.ts';
import type {ComparisonReceipt, Receipt} from './receipt.ts';
import type {Runner} from './runner.ts';
import {uncertainRunner} from './uncertain-runner.ts';

/** What a recheck found: the field that differs first, or nothing. */
export type Verification =
  | {readonly verdict: 'same'}
  | {
      readonly verdict: 'different';
      readonly field: keyof ComparisonReceipt;
      readonly expected: string;
      readonly got: string;
    };

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: {readonly done: number; readonly total: number}) => void) | undefined;
}

/**
 * Computes a receipt's runs again and tells whether the result is the same, bit for bit.
 *
 * `sides` are the scenarios of the receipt, reference first; a plain receipt has one. Nothing is run when the engine or
 * a scenario is already another one.
 */
export async function verify(
  receipt: Receipt | ComparisonReceipt,
  sides: readonly Side[],
  runner: Runner,
  options: VerifyOptions = {},
): Promise<Verification> {
  const {engineVersion, seed, runs, uncertain = false} = receipt;
  const playing = uncertain ? uncertainRunner(runner) : runner;
  if (engineVersion !== ENGINE_VERSION) return different('engineVersion', engineVersion, ENGINE_VERSION);
  const [reference, ...variants] = sides;
  if ('scenarios' in receipt) {
    const wanted = receipt.scenarios.map(({id}) => id).join(', ');
    const given = sides.map(({id}) => id).join(', ');
    if (wanted !== given) return different('scenarios', wanted, given);
    const hashes = sides.map((side) => alignSide(reference.input, side).scenarioHash);
    for (const [i, {id, scenarioHash}] of receipt.scenarios.entries()) {
      if (hashes[i] !== scenarioHash) return different('scenarios', `${id} ${scenarioHash}`, `${id} ${hashes[i]}`);
    }
    const {receipt: again} = await compare({reference, variants, seed, runs, uncertain}, playing, options);
    return firstDifference(receipt, again);
  }
  if (reference.scenarioHash !== receipt.scenarioHash) {
    return different('scenarioHash', receipt.scenarioHash, reference.scenarioHash);
  }
  const {receipt: again} = await ensemble({...reference, seed, runs, uncertain}, playing, options);
  return firstDifference(receipt, again);
}

function different(field: keyof ComparisonReceipt, expected: string, got: string): Verification {
  return {verdict: 'different', field, expected, got};
}

function firstDifference(expected: Receipt, got: Receipt): Verification {
  for (const field of ['scenarioHash', 'resultHash'] as const) {
    if (expected[field] !== got[field]) return different(field, expected[field], got[field]);
  }
  return {verdict: 'same'};
}
