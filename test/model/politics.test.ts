import {describe, expect, it, vi} from 'vitest';
import {type PolicyEntry, type Regime, type RunInput, UNREGULATED} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {stringencyOf} from '../../src/model/stringency.ts';
import {
  articlePolicy,
  columnsOf,
  developer,
  effectsOf,
  entry,
  jurisdiction,
  outcomesOf,
  regime,
  scenario,
  stage,
} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const base = scenario({
  days: 728,
  world: {
    jurisdictions: [
      jurisdiction('us', {spend_share: 0.6, user_share: 0.6, entry: true}),
      jurisdiction('eu', {spend_share: 0.4, user_share: 0.4, entry: true}),
    ],
    developers: [
      developer('a', 'us', {markets: 'all', compute: 25, installed: 0.5}),
      developer('b', 'eu', {markets: 'all', compute: 24.8, installed: 0.3}),
      developer('c', 'us', {kind: 'startup', markets: 'all', compute: 23.5, cash: 40, count: 6, installed: 0.1}),
    ],
  },
});
const run = (input: RunInput, replicate = 0) =>
  createModel(input).run({seed: '1', replicate, series: [], tables: ['authorities', 'incidents']});
const effects = (input: RunInput) => effectsOf(input)(run(input));
const onRung = (n: number, policy: PolicyEntry, from: number | null = null): PolicyEntry => ({
  ...policy,
  id: `rung-${n}`,
  from,
  rung: n,
});

const light = entry('light', ['us'], regime([stage('a', {min_days: 60, evaluations: 1}), stage('public')]));
const heavy = articlePolicy(0);
const ladder = [onRung(1, light), onRung(2, heavy)];
const still = {'politics.friction': 100, 'politics.decay_half_life': 'unlimited'} as const;

describe('a ladder', () => {
  it.each([
    [0, []],
    [0.24, []],
    [0.25, [light]],
    [0.74, [light]],
    [0.75, [light, heavy]],
    [1, [light, heavy]],
  ] as const)('held at stringency %d rules as the same entries do without it', (stringency, policy) => {
    const held = {...base, policy: ladder, parameters: {...still, 'politics.base.us': stringency}};
    expect(effects(held)).toEqual(effects({...base, policy}));
  });

  it('that begins later changes nothing before, and rules from its first day', () => {
    const late = [onRung(1, light, 364), onRung(2, heavy, 364)];
    const held = {...base, policy: late, parameters: {...still, 'politics.base.us': 1}};
    expect(effects(held)).toEqual(
      effects({
        ...base,
        policy: [
          {...light, from: 364},
          {...heavy, from: 364},
        ],
      }),
    );
  });

  it('has nobody climb it where politics is switched off', () => {
    const parameters = {'politics.base.us': 1, 'politics.gain': 100};
    const off = {...base, policy: ladder, parameters, mechanisms: {politics: false}};
    expect(run(off).digest).toBe(run(base).digest);
  });

  it('is climbed after severe reported incidents, more with more gain, and not at all when nobody reports them', () => {
    const many = {...base, days: 1456, policy: ladder, windows: {all: {from: 0, to: 1456}}};
    const path = (parameters: RunInput['parameters']) => {
      const record = run({...many, parameters, mechanisms: {capture: false}});
      const table = columnsOf(record, 'authorities');
      return {
        us: Array.from(table.number('stance')).filter((_, n) => table.text('jurisdiction')[n] === 'us'),
        tightened: outcomesOf(many)(record, 'rules_tightened'),
      };
    };
    const loud = {'severity.alpha': 0.6, 'politics.cost_weight': 0, 'incidents.scale.shallow': 4000};
    const [none, some, much] = [0, 0.4, 1].map((gain) => path({...loud, 'politics.gain': gain}));
    expect(Math.max(...none.us)).toBe(0);
    expect(none.tightened).toBe(0);
    expect(Math.max(...some.us)).toBeGreaterThan(0.1);
    expect(Math.max(...much.us)).toBeGreaterThanOrEqual(Math.max(...some.us));
    expect(much.tightened).toBe(1);
    const quiet = path({'incidents.reporting': 0, 'politics.base.us': 0, 'politics.gain': 1});
    expect(Math.max(...quiet.us)).toBe(0);
  });

  it('is pulled to the rung that developers want in proportion to the weight of capture', () => {
    // Oracle: dS = w (S_lobby - S) dt without friction, to the first order.
    const pulled = (weight: number) => {
      const parameters = {
        'politics.base.us': 1,
        'politics.gain': 0,
        'politics.cost_weight': 0,
        'politics.friction': 0,
        'politics.decay_half_life': 'unlimited',
        'capture.weight': weight,
      };
      const table = columnsOf(run({...base, policy: ladder, parameters}), 'authorities');
      const us = Array.from(table.number('stance')).filter((_, n) => table.text('jurisdiction')[n] === 'us');
      return us[us.length - 1];
    };
    const years = (728 - 7) / 365.25;
    for (const weight of [0, 0.3, 0.8]) expect(pulled(weight)).toBeCloseTo(Math.exp(-weight * years), 2);
  });

  it('is resisted by the share of revenue that compliance takes at home', () => {
    const dear = {
      ...still,
      'politics.base.us': 1,
      'politics.friction': 0,
      'politics.gain': 0,
      'compliance.fixed': 2000,
    };
    const last = (parameters: RunInput['parameters']) => {
      const table = columnsOf(run({...base, policy: ladder, parameters, mechanisms: {capture: false}}), 'authorities');
      return table.number('stance')[table.rows - 2];
    };
    expect(last({...dear, 'politics.cost_weight': 0})).toBe(1);
    expect(last({...dear, 'politics.cost_weight': 1})).toBeLessThan(0.9);
  });

  it('gives the same path in another unit of money', () => {
    // The parameters of politics and the harm that it sees, in units 1024 times as small.
    const money = (scale: number): RunInput => ({
      ...base,
      policy: ladder,
      mechanisms: {capture: false, costs: false},
      parameters: {
        'politics.gain': 1,
        'politics.notice': 10 * scale,
        'severity.minimum': 0.1 * scale,
        'severity.cap': 1e5 * scale,
        'severity.severe': 10 * scale,
        'severity.alpha': 0.6,
      },
    });
    const path = (scale: number) => Array.from(columnsOf(run(money(scale), 1), 'authorities').number('stance'));
    expect(path(1).some((stance) => stance > 0)).toBe(true);
    expect(path(1024)).toEqual(path(1));
  });
});

describe('the index of stringency', () => {
  const of = (more: Partial<Regime>) => stringencyOf({...UNREGULATED, ...more});

  it('is 0 without any rule, and above 0 with any', () => {
    expect(of({})).toBe(0);
    const some: Partial<Regime>[] = [
      {stages: [stage('public')]},
      {transparency: 'report'},
      {product_cost: 1},
      {bans: ['use']},
      {moratorium_flop: 1e26},
      {stages: [stage('public')], binding: 'voluntary'},
    ];
    for (const each of some) expect(of(each)).toBeGreaterThan(0);
  });

  it('is the mean of six scores, by hand, and at most 1', () => {
    const stages = [
      stage('a', {min_days: 73, evaluations: 5, approvals: 1}),
      stage('b', {min_days: 73}),
      stage('public'),
    ];
    expect(of({stages})).toBeCloseTo((1 + 0.4 + 0.5 + 1) / 6, 12);
    expect(of({stages, binding: 'voluntary'})).toBeCloseTo((1 + 0.4 + 0.5 + 1) / 12, 12);
    const all: Partial<Regime> = {
      stages: [stage('a', {min_days: 5000, evaluations: 99}), stage('public', {sign_off: true})],
      transparency: 'report',
      bans: ['hosting', 'use'],
      moratorium_flop: 1e26,
    };
    expect(of(all)).toBe(1);
  });

  it('rises with days, evaluations and sign-off', () => {
    const days = [0, 14, 30, 90, 180].map((min_days) => of({stages: [stage('a', {min_days}), stage('public')]}));
    expect([...days].sort((a, b) => a - b)).toEqual(days);
    expect(new Set(days).size).toBe(5);
  });
});
