import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {developer, entry, jurisdiction, outcomesOf, scenario, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const START = 364;

/** Ten labs of different size in two places, one of which puts a cost on every product. */
function input(cost: number, more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 1092,
    windows: {before: {from: 0, to: START}, after: {from: START + 28, to: 1092}, end: {from: 1000, to: 1092}},
    world: {
      jurisdictions: [jurisdiction('x', {spend_share: 0.5}), jurisdiction('y', {spend_share: 0.5})],
      developers: [developer('a', 'x', {count: 10, compute_spread: 1, markets: 'all', installed: 1})],
    },
    mechanisms: {entry: false, exit: false, funding: false, defects: false, research: false},
    parameters: {'market.growth': 1},
    policy: [entry('rule', ['x'], {product_cost: cost}, {from: START})],
    ...more,
  });
}

describe('a fixed cost on every product', () => {
  it('makes those leave, and only those, whose margin there is below it', () => {
    // Oracle: the margin of every developer there in the step before the rule, from shares and prices.
    const cost = 30;
    const parts = takeApart(input(cost));
    const {developers} = parts.run.world;
    const margin: number[] = [];
    const stayed: boolean[] = [];
    parts.play(() => {
      const {price, unitCost, withdrawn} = developers.column;
      const cells = 12;
      for (let row = 0; row < developers.rows; row++) {
        if (parts.run.clock.to === START) {
          let units = 0;
          for (let c = 0; c < 6; c++) units += parts.run.market.spend()[c] * parts.run.market.share()[row * cells + c];
          margin[row] = (units * (price[row] - unitCost[row]) * 365.25) / 7;
        }
        if (parts.run.clock.from === START) stayed[row] = withdrawn[row * 2] === 0;
        if (parts.run.clock.from >= START) expect(withdrawn[row * 2 + 1]).toBe(0);
      }
    });
    const worstOfStaying = Math.min(...margin.filter((_, row) => stayed[row]));
    const bestOfLeaving = Math.max(...margin.filter((_, row) => !stayed[row]));
    expect(stayed.filter((each) => each).length).toBeGreaterThan(0);
    expect(stayed.filter((each) => !each).length).toBeGreaterThan(0);
    expect(bestOfLeaving).toBeLessThan(cost);
    expect(worstOfStaying).toBeGreaterThan(bestOfLeaving);
  });

  it('concentrates the market there, costs only those who stay, and is over when the rule is', () => {
    const free = input(0);
    const model = createModel(input(30));
    const of = outcomesOf(free);
    const play = (each: RunInput) => createModel(each).run({seed: '1', replicate: 0, series: [], tables: []});
    const [a, b] = [play(free), model.run({seed: '1', replicate: 0, series: [], tables: []})];
    expect(of(b, 'product_count.x', 'end')).toBeLessThan(of(a, 'product_count.x', 'end'));
    expect(of(b, 'product_count.y', 'end')).toBe(of(a, 'product_count.y', 'end'));
    expect(of(b, 'hhi.x', 'end')).toBeGreaterThan(of(a, 'hhi.x', 'end'));
    expect(of(b, 'compliance_spend', 'after')).toBeCloseTo(30 * of(b, 'product_count.x', 'after'), 6);
    const ended = input(30, {policy: [entry('rule', ['x'], {product_cost: 30}, {from: START, until: 728})]});
    expect(of(play(ended), 'product_count.x', 'end')).toBe(10);
  });

  it('weighs as much more on a developer as its products depend more on data', () => {
    // Oracle: twice the dependence is twice the cost, to the bit.
    const digestOf = (cost: number, data_intensity: number) => {
      const {world} = input(cost);
      const developers = world.developers.map((each) => ({...each, data_intensity}));
      return createModel(input(cost, {world: {...world, developers}})).run({
        seed: '1',
        replicate: 0,
        series: [],
        tables: [],
      }).digest;
    };
    expect(digestOf(15, 2)).toBe(digestOf(30, 1));
    expect(digestOf(15, 2)).not.toBe(digestOf(15, 1));
  });

  it('changes nothing where it is nothing, and nobody leaves where costs are switched off', () => {
    const play = (each: RunInput) => createModel(each).run({seed: '1', replicate: 0, series: [], tables: []});
    expect(play(input(0)).digest).toBe(play(input(0, {policy: []})).digest);
    const off = {...input(30).mechanisms, costs: false};
    const [rule, none] = [input(30, {mechanisms: off}), input(30, {mechanisms: off, policy: []})];
    const of = outcomesOf(rule);
    for (const id of ['product_count.x', 'hhi.x', 'hhi.y', 'compliance_spend', 'price'])
      expect([id, of(play(rule), id, 'end')]).toEqual([id, of(play(none), id, 'end')]);
  });
});
