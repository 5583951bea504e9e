import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createFold} from '../../src/experiments/fold.ts';
import {resultHash} from '../../src/experiments/receipt.ts';
import type {RunResult} from '../../src/experiments/runner.ts';
import {createSyntheticModel, syntheticInput} from '../support/synthetic-model.ts';

const model = createSyntheticModel(syntheticInput());
const record = (replicate: number) => model.run({seed: 'fold', replicate, series: [], tables: []});
const failure = (replicate: number, reason = 'impossible') => ({replicate, week: 2, reason});
const hash = (digests: readonly string[]) => resultHash('1', 'scenario', 'fold', digests);

function foldOf(results: readonly RunResult[]): string {
  const fold = createFold(results.length);
  for (const result of results) fold.add([result]);
  return hash(fold.digests(results.length));
}

describe('createFold', () => {
  const results: RunResult[] = [0, 1, 2, 3, 4, 5, 6].map((replicate) =>
    replicate === 4 ? failure(4) : record(replicate),
  );

  it('gives one hash for any order of arrival', () => {
    const inOrder = foldOf(results);
    fc.assert(
      fc.property(fc.shuffledSubarray(results, {minLength: results.length}), (arrived) => {
        expect(foldOf(arrived)).toBe(inOrder);
      }),
    );
  });

  it('knows how far results reach without a gap', () => {
    const fold = createFold(7);
    const prefixes = [3, 0, 2, 1, 6, 5, 4].map((replicate) => {
      fold.add([results[replicate]]);
      return fold.prefix;
    });
    expect(prefixes).toEqual([0, 1, 1, 4, 4, 4, 7]);
    expect(fold.done).toBe(7);
  });

  it('keeps failures apart from records, both by replicate', () => {
    const fold = createFold(7);
    fold.add([...results].reverse());
    expect(fold.failures(7)).toEqual([failure(4)]);
    expect(fold.records(7).map(({replicate}) => replicate)).toEqual([0, 1, 2, 3, 5, 6]);
    expect(fold.failures(4)).toEqual([]);
  });

  it('has another hash when a run fails, and the same one for any reason of failing', () => {
    const whole = [0, 1].map(record);
    expect(foldOf([whole[0], failure(1)])).not.toBe(foldOf(whole));
    expect(foldOf([whole[0], failure(1, 'out of memory')])).toBe(foldOf([whole[0], failure(1)]));
  });

  it('has another hash for another number of runs, order of values or seed', () => {
    const [a, b] = [record(0).digest, record(1).digest];
    const hashes = [hash([a]), hash([a, b]), hash([b, a]), resultHash('1', 'scenario', 'other', [a, b])];
    expect(new Set(hashes).size).toBe(4);
  });

  it('accepts a run twice when it is the same, and refuses it when it is not', () => {
    const fold = createFold(2);
    fold.add([record(0), record(0)]);
    expect(fold.done).toBe(1);
    expect(() => {
      fold.add([{...record(1), replicate: 0}]);
    }).toThrow('replicate 0: computed twice with different results');
  });

  it('refuses replicates that were not asked for, and digests that are not there', () => {
    const fold = createFold(2);
    expect(() => {
      fold.add([record(2)]);
    }).toThrow('replicate: expected 0 to 1, got 2');
    fold.add([record(1)]);
    expect(() => fold.digests(2)).toThrow('digests: expected at most 0 runs, got 2');
    expect(() => createFold(0)).toThrow('runs: expected a whole number from 1, got 0');
  });
});
