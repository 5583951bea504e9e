import {describe, expect, it, vi} from 'vitest';
import type {PolicyEntry, RunInput} from '../../src/model/input.ts';
import {createOutlook} from '../../src/model/mechanisms/outlook.ts';
import {dealFlow} from '../../src/model/mechanisms/rounds.ts';
import {createModel} from '../../src/model/run.ts';
import {outcomesOf, columnsOf, developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

describe('the flow of deals', () => {
  it('has the elasticity asked for at the hurdle, and is the hurdle itself without bound', () => {
    // Oracle: d ln G / d ln x = k (1 - G) for a logistic of ln x, G(1) = 1/2.
    for (const elasticity of [0.5, 1, 2]) {
      const [x, step] = [1, 1e-5];
      const slope =
        (Math.log(dealFlow(x * (1 + step), 2 * elasticity)) - Math.log(dealFlow(x, 2 * elasticity))) / Math.log1p(step);
      expect(slope).toBeCloseTo(elasticity, 4);
    }
    expect(dealFlow(0.99, 1e4)).toBeLessThan(1e-20);
    expect(dealFlow(1.01, 1e4)).toBeCloseTo(1, 12);
    expect(dealFlow(0, 2)).toBe(0);
  });
});

/** A world with incumbents at 1e25 FLOP and start-ups at 1e23, and what investors make of its rules in one place. */
function outlookOn(policy: readonly PolicyEntry[], day: number) {
  const parts = takeApart(
    scenario({
      days: 728,
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [
          developer('a', 'x', {compute: 25, installed: 0.9}),
          developer('s', 'x', {kind: 'startup', compute: 23}),
        ],
      },
      mechanisms: {research: false, entry: false, exit: false},
      parameters: {'teams.x': 'unlimited', 'service.mean_days': 0},
      policy,
    }),
  );
  const outlook = createOutlook(parts.run);
  outlook.begin();
  let seen = {small: NaN, large: NaN, uncertainty: NaN};
  const here = new Uint8Array([1]);
  parts.play(() => {
    outlook.update();
    if (parts.run.clock.from <= day)
      seen = {small: outlook.kept(here, 23), large: outlook.kept(here, 25), uncertainty: outlook.uncertainty(here)};
  });
  return seen;
}

describe('what investors expect of rules', () => {
  const rule = (flop: number, days = 200) =>
    regime([stage('a', {min_days: days}), stage('public')], {threshold: {index: 'fixed', flop}});
  const years = 200 / 365.25;

  it('discounts a delay that all rivals share by r alone', () => {
    // Oracle: Budish, Roin & Williams (2015): exp(-r T), T = 200 days, r = 0.12.
    const {small, large} = outlookOn([entry('all', ['x'], rule(0))], 500);
    expect(small).toBeCloseTo(Math.exp(-0.12 * years), 9);
    expect(large).toBeCloseTo(Math.exp(-0.12 * years), 9);
  });

  it('lets a delay that rivals do not share erode value too', () => {
    // Oracle: exp(-(r + d) T) for a share of rivals of 0. Nobody else trains as much as 1e26.
    const parts = outlookOn([entry('large', ['x'], rule(1e24))], 500);
    expect(parts.small).toBe(1);
    expect(parts.large).toBeGreaterThan(Math.exp(-0.37 * years));
    expect(parts.large).toBeLessThan(Math.exp(-0.12 * years));
    const none = outlookOn([entry('none', ['x'], rule(10 ** 24.9999))], 500);
    expect(none.large).toBeCloseTo(parts.large, 9);
  });

  it('knows of rules from the day they are announced, and is less sure of things until a year after them', () => {
    const policy = [entry('rule', ['x'], rule(0), {from: 300, announced: 150})];
    expect(outlookOn(policy, 120)).toEqual({small: 1, large: 1, uncertainty: 0});
    const announced = outlookOn(policy, 250);
    expect(announced.uncertainty).toBe(1);
    expect(announced.small).toBeCloseTo(Math.exp(-0.12 * years), 9);
    expect(outlookOn(policy, 400).uncertainty).toBe(1);
    expect(outlookOn(policy, 727).uncertainty).toBe(0);
  });
});

describe('start-ups and a delay', () => {
  // A gate of two and a half years. Both have nothing on the market and the same to spend; one has other business.
  const world = (otherIncome: number): RunInput['world'] => ({
    jurisdictions: [jurisdiction('x')],
    developers: [
      developer('poor', 'x', {kind: 'startup', cash: 12, public_model: false, compute: 24}),
      developer('rich', 'x', {kind: 'startup', cash: 12, public_model: false, compute: 24, other_income: otherIncome}),
      developer('a', 'x', {installed: 0.9}),
    ],
  });
  const input = (days: number): RunInput =>
    scenario({
      days: 1456,
      world: world(60),
      mechanisms: {entry: false, funding: false, defects: false, evasion: false},
      parameters: {
        'value.erosion': 0,
        'market.spend': 300_000,
        'research.cycle_days.startup': 60,
        'research.run_cost': 1,
      },
      policy: [entry('rule', ['x'], regime([stage('a', {min_days: days, access: []}), stage('public')]))],
    });
  const closed = (each: RunInput): number[] => {
    const model = createModel(each);
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {developerIds, developers} = model.world;
    return ['poor', 'rich'].map((id) => developers.column.gone[developerIds.indexOf(id)]);
  };

  it('die of it when cash runs out before it ends, unless other business carries them', () => {
    const [poor, rich] = closed(input(900));
    expect(poor).toBeGreaterThan(180);
    expect(poor).toBeLessThan(900);
    expect(rich).toBeNaN();
  });

  it('live through a short one', () => {
    expect(closed(input(10))).toEqual([NaN, NaN]);
  });
});

describe('announced rules', () => {
  it('change nothing before they are announced, and fewer deals are made between then and their day', () => {
    const run = (announced: number | null) => {
      const rules = regime([stage('a', {min_days: 720}), stage('public')]);
      const input = scenario({
        days: 1456,
        windows: {before: {from: 0, to: 364}, between: {from: 371, to: 1092}},
        policy: [
          entry('rule', ['us', 'eu', 'uk', 'rest'], rules, announced === null ? {from: 1456} : {from: 1092, announced}),
        ],
        parameters: {'funding.uncertainty': 1, 'value.discount': 0.2},
        mechanisms: {defects: false},
      });
      const model = createModel(input);
      const of = outcomesOf(input);
      const total = {before: 0, between: 0};
      for (let replicate = 0; replicate < 3; replicate++) {
        const record = model.run({seed: '1', replicate, series: [], tables: ['deals']});
        total.before += of(record, 'deals', 'before');
        total.between += of(record, 'deals', 'between');
        if (replicate === 0) expect(columnsOf(record, 'deals').rows).toBeGreaterThan(10);
      }
      return total;
    };
    const [without, withIt] = [run(null), run(364)];
    expect(withIt.before).toBe(without.before);
    expect(withIt.between).toBeLessThan(0.9 * without.between);
  });
});

describe('an open project', () => {
  it('closes once its grants have ended and what it has is spent', () => {
    // Oracle: waiting times of mean 1 / 0.5 years; half are over within 1.39 years, and the cash lasts for some time.
    const input = (hazard: number) =>
      scenario({
        days: 2184,
        world: {
          jurisdictions: [jurisdiction('x')],
          developers: [developer('p', 'x', {kind: 'open', open_weights: true, count: 200, cash: 0.5, other_income: 4})],
        },
        parameters: {'exit.grant_end': hazard, 'accounts.cash_spread': 0, 'accounts.overhead.open': 3.5},
        mechanisms: {entry: false},
      });
    const gone = (hazard: number): number => {
      const model = createModel(input(hazard));
      model.run({seed: '1', replicate: 0, series: [], tables: []});
      return model.world.developers.column.gone.subarray(0, 200).filter((day) => day > 0).length;
    };
    expect(gone(0)).toBe(0);
    expect(gone(0.5) / 200).toBeGreaterThan(0.5);
    expect(gone(0.5) / 200).toBeLessThan(1 - Math.exp(-0.5 * (2184 / 365.25)) + 0.08);
  });
});

describe('the fixed cost of rules', () => {
  // Sixty start-ups at home in x that spend more than they earn; those abroad sell in y too. Nobody closes.
  const input = (product_cost: number, where: string, markets: 'home' | 'all'): RunInput =>
    scenario({
      days: 1092,
      windows: {after: {from: 364, to: 1092}},
      world: {
        jurisdictions: [jurisdiction('x', {spend_share: 0.5}), jurisdiction('y', {spend_share: 0.5})],
        developers: [
          developer('a', 'x', {installed: 0.5, markets: 'all'}),
          developer('s', 'x', {kind: 'startup', count: 60, cash: 10, compute: 24, markets, installed: 0.5}),
        ],
      },
      mechanisms: {entry: false, exit: false, defects: false, research: false},
      parameters: {
        'market.spend': 18_000,
        'market.growth': 1,
        'demand.taste_spread': 0,
        'funding.uncertainty': 0,
        'accounts.overhead.startup': 50,
      },
      policy: [entry('rule', [where], {product_cost}, {from: 0})],
    });
  const dealsOf = (each: RunInput): number =>
    outcomesOf(each)(createModel(each).run({seed: '1', replicate: 0, series: [], tables: []}), 'deals', 'after');

  it('keeps investors away where it is worth more than all a start-up would earn at home', () => {
    // Oracle: V <= 0 is below any hurdle. The rule costs one of them as much as all customers would spend.
    expect(dealsOf(input(0, 'x', 'home'))).toBeGreaterThan(2);
    expect(dealsOf(input(18_000, 'x', 'home'))).toBe(0);
  });

  it('means nothing to them in a market abroad from which it has withdrawn', () => {
    // Oracle: the same start-ups where nobody sells in y anyway, but for what they earned there before the rule.
    const atHome = dealsOf(input(18_000, 'y', 'home'));
    const abroad = dealsOf(input(18_000, 'y', 'all'));
    expect(Math.abs(abroad / atHome - 1)).toBeLessThan(0.2);
  });
});
