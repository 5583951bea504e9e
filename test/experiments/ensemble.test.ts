import {describe, expect, it} from 'vitest';
import {ensemble, type EnsembleResult, type Progress} from '../../src/experiments/ensemble.ts';
import type {Runner, RunResult} from '../../src/experiments/runner.ts';
import {summarise} from '../../src/experiments/summary.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {createSyntheticModel, type Knobs, shareOf, SLOTS, syntheticInput} from '../support/synthetic-model.ts';

const inline = createInlineRunner(createSyntheticModel);

function design(runs: number, knobs: Knobs = {}, seed: string | number = 'ensemble') {
  return {input: syntheticInput(knobs), scenarioHash: 'a', seed, runs, series: ['level'], slots: SLOTS};
}

/** Plays everything first and then reports in an order that no thread would take. */
const scrambled: Runner = {
  async run(request, options) {
    const results: RunResult[] = [];
    await inline.run(request, {onResults: (batch) => results.push(...batch)});
    const key = ({replicate}: RunResult) => replicate ^ 3; // 3 2 1 0 7 6 5 4 …
    results.sort((a, b) => key(a) - key(b));
    for (const result of results) options.onResults([result]);
  },
  close: () => undefined,
};

describe('ensemble', () => {
  it('summarises every outcome over the runs that define it', async () => {
    const {outcomes, columns, receipt} = await ensemble(design(20), inline);
    const shocks = Float64Array.from({length: 20}, (_, i) => shareOf('ensemble', i));
    expect(outcomes[0]).toEqual({...SLOTS[0], ...summarise(shocks)});
    expect(outcomes[1].n).toBe(15); // every fourth is undefined
    expect([...columns[1]].filter(Number.isNaN)).toHaveLength(5);
    expect(receipt).toMatchObject({scenarioHash: 'a', seed: 'ensemble', runs: 20});
  });

  it('gives the same result, receipt and all, for any order of arrival', async () => {
    expect(await ensemble(design(40, {throws: 7}), scrambled)).toEqual(await ensemble(design(40, {throws: 7}), inline));
  });

  it('takes 1 and "1" for one seed, 0 for a seed, and other seeds for others', async () => {
    const hashes = [];
    for (const seed of [1, '1', 0, '0', 2]) {
      hashes.push((await ensemble(design(5, {}, seed), inline)).receipt.resultHash);
    }
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[2]).toBe(hashes[3]);
    expect(new Set(hashes).size).toBe(3);
  });

  it('has one hash whatever is observed', async () => {
    const {series: _, ...bare} = design(5);
    const [a, b] = [await ensemble(bare, inline), await ensemble(design(5), inline)];
    expect(a.receipt).toEqual(b.receipt);
  });

  it('counts a failed run as a hole, in n, columns and bands, and names it', async () => {
    const {outcomes, columns, series, failures, records} = await ensemble(design(10, {throws: 2}), inline);
    expect(failures).toEqual([{replicate: 2, week: 3, reason: 'synthetic fault'}]);
    expect(outcomes[0].n).toBe(9);
    expect(columns[0][2]).toBeNaN();
    expect(columns[0][3]).toBe(shareOf('ensemble', 3));
    expect(series[0].n[0]).toBe(9);
    expect(records).toHaveLength(9);
  });

  it('stays a result when every run failed', async () => {
    const {outcomes, failures, series} = await ensemble(design(1, {throws: 0}), inline);
    expect(outcomes[0]).toMatchObject({n: 0, mean: NaN});
    expect(failures).toHaveLength(1);
    expect(series[0].median).toHaveLength(0);
  });

  it('offers the result on the runs without a gap, equal to a smaller ensemble', async () => {
    const partials: (EnsembleResult | undefined)[] = [];
    const dones: number[] = [];
    await ensemble(design(12), scrambled, {
      onProgress({done, total, partial}: Progress<EnsembleResult>) {
        dones.push(done / total);
        partials.push(partial());
      },
    });
    expect(dones).toEqual(Array.from({length: 12}, (_, i) => (i + 1) / 12));
    const sizes = partials.map((partial) => partial?.receipt.runs ?? 0);
    expect(sizes).toEqual([0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12]);
    for (const partial of partials) {
      if (partial) expect(partial).toEqual(await ensemble(design(partial.receipt.runs), inline));
    }
  });

  it('rejects with the reason of an abort', async () => {
    const controller = new AbortController();
    const run = ensemble(design(100), inline, {
      signal: controller.signal,
      onProgress() {
        controller.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
  });

  it('refuses no runs', async () => {
    await expect(ensemble(design(0), inline)).rejects.toThrow('runs: expected a whole number from 1, got 0');
  });
});
