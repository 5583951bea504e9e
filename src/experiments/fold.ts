import type {RunFailure, RunRecord} from '../model/record.ts';
import {digestText} from '../numeric/digest.ts';
import type {RunResult} from './runner.ts';

/** The results of an ensemble by replicate, whatever the order in which they arrived. */
export interface Fold {
  readonly total: number; // runs asked for
  readonly done: number; // runs reported, failures among them
  readonly prefix: number; // runs reported without a gap from replicate 0
  /** Takes results in any order; throws where one is out of range, or where a repeated run came out differently. */
  add(results: readonly RunResult[]): void;
  /** Records among the first `n` replicates, in order. */
  records(n: number): RunRecord[];
  /** Failures among the first `n` replicates, in order. */
  failures(n: number): RunFailure[];
  /** Digests of the first `n` replicates, which must all be there. */
  digests(n: number): string[];
}

// Why a run failed may depend on the machine (memory, a dead worker), that it failed is part of the result.
const FAILED = digestText('failed run');

export function isFailure(result: RunResult): result is RunFailure {
  return 'reason' in result;
}

function digestOf(result: RunResult): string {
  return isFailure(result) ? FAILED : result.digest;
}

/** An empty fold for the replicates 0 to `total` - 1. */
export function createFold(total: number): Fold {
  if (!Number.isInteger(total) || total < 1) {
    throw new RangeError(`runs: expected a whole number from 1, got ${String(total)}`);
  }
  const results = new Array<RunResult | undefined>(total).fill(undefined);
  let done = 0;
  let prefix = 0;

  function place(result: RunResult): void {
    const {replicate} = result;
    if (!Number.isInteger(replicate) || replicate < 0 || replicate >= total) {
      throw new RangeError(`replicate: expected 0 to ${String(total - 1)}, got ${String(replicate)}`);
    }
    const before = results[replicate];
    if (before === undefined) {
      results[replicate] = result;
      done++;
    } else if (digestOf(before) !== digestOf(result)) {
      throw new Error(`replicate ${String(replicate)}: computed twice with different results: the model is not pure`);
    }
  }

  const first = (n: number) => results.slice(0, n).filter((result) => result !== undefined);
  return {
    total,
    get done() {
      return done;
    },
    get prefix() {
      return prefix;
    },
    add(arrived) {
      for (const result of arrived) place(result);
      while (prefix < total && results[prefix] !== undefined) prefix++;
    },
    records: (n) => first(n).filter((result): result is RunRecord => !isFailure(result)),
    failures: (n) => first(n).filter(isFailure),
    digests(n) {
      if (n > prefix) throw new RangeError(`digests: expected at most ${String(prefix)} runs, got ${String(n)}`);
      return first(n).map(digestOf);
    },
  };
}
