import {describe, expect, it} from 'vitest';
import {compare, type Side} from '../../src/experiments/compare.ts';
import {ensemble} from '../../src/experiments/ensemble.ts';
import type {Runner, RunRequest} from '../../src/experiments/runner.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {scenarioHash} from '../../src/scenario/identity.ts';
import {createSyntheticModel, type Knobs, SLOTS, syntheticInput, WEEKS} from '../support/synthetic-model.ts';

const inline = createInlineRunner(createSyntheticModel);

function side(id: string, knobs: Knobs = {}): Side {
  const input = syntheticInput(knobs);
  return {id, input, scenarioHash: scenarioHash(input)};
}

const shared = {seed: 'compare', runs: 24, series: ['level'], slots: SLOTS};

describe('compare', () => {
  it('finds an added effect exactly, since both sides live through the same shocks', async () => {
    const {variants} = await compare({...shared, reference: side('a'), variants: [side('b', {effect: 0.5})]}, inline);
    const [level, delay, calm] = variants[0].outcomes;
    expect(level.mean_difference).toBeCloseTo(0.5, 12);
    expect(level.ci90[1] - level.ci90[0]).toBeLessThan(1e-12);
    expect(level.share_b_above_a).toBe(1);
    expect(level.variance_ratio).toBeLessThan(1e-20);
    expect(delay).toMatchObject({pairs: 18, mean_difference: 0, share_tied: 1});
    expect(calm.b).toEqual(calm.a);
    expect([...variants[0].differences[0].median].every((value) => Math.abs(value - 0.5) < 1e-12)).toBe(true);
  });

  it('gives exactly nothing for a policy without effect, in every outcome and week', async () => {
    const {variants} = await compare({...shared, reference: side('a'), variants: [side('b')]}, inline);
    for (const {mean_difference, ci90, share_b_above_a, share_tied, variance_ratio} of variants[0].outcomes) {
      expect([mean_difference, ...ci90, share_b_above_a, share_tied, variance_ratio]).toEqual([0, 0, 0, 0, 1, 0]);
    }
    const {mean, mean_ci90, spread_90, n} = variants[0].differences[0];
    for (const column of [mean, mean_ci90.low, mean_ci90.high, spread_90.low, spread_90.high]) {
      expect([...column]).toEqual(new Array(WEEKS).fill(0));
    }
    expect(n[0]).toBe(24);
  });

  it('measures each side as an ensemble of its own would be', async () => {
    const b = side('b', {effect: 2});
    const {receipt, reference, variants} = await compare({...shared, reference: side('a'), variants: [b]}, inline);
    const alone = await ensemble({...shared, ...b}, inline);
    expect(variants[0].ensemble).toEqual(alone);
    expect(receipt.scenarios.map(({id}) => id)).toEqual(['a', 'b']);
    expect(receipt.scenarios[1].resultHash).toBe(alone.receipt.resultHash);
    expect(receipt.scenarioHash).toBe(reference.ensemble.receipt.scenarioHash);
  });

  it('takes several variants, and pairs each with the reference', async () => {
    const variants = [side('b', {effect: 1}), side('c', {effect: -1})];
    const result = await compare({...shared, reference: side('a'), variants}, inline);
    const differences = result.variants.map(({outcomes}) => outcomes[0].mean_difference);
    expect(differences[0]).toBeCloseTo(1, 12);
    expect(differences[1]).toBeCloseTo(-1, 12);
  });

  it('leaves a replicate out of the pairs when one side failed in it', async () => {
    const variants = [side('b', {effect: 1, throws: 2})];
    const result = await compare({...shared, reference: side('a', {throws: 3}), variants}, inline);
    expect(result.variants[0].outcomes[0].pairs).toBe(22);
    expect(result.variants[0].outcomes[0].a.n).toBe(23);
    const {n, spread_90} = result.variants[0].differences[0];
    expect(n[0]).toBe(22);
    expect(spread_90.low[0]).toBeCloseTo(1, 12); // no run was paired with another replicate's
    expect(spread_90.high[0]).toBeCloseTo(1, 12);
    expect(result.variants[0].outcomes[0].mean_difference).toBeCloseTo(1, 12);
  });

  it("plays the variant over the reference's windows, and says so by its hash", async () => {
    const b = side('b');
    const moved = {...b, input: {...b.input, windows: {after: {from: 7, to: 21}}}};
    const asked: RunRequest[] = [];
    const watching: Runner = {
      ...inline,
      run(request, options) {
        asked.push(request);
        return inline.run(request, options);
      },
    };
    const a = side('a');
    const {receipt} = await compare({...shared, reference: a, variants: [moved]}, watching);
    expect(asked.map(({input}) => input.windows)).toEqual([a.input.windows, a.input.windows]);
    expect(receipt.scenarios[1].scenarioHash).toBe(scenarioHash({...moved.input, windows: a.input.windows}));
  });

  it('refuses scenarios of different spans', async () => {
    const b = side('b');
    const longer = {...b, input: {...b.input, days: 700}};
    await expect(compare({...shared, reference: side('a'), variants: [longer]}, inline)).rejects.toThrow(
      'b: days: expected 42 as in the reference, got 700',
    );
  });

  it('offers a partial result on the runs that all sides have', async () => {
    const sizes: number[] = [];
    await compare({...shared, reference: side('a'), variants: [side('b', {effect: 1})]}, inline, {
      onProgress({partial}) {
        const result = partial();
        sizes.push(result?.receipt.runs ?? 0);
        if (result) expect(result.variants[0].outcomes[0].pairs).toBe(result.receipt.runs);
      },
    });
    expect(sizes[0]).toBe(0); // only one side has reported
    expect(sizes.at(-1)).toBe(24);
    expect(new Set(sizes).size).toBe(25); // the sides advance together
  });

  it('stops all sides when one cannot be run, and when it is aborted', async () => {
    const broken = compare({...shared, reference: side('a'), variants: [side('b', {refuses: 1})]}, inline);
    await expect(broken).rejects.toThrow('this scenario cannot be built');
    const controller = new AbortController();
    let calls = 0;
    const aborted = compare({...shared, reference: side('a'), variants: [side('b')]}, inline, {
      signal: controller.signal,
      onProgress() {
        calls++;
        controller.abort(new Error('enough'));
      },
    });
    await expect(aborted).rejects.toThrow('enough');
    expect(calls).toBeLessThanOrEqual(2);
  });
});
