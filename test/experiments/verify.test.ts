import {describe, expect, it} from 'vitest';
import {compare, type Side} from '../../src/experiments/compare.ts';
import {ensemble} from '../../src/experiments/ensemble.ts';
import {verify} from '../../src/experiments/verify.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {scenarioHash} from '../../src/scenario/identity.ts';
import {createSyntheticModel, type Knobs, syntheticInput} from '../support/synthetic-model.ts';

const inline = createInlineRunner(createSyntheticModel);

function side(id: string, knobs: Knobs = {}): Side {
  const input = syntheticInput(knobs);
  return {id, input, scenarioHash: scenarioHash(input)};
}

describe('verify', () => {
  const a = side('a');
  const b = side('b', {effect: 1});

  it('finds an untouched result the same', async () => {
    const {receipt} = await ensemble({...a, seed: 'v', runs: 6}, inline);
    expect(await verify(receipt, [a], inline)).toEqual({verdict: 'same'});
    const comparison = await compare({seed: 'v', runs: 6, reference: a, variants: [b]}, inline);
    expect(await verify(comparison.receipt, [a, b], inline)).toEqual({verdict: 'same'});
  });

  it('names what differs first: engine, scenario or result', async () => {
    const {receipt} = await ensemble({...a, seed: 'v', runs: 6}, inline);
    const field = async (changed: object, sides = [a]) => {
      const found = await verify({...receipt, ...changed}, sides, inline);
      return found.verdict === 'same' ? found.verdict : found.field;
    };
    expect(await field({engineVersion: '0'})).toBe('engineVersion');
    expect(await field({}, [b])).toBe('scenarioHash');
    expect(await field({runs: 7})).toBe('resultHash');
    expect(await field({seed: 'w'})).toBe('resultHash');
    expect(await field({resultHash: 'f'.repeat(64)})).toBe('resultHash');
  });

  it('names the variant of a comparison that is another scenario', async () => {
    const {receipt} = await compare({seed: 'v', runs: 6, reference: a, variants: [b]}, inline);
    const changed = side('b', {effect: 2});
    const found = await verify(receipt, [a, changed], inline);
    expect(found).toMatchObject({verdict: 'different', field: 'scenarios', got: `b ${changed.scenarioHash}`});
    expect(await verify(receipt, [a], inline)).toMatchObject({field: 'scenarios', expected: 'a, b', got: 'a'});
  });

  it('notices an engine that computes otherwise', async () => {
    const {receipt} = await ensemble({...a, seed: 'v', runs: 6}, inline);
    const other = createInlineRunner((input) => {
      const model = createSyntheticModel(input);
      return {run: (options) => ({...model.run(options), digest: '0'.repeat(64)})};
    });
    expect(await verify(receipt, [a], other)).toMatchObject({field: 'resultHash'});
  });
});
