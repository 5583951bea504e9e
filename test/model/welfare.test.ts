import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENTS} from '../../src/model/segments.ts';
import {ALONE, developer, entry, jurisdiction, outcomesOf, regime, scenario, stage, takeApart} from './support.ts';

const input: RunInput = scenario({
  days: 28,
  world: {
    jurisdictions: [jurisdiction('x')],
    developers: [
      developer('a', 'x', {compute: 25}),
      developer('b', 'x', {compute: 24.5}),
      developer('o', 'x', {open_weights: true}),
      developer('u', 'x', {kind: 'underground', compute: 24}),
    ],
  },
  mechanisms: {...ALONE, research: false, demand: true},
});

describe('consumer surplus', () => {
  it('is the area under demand from today’s prices upwards, in every segment', () => {
    // Oracle: numerical integration (Simpson) of what the model sells as all prices rise together.
    const rises = Array.from({length: 401}, (_, n) => n / 20);
    let surplus: number[] = [];
    const demand = rises.map((rise) => {
      const parts = takeApart(input);
      const {price} = parts.run.world.developers.column;
      for (let row = 0; row < 4; row++) price[row] += rise;
      parts.play();
      const {market} = parts.phases;
      if (rise === 0) surplus = SEGMENTS.map((_, c) => market.surplus(c));
      return SEGMENTS.map(
        (_, c) => market.spend()[c] * [0, 1, 2, 3].reduce((sum, row) => sum + market.choice(row, c), 0),
      );
    });
    SEGMENTS.forEach((_, c) => {
      const area = demand.reduce((sum, each, n) => {
        const weight = n === 0 || n === rises.length - 1 ? 1 : n % 2 === 1 ? 4 : 2;
        return sum + (weight * each[c]) / 60;
      }, 0);
      expect(Math.abs(surplus[c] / area - 1)).toBeLessThan(1e-4);
    });
  });

  it('has no value where there is no doing without, or no choice', () => {
    const values = [
      {...input, parameters: {'demand.outside': -1000}},
      {...input, mechanisms: {...input.mechanisms, demand: false}},
    ].map((each) =>
      outcomesOf(each)(createModel(each).run({seed: '1', replicate: 0, series: [], tables: []}), 'welfare'),
    );
    expect(values).toEqual([NaN, NaN]);
  });
});

describe('access', () => {
  const staged = (access: readonly string[]): RunInput =>
    scenario({
      days: 1820,
      windows: {late: {from: 1000, to: 1500}},
      world: {
        jurisdictions: [
          jurisdiction('x', {user_share: 0.5, spend_share: 0.5}),
          jurisdiction('y', {user_share: 0.5, spend_share: 0.5}),
        ],
        developers: [developer('a', 'x', {count: 3, markets: 'all'})],
      },
      mechanisms: {...ALONE, demand: true},
      policy: [entry('stages', ['x'], regime([stage('first', {access, min_days: 180}), stage('public')]))],
    });
  const valuesOf = (each: RunInput): ((id: string) => number) => {
    const record = createModel(each).run({seed: '1', replicate: 0, series: [], tables: []});
    return (id) => outcomesOf(each)(record, id);
  };

  it('is unequal where a stage lets some in before others, and only there', () => {
    // Oracle: whom the stage admits is as far behind in x as in y; the others by about the stage more.
    const value = valuesOf(staged(['accredited', 'enterprise']));
    for (const segment of ['accredited', 'enterprise'])
      expect(value(`access_lag.x.${segment}`)).toBeCloseTo(value(`access_lag.y.${segment}`), 9);
    for (const segment of ['sme', 'nonprofit', 'consumer', 'low_income']) {
      const longer = value(`access_lag.x.${segment}`) - value(`access_lag.y.${segment}`);
      expect(longer).toBeGreaterThan(0.6 * 180);
      expect(longer).toBeLessThan(1.4 * 180);
    }
    expect(value('access_gini.x')).toBeGreaterThan(0.05);
    expect(value('access_gini.y')).toBeLessThan(1e-12);
    expect(value('access_gini')).toBeGreaterThan(0);
    expect(value('access_share.y')).toBeGreaterThan(0.7); // but for those that a newer one overtook in tests
  });

  it('has the Gini coefficient of some who have all and some who have nothing', () => {
    // Oracle: k of 6 with equal access and the rest with none: G = 1 - k/6.
    const never = staged(['accredited', 'enterprise']);
    const value = valuesOf({
      ...never,
      world: {
        ...never.world,
        developers: [developer('b', 'y'), developer('a', 'x', {count: 3, public_model: false})],
      },
      policy: [
        entry(
          'stages',
          ['x'],
          regime([stage('first', {access: ['accredited', 'enterprise'], min_days: 9999}), stage('public')]),
        ),
      ],
    });
    expect(value('access_gini.x')).toBeCloseTo(1 - 2 / 6, 9);
    expect(value('access_share.x.consumer')).toBe(0);
    expect(value('access_share.x.enterprise')).toBeGreaterThan(0.5);
  });
});

describe('shares by developer and by nest', () => {
  it('sum to one', () => {
    const record = createModel(input).run({seed: '1', replicate: 0, series: ['share.a'], tables: []});
    const get = (id: string): number => outcomesOf(input)(record, id);
    expect(get('share.a') + get('share.b') + get('share.o') + get('share.u')).toBeCloseTo(1, 12);
    const nests = ['closed', 'open', 'underground', 'outside'].map((nest) => get(`nest_share.${nest}`));
    expect(nests.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    for (const share of nests) expect(share).toBeGreaterThan(0);
    expect(record.series[0]).toHaveLength(4);
  });
});
