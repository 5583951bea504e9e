import {describe, expect, it} from 'vitest';
import {dataRule} from '../../../src/experiments/validation/data-rule.ts';
import {createLaboratory} from '../../../src/experiments/validation/laboratory.ts';
import {createInlineRunner} from '../../../src/runtime/inline.ts';

const laboratory = createLaboratory(createInlineRunner(), {runs: 4, seed: 'analogues', presets: {}});

describe('the analogue of the data protection rules', () => {
  it('loses many products, nearly all of them small, and sees fewer enter and raise money', async () => {
    // Oracle: what was seen after 2018 (Janssen et al. 2022 and others), within what four runs can tell.
    const numbers = await dataRule.measure(laboratory);
    const [exit, small, entry, hhi, deals] = numbers.map(({value}) => value);
    expect(exit).toBeGreaterThan(-0.45);
    expect(exit).toBeLessThan(-0.2);
    expect(small).toBeGreaterThan(0.8);
    expect(entry).toBeLessThan(-0.2);
    expect(hhi).toBeGreaterThan(0.08);
    expect(hhi).toBeLessThan(0.35);
    expect(deals).toBeLessThan(-0.1);
  }, 60_000);
});
