import {describe, expect, it} from 'vitest';
import {compare} from '../../src/experiments/compare.ts';
import {ensemble} from '../../src/experiments/ensemble.ts';
import {compareToJson, plain, runToJson} from '../../src/experiments/to-json.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {createSyntheticModel, type Knobs, SLOTS, syntheticInput} from '../support/synthetic-model.ts';

const inline = createInlineRunner(createSyntheticModel);
const shared = {seed: 'json', runs: 4, slots: SLOTS};
const side = (id: string, knobs: Knobs) => ({id, input: syntheticInput(knobs), scenarioHash: id});

describe('plain', () => {
  it('says null for what is undefined, and survives JSON unchanged', () => {
    const value = plain({a: NaN, b: Float64Array.of(1, NaN), c: [{d: Infinity}], e: 'x', f: -0});
    expect(value).toEqual({a: null, b: [1, null], c: [{d: null}], e: 'x', f: 0});
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });
});

describe('runToJson', () => {
  it('has the promised shape, with series and failures only where there are any', async () => {
    const bare = runToJson(await ensemble({...shared, ...side('a', {})}, inline));
    expect(Object.keys(bare)).toEqual(['receipt', 'outcomes']);
    expect(Object.keys(bare.receipt)).toEqual(['engineVersion', 'scenarioHash', 'seed', 'runs', 'resultHash']);
    const names = ['id', 'window', 'unit', 'n', 'mean', 'sd', 'se', 'q05', 'q25', 'q50', 'q75', 'q95'];
    expect(Object.keys(bare.outcomes[0])).toEqual(names);
    const rich = runToJson(await ensemble({...shared, ...side('a', {throws: 1}), series: ['level']}, inline));
    expect(rich.failures).toEqual([{replicate: 1, week: 3, reason: 'synthetic fault'}]);
    expect(rich.series?.[0].id).toBe('level');
    expect(rich.series?.[0].mean_ci90.low).toHaveLength(6);
  });
});

describe('compareToJson', () => {
  it('has the promised shape, a row per outcome and variant', async () => {
    const design = {
      ...shared,
      series: ['level'],
      reference: side('a', {}),
      variants: [side('b', {effect: 1}), side('c', {})],
    };
    const document = compareToJson(await compare(design, inline));
    expect(document.receipt.scenarios.map(({id}) => id)).toEqual(['a', 'b', 'c']);
    expect(document.outcomes.map(({id, variant}) => `${id} ${variant}`)).toEqual(
      ['b', 'c'].flatMap((variant) => SLOTS.map(({id}) => `${id} ${variant}`)),
    );
    const promised = ['id', 'window', 'unit', 'a', 'b', 'mean_difference', 'ci90', 'share_b_above_a', 'share_tied'];
    expect(Object.keys(document.outcomes[0])).toEqual(expect.arrayContaining([...promised, 'variance_ratio']));
    expect(Object.keys(document.outcomes[0].a)).toEqual(['n', 'mean', 'sd', 'se', 'q05', 'q25', 'q50', 'q75', 'q95']);
    expect(document.outcomes[0].ci90).toHaveLength(2);
    expect(document.series?.map(({id, variant}) => `${id} ${variant}`)).toEqual(['level b', 'level c']);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
