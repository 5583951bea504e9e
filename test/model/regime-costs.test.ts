import {describe, expect, it, vi} from 'vitest';
import type {Regime, RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {ALONE, columnsOf, developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const gate = [stage('a', {min_days: 1e6, evaluations: 1}), stage('public')];
const FREE: RunInput['parameters'] = {
  'release.law': 'fixed',
  'release.rate.x': 60,
  'testing.days.lab': 0,
  'findings.law': 'fixed',
  'teams.x': 'unlimited',
  'teams.y': 'unlimited',
  'compliance.fixed': 0,
  'compliance.fee': 0,
  'compliance.variable': 0,
  'compliance.variant_cost': 0,
  'compliance.reporting': 0,
};

function input(rules: Partial<Regime>, parameters: RunInput['parameters'], more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 5 * 364,
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 2, installed: 1})]},
    mechanisms: {...ALONE, costs: true},
    policy: [entry('rule', ['x'], rules)],
    parameters: {...FREE, ...parameters},
    ...more,
  });
}

/** Compliance of one developer in every step, USD M per year. */
function yearly(each: RunInput, name = 'a-1'): number[] {
  const table = columnsOf(
    createModel(each).run({seed: '1', replicate: 0, series: [], tables: ['developers']}),
    'developers',
  );
  const names = table.text('developer');
  return Array.from(table.number('compliance'), (paid) => (paid * 365.25) / each.step_days).filter(
    (_, n) => names[n] === name,
  );
}

describe('learning to comply', () => {
  // Two labs: one submits from the first day on, the other only once it takes part, after three years.
  const late = (spillover: number): number => {
    const parts = takeApart(
      input(regime(gate), {'compliance.fixed': 8, 'compliance.learning': 0.39, 'compliance.spillover': spillover}),
    );
    const {developers} = parts.run.world;
    const {sells} = developers.column;
    sells[1] = 0;
    let paid = 0;
    parts.play(() => {
      if (parts.run.clock.from >= 3 * 365) sells[1] = 1;
      paid = (developers.column.compliance[1] * 365.25) / 7;
    });
    return paid;
  };

  it('counts a developer’s own years under the regime', () => {
    // Oracle: A newcomer after three of five years is in its second year, n is the time since its first submission.
    const years = (5 * 364 - 3.5 - 1099) / 365.25;
    expect(late(0) / (8 * years ** -0.39)).toBeCloseTo(1, 1);
  });

  it('draws on the years of the industry as far as these spill over', () => {
    // Oracle: with theta = 1 a newcomer has the industry's experience, in between a weighted mean of both.
    const industry = (5 * 364 - 3.5) / 365.25;
    expect(late(1)).toBeCloseTo(8 * industry ** -0.39, 2);
    expect(late(0.5)).toBeGreaterThan(late(1));
    expect(late(0.5)).toBeLessThan(late(0));
  });
});

describe('remediation', () => {
  it('is paid for day by day while it lasts, and its cost is that of its days', () => {
    // Oracle: the deterministic law: 45 days at 0.1 each for a release of frontier size, never more than 7 a week.
    const each = input(
      regime([stage('a', {min_days: 30}), stage('public')]),
      {
        'findings.probability.a': 1,
        'remediation.law': 'deterministic',
        'remediation.mean_days': 45,
        'remediation.day_cost': 0.1,
        'compliance.size_elasticity': 0,
        'release.rate.x': 1,
        'review.rework_fraction': 1,
      },
      {days: 364 + 33 + 49},
    );
    const paid = yearly(each).map((amount) => (amount * 7) / 365.25);
    expect(Math.max(...paid)).toBeCloseTo(0.7, 9);
    expect(paid.filter((amount) => amount > 0).length).toBeGreaterThanOrEqual(7);
    expect(paid.reduce((a, b) => a + b, 0)).toBeCloseTo(4.5, 9);
  });
});

describe('rules that cost by the product', () => {
  const rule = {stages: [], product_cost: 3};

  it('cost every developer with a product on sale the same, gate or not', () => {
    for (const amount of yearly(input(rule, {}))) expect(amount).toBeCloseTo(3, 9);
  });

  it('spare small developers the relief, and large ones nothing', () => {
    const relieved = {...rule, relief: 0.75};
    expect(yearly(input(relieved, {'compliance.small_revenue': 1e9}))[10]).toBeCloseTo(0.75, 9);
    expect(yearly(input(relieved, {'compliance.small_revenue': 0}))[10]).toBeCloseTo(3, 9);
  });

  it('cost nothing where costs are switched off', () => {
    expect(Math.max(...yearly(input(rule, {}, {mechanisms: ALONE})))).toBe(0);
  });
});

describe('the duty to report', () => {
  it('falls on developers whose newest release is large enough, in mandatory regimes', () => {
    const rule = {stages: [], transparency: 'report', threshold: {index: 'fixed', flop: 1e23}} as const;
    const costs = {'compliance.reporting': 0.4};
    expect(yearly(input(rule, costs))[10]).toBeCloseTo(0.4, 9);
    expect(yearly(input({...rule, threshold: {index: 'fixed', flop: 1e25}}, costs))[10]).toBe(0);
    expect(yearly(input({...rule, binding: 'voluntary'}, costs))[10]).toBe(0);
  });
});

describe('variants of a release', () => {
  const world = {
    jurisdictions: [jurisdiction('x', {spend_share: 0.5}), jurisdiction('y', {spend_share: 0.5})],
    developers: [developer('a', 'x', {markets: 'all'})],
  };
  const variants = (policy: RunInput['policy']): {needed: number; paid: number} => {
    const parameters = {...FREE, 'compliance.variant_cost': 2, 'compliance.size_elasticity': 0};
    const model = createModel({...input({}, {}), world, policy, parameters, days: 728});
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {variants: needed, staffCost} = model.world.releases.column;
    return {needed: needed[5], paid: staffCost[5]};
  };
  const rule = (days: number): Partial<Regime> => regime([stage('a', {min_days: days}), stage('public')]);

  it('are one where nothing is regulated, or where the same rules hold everywhere', () => {
    expect(variants([])).toEqual({needed: 0, paid: 0});
    expect(variants([entry('both', ['x', 'y'], rule(30))])).toEqual({needed: 1, paid: 0});
  });

  it('are as many as there are distinct rules, each but the first at its cost', () => {
    expect(variants([entry('one', ['x'], rule(30))])).toEqual({needed: 2, paid: 2});
    expect(variants([entry('one', ['x'], rule(30)), entry('two', ['y'], rule(60))])).toEqual({needed: 2, paid: 2});
  });
});
