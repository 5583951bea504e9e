import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {ALONE, columnsOf, developer, jurisdiction, outcomesOf, scenario, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const ELASTICITY = 4;

/** `n` identical closed developers in two places, no outside good, nothing but choice and prices. */
function oligopoly(n: number, more: Partial<RunInput> = {}, parameters: RunInput['parameters'] = {}): RunInput {
  const places = ['x', 'y'];
  return scenario({
    days: 728,
    windows: {late: {from: 364, to: 728}},
    world: {
      jurisdictions: places.map((id, at) => jurisdiction(id, {spend_share: at === 0 ? 0.7 : 0.3, user_share: 0.5})),
      developers: [developer('a', 'x', {count: n, markets: 'all', installed: 1})],
    },
    mechanisms: {...ALONE, research: false, demand: true, prices: true},
    parameters: {
      'demand.taste_spread': 0,
      'demand.spend_tilt': 0, // one vendor each
      'demand.nest': 1,
      'demand.outside': -1000,
      'demand.own_elasticity': ELASTICITY,
      ...parameters,
    },
    ...more,
  });
}

const late = (values: Float64Array, rows: number, weeks: Float64Array): number[] =>
  [...values.subarray(0, rows)].filter((_, n) => weeks[n] === 103);

describe('n identical developers without an outside good', () => {
  // Oracle: the symmetric equilibrium of the logit (Anderson, de Palma & Thisse 1992).
  const spend = SEGMENTS.map((id) => SEGMENT_PROFILES[id].spend);
  const meanTaste =
    SEGMENTS.reduce((sum, id, z) => sum + spend[z] * SEGMENT_PROFILES[id].price, 0) / spend.reduce((a, b) => a + b);

  it.each([2, 3, 5, 8, 12])('share every cell equally and mark up by 1/(a_p (1 - 1/n)): n = %i', (n) => {
    const input = oligopoly(n);
    const model = createModel(input);
    const record = model.run({seed: '1', replicate: 0, series: [], tables: ['shares']});
    const shares = columnsOf(record, 'shares');
    const last = late(shares.number('share'), shares.rows, shares.number('week'));
    expect(last).toHaveLength(n * 12);
    for (const share of last) expect(Math.abs(share * n - 1)).toBeLessThan(0.01);
    expect(Math.abs((outcomesOf(input)(record, 'hhi') * n) / 10000 - 1)).toBeLessThan(0.01);
    const {price, unitCost} = model.world.developers.column;
    const markup = 1 / (ELASTICITY * (1 - 1 / n));
    for (let row = 0; row < n; row++) expect(Math.abs((price[row] - unitCost[row]) / markup - 1)).toBeLessThan(0.02);
  });

  it('have segments whose tastes average to the mean buyer, weighted by spend', () => {
    expect(spend.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(Math.abs(meanTaste - 1)).toBeLessThan(0.005);
  });
});

describe('n identical developers in one nest beside an outside good', () => {
  it.each([
    [3, 0.6],
    [6, 0.4],
    [4, 1],
  ])('hold the shares and the markup of the nested logit: n = %i, l = %f', (n, l) => {
    // Oracle: Berry (1994). D = n exp(d/l), s = D^l / (D^l + exp(outside)) / n, one price over all segments.
    const outside = 1;
    const input = oligopoly(
      n,
      {days: 3640},
      {'demand.nest': l, 'demand.outside': outside, 'demand.switching': 0.999, 'market.growth': 1, 'demand.quality': 0},
    );
    const model = createModel(input);
    const record = model.run({seed: '1', replicate: 0, series: [], tables: ['shares']});
    const shares = columnsOf(record, 'shares');
    const of = shares.text('developer');
    const weeks = shares.number('week');
    const share = [...shares.number('share')].filter((_, row) => of[row] === 'a-1' && weeks[row] === 519);
    const {price, unitCost} = model.world.developers.column;
    const sensitivity = ELASTICITY * l;
    let sales = 0;
    let slope = 0;
    SEGMENTS.forEach((id, z) => {
      const {price: taste, spend} = SEGMENT_PROFILES[id];
      const nest = (n * Math.exp((-sensitivity * taste * price[0]) / l)) ** l;
      const expected = nest / (nest + Math.exp(outside)) / n;
      expect(Math.abs(share[z] / expected - 1)).toBeLessThan(1e-6);
      sales += spend * expected;
      slope += ((spend * expected * sensitivity * taste) / l) * (1 - (1 - l) / n - l * expected);
    });
    expect(Math.abs((price[0] - unitCost[0]) / (sales / slope) - 1)).toBeLessThan(0.001);
  });
});

describe('a price one per cent higher', () => {
  // One seller has open weights, so that its price is a parameter of the scenario; taste for open weights is neutral.
  const closed = 0.6 + 1 / ELASTICITY;
  const choices = (price: number, n: number): number[] => {
    const input = oligopoly(n, {}, {'price.open': price, 'demand.open_discount': 0, 'demand.switching': 0.999});
    const developers = [
      developer('a', 'x', {count: n - 1, markets: 'all'}),
      developer('o', 'x', {open_weights: true, markets: 'all'}),
    ];
    const model = createModel({
      ...input,
      days: 3640,
      mechanisms: {...input.mechanisms, prices: false},
      world: {...input.world, developers},
      parameters: {...input.parameters, 'market.growth': 1},
    });
    const parts = model.run({seed: '1', replicate: 0, series: [], tables: ['shares']});
    const shares = columnsOf(parts, 'shares');
    const own = shares.text('developer');
    const weeks = shares.number('week');
    return [...shares.number('share')]
      .filter((_, row) => own[row] === 'o' && weeks[row] === 519)
      .slice(0, SEGMENTS.length);
  };

  it.each([2, 5])('cuts its share of choices by a_p p (1 - s) per cent among %i sellers', (n) => {
    const before = choices(closed, n);
    const after = choices(closed * 1.01, n);
    SEGMENTS.forEach((id, z) => {
      expect(before[z]).toBeCloseTo(1 / n, 6);
      const sensitivity = ELASTICITY * SEGMENT_PROFILES[id].price;
      const fall = sensitivity * closed * (1 - before[z]) * 0.01;
      expect(Math.abs(-Math.log(after[z] / before[z]) / fall - 1)).toBeLessThan(0.03);
    });
  });
});

describe('customers', () => {
  it('reconsider at the rate of switching: what leaves an incumbent in a year is its excess times that share', () => {
    // Oracle: exponential approach to the choice share, in a market that does not grow.
    const input = oligopoly(4, {}, {'demand.switching': 0.2, 'market.growth': 1});
    const developers = [
      developer('big', 'x', {markets: 'all', installed: 1}),
      developer('a', 'x', {count: 3, markets: 'all'}),
    ];
    const record = createModel({
      ...input,
      days: 364 * 2,
      world: {...input.world, developers},
      mechanisms: {...input.mechanisms, prices: false},
    }).run({seed: '1', replicate: 0, series: [], tables: ['shares']});
    const shares = columnsOf(record, 'shares');
    const of = shares.text('developer');
    const share = (week: number): number => {
      for (let n = 0; n < shares.rows; n++)
        if (of[n] === 'big' && shares.number('week')[n] === week) return shares.number('share')[n];
      return NaN;
    };
    const stay = (days: number) => 0.8 ** (days / 365.25);
    for (const week of [0, 51, 103]) expect(share(week)).toBeCloseTo(0.25 + 0.75 * stay((week + 1) * 7), 6);
  });

  it('hold shares that are never negative and sum to at most one in every cell and week', () => {
    const parts = takeApart(scenario({days: 2 * 364}));
    const {developers, jurisdictions} = parts.run.world;
    const cells = jurisdictions.length * SEGMENTS.length;
    let most = 0;
    let least = Infinity;
    parts.play(() => {
      const share = parts.phases.market.share();
      for (let c = 0; c < cells; c++) {
        let sum = 0;
        for (let row = 0; row < developers.rows; row++) {
          least = Math.min(least, share[row * cells + c]);
          sum += share[row * cells + c];
        }
        most = Math.max(most, sum);
      }
    });
    expect(least).toBeGreaterThanOrEqual(0);
    expect(most).toBeLessThanOrEqual(1 + 1e-12);
    expect(most).toBeGreaterThan(0.5);
  });

  it('spread over all sellers completely where there is no outside good', () => {
    const parts = takeApart(oligopoly(5));
    const {developers} = parts.run.world;
    parts.play();
    const share = parts.phases.market.share();
    for (let c = 0; c < 12; c++) {
      let sum = 0;
      for (let row = 0; row < developers.rows; row++) sum += share[row * 12 + c];
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  it('stay where they are when choice is switched off', () => {
    const input = oligopoly(2);
    const developers = [
      developer('big', 'x', {markets: 'all', installed: 0.9}),
      developer('small', 'x', {markets: 'all', installed: 0.1}),
    ];
    const record = createModel({
      ...input,
      world: {...input.world, developers},
      mechanisms: {...input.mechanisms, demand: false},
    }).run({seed: '1', replicate: 0, series: [], tables: []});
    expect(outcomesOf(input)(record, 'hhi')).toBeCloseTo(10000 * (0.81 + 0.01), 6);
  });
});
