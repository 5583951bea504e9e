import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {decisions} from '../../src/model/schedule.ts';
import {ALONE, columnsOf, developer, entry, jurisdiction, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const START = 364; // first day of the rule

/** Two labs, each soon with a release in a gate that it never leaves. */
function gated(parameters: RunInput['parameters'], more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: START + 5 * 364,
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 2})]},
    mechanisms: {...ALONE, costs: true},
    policy: [
      entry('rule', ['x'], regime([stage('a', {min_days: 1e6, evaluations: 1}), stage('public')]), {from: START}),
    ],
    parameters: {
      'release.law': 'fixed',
      'release.rate.x': 60,
      'testing.days.lab': 0,
      'findings.law': 'fixed',
      'teams.x': 'unlimited',
      'compliance.fee': 0,
      'compliance.variable': 0,
      ...parameters,
    },
    ...more,
  });
}

/** What one lab pays in each year of the rule, USD M, once both are covered. */
function yearly(input: RunInput): number[] {
  const table = columnsOf(
    createModel(input).run({seed: '1', replicate: 0, series: [], tables: ['developers']}),
    'developers',
  );
  const years = [0, 0, 0, 0, 0];
  for (let n = 0; n < table.rows; n++) {
    const day = table.number('week')[n] * 7 - START;
    if (table.text('developer')[n] === 'a-1' && day >= 0) years[Math.floor(day / 364)] += table.number('compliance')[n];
  }
  return years;
}

describe('the fixed cost of a regime', () => {
  it('is 35 % lower in the third year than in the first', () => {
    // Oracle: FEI surveys on SOX 404. Costs do not fall in the first year; by the end of the third, n = 3.
    const input = gated({'compliance.fixed': 8, 'compliance.learning': 0.39});
    const table = columnsOf(
      createModel(input).run({seed: '1', replicate: 0, series: [], tables: ['developers']}),
      'developers',
    );
    const inWeek = (week: number): number => table.number('compliance')[Array.from(table.number('week')).indexOf(week)];
    const start = START / 7;
    expect(inWeek(start + 20) * (365.25 / 7)).toBeCloseTo(8, 9);
    expect(1 - inWeek(start + Math.round((3 * 365.25) / 7)) / inWeek(start + 20)).toBeCloseTo(0.35, 2);
  });

  it('stays the same without learning, and is paid once however many releases are covered', () => {
    const years = yearly(gated({'compliance.fixed': 8, 'compliance.learning': 0}));
    for (const year of years.slice(1)) expect(year).toBeCloseTo((8 * 364) / 365.25, 9);
  });

  it('lands on releases to the last cent', () => {
    const input = gated({'compliance.fixed': 8, 'compliance.fee': 1, 'compliance.variable': 2});
    const model = createModel(input);
    const table = columnsOf(model.run({seed: '1', replicate: 0, series: [], tables: ['developers']}), 'developers');
    const paid = table.number('compliance').reduce((a, b) => a + b, 0);
    const {staffCost, feeCost, remediationCost} = model.world.releases.column;
    let booked = 0;
    for (let row = 0; row < model.world.releases.rows; row++)
      booked += staffCost[row] + feeCost[row] + remediationCost[row];
    expect(paid).toBeGreaterThan(50);
    expect(booked / paid).toBeCloseTo(1, 12);
  });

  it('is nothing at all where costs are switched off or no rule holds', () => {
    for (const more of [{mechanisms: ALONE}, {policy: []}]) expect(yearly(gated({}, more))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('the size of a release', () => {
  it('raises fee and variable cost with the elasticity of size', () => {
    const feeOf = (compute: number): number => {
      const input = gated({'compliance.fixed': 0, 'compliance.fee': 1, 'compliance.size_elasticity': 0.5});
      const developers = [developer('a', 'x', {compute}), developer('big', 'x', {compute: 26})];
      const model = createModel({...input, world: {...input.world, developers}});
      model.run({seed: '1', replicate: 0, series: [], tables: []});
      const {developer: of, feeCost} = model.world.releases.column;
      for (let row = 2; row < model.world.releases.rows; row++)
        if (of[row] === 0 && feeCost[row] > 0) return feeCost[row];
      return NaN;
    };
    // Cost of training is proportional to compute, so a hundred times the compute is ten times the fee.
    expect(feeOf(25) / feeOf(23)).toBeCloseTo(10, 9);
  });
});

describe('decision ids', () => {
  it('are unique, and never change: a draw is keyed by its id', () => {
    const list = decisions.map(({mechanism, name, id}) => `${id} ${mechanism} ${name}`);
    expect(new Set(decisions.map(({id}) => id)).size).toBe(decisions.length);
    expect(list.sort((a, b) => parseInt(a) - parseInt(b))).toMatchInlineSnapshot(`
      [
        "1 research innovation",
        "2 research imitation",
        "3 research doubles",
        "10 defects count",
        "11 defects defect",
        "12 defects inherit",
        "20 reviews service",
        "30 submission participation",
        "40 testing internal",
        "41 testing battery",
        "50 gate finding",
        "51 gate remediation",
        "52 gate survival",
        "60 demand taste",
        "70 incidents wait",
        "71 incidents nature",
        "72 incidents patch",
        "80 entry-exit idea",
        "81 entry-exit signal",
        "100 race disclosure",
        "101 race imitation",
        "110 stop-rule half",
        "120 evaluators entry",
        "121 evaluators exit",
        "122 evaluators nature",
        "123 evaluators assignment",
        "124 evaluators report",
        "125 evaluators passed",
        "140 enforcement inspection",
        "141 enforcement choice",
        "142 enforcement relocation",
        "146 liability claim",
        "150 leaks weights",
        "151 leaks endpoint",
        "160 politics adoption",
        "170 funding round",
        "171 entry-exit grant",
        "180 testing probe",
      ]
    `);
  });
});
