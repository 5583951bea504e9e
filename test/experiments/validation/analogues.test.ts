import {describe, expect, it} from 'vitest';
import {dataRule} from '../../../src/experiments/validation/data-rule.ts';
import {drugMarket, TREATED} from '../../../src/experiments/validation/drug-market.ts';
import {createLaboratory} from '../../../src/experiments/validation/laboratory.ts';
import {preMarketProof} from '../../../src/experiments/validation/pre-market-proof.ts';
import {createModel} from '../../../src/model/run.ts';
import {createInlineRunner} from '../../../src/runtime/inline.ts';

const laboratory = createLaboratory(createInlineRunner(), {runs: 3, seed: 'analogues', presets: {}});

describe('the analogue of the data protection rules', () => {
  it('loses many products, nearly all of them small, and sees fewer enter and raise money', async () => {
    // Oracle: what was seen after 2018 (Janssen et al. 2022 and others), within what three runs can tell.
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

describe('the analogue of the drug law', () => {
  it('begins with research at a tenth of sales, as industry surveys of that time say', () => {
    const input = drugMarket();
    const eve = createModel({...input, days: input.windows['decade'].from, windows: {}});
    let [research, sales] = [0, 0];
    for (let replicate = 0; replicate < 8; replicate++) {
      eve.run({seed: 'analogues', replicate, series: [], tables: []});
      const {live, liveCount, column} = eve.world.developers;
      for (const row of live.subarray(0, liveCount)) {
        if (input.world.jurisdictions[column.home[row]].id !== TREATED) continue;
        research += column.rd[row];
        sales += column.revenue[row];
      }
    }
    expect(research / sales).toBeGreaterThan(0.07);
    expect(research / sales).toBeLessThan(0.12);
  });

  it('sees far fewer candidates at once, and fewer still approved', async () => {
    // Oracle: what was seen after 1962 (Peltzman 1973; Grabowski, Vernon & Thomas 1978), within what three runs can tell.
    const numbers = await preMarketProof.measure(laboratory);
    const [candidates, , early, approvals] = numbers.map(({value}) => value);
    expect(candidates).toBeGreaterThan(-0.7);
    expect(candidates).toBeLessThan(-0.4);
    expect(early).toBeGreaterThan(0.5);
    expect(approvals).toBeGreaterThan(-0.75);
    expect(approvals).toBeLessThan(-0.4);
  }, 60_000);
});
