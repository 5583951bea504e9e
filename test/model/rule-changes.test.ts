import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {ALONE, columnsOf, developer, entry, jurisdiction, regime, scenario, stage} from './support.ts';

/** Two releases a week at one place, each reviewed for a hundred days by a team of its own. */
function slow(more: Partial<RunInput>): RunInput {
  const parameters = {
    'release.law': 'fixed',
    'release.rate.x': 100,
    'testing.days.lab': 0,
    'findings.law': 'fixed',
    'service.law': 'deterministic',
    'service.mean_days': 100,
    'teams.x': 'unlimited',
    'gate.approval_days': 0,
  };
  return scenario({
    days: 1092,
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x')]},
    mechanisms: ALONE,
    ...more,
    parameters: {...parameters, ...more.parameters},
  });
}

const reviewed = {evaluations: 1} as const;
const run = (input: RunInput) =>
  createModel(input).run({seed: '1', replicate: 0, series: [], tables: ['evaluations', 'clearances']});

describe('when rules change', () => {
  it('a team finishes under the access that its review began with, whatever stages the new rules have', () => {
    // Oracle: nobody is at work in a stage that does not exist; every review lasts its 100 days.
    const four = ['a', 'b', 'c'].map((id) => stage(id, {...reviewed, evaluator_access: 'white_box'}));
    const long = regime([...four, stage('public')]);
    const short = regime([stage('a', reviewed), stage('public')], {applies_to: 'stock_and_new'});
    const input = slow({
      policy: [entry('long', ['x'], long, {until: 560}), entry('short', ['x'], short, {from: 567})],
    });
    const passages = columnsOf(run(input), 'evaluations');
    const [started, ended] = ['started', 'ended'].map(passages.number);
    const lengths = Array.from(ended, (day, n) => day - started[n]).filter((days) => !Number.isNaN(days));
    expect(lengths.length).toBeGreaterThan(100);
    for (const days of lengths) expect(days).toBeCloseTo(100, 9);
  });

  it('a repeal lets through what was withheld because of the rule', () => {
    // A regime that nobody can afford: a poor start-up withholds all it makes until day 728.
    const poor = {kind: 'startup', cash: 20, compute: 23} as const;
    const input = slow({
      world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', poor)]},
      mechanisms: {...ALONE, submission_choice: true, costs: true, research: true},
      parameters: {'compliance.variable': 1e9, 'testing.days.startup': 0},
      policy: [entry('dear', ['x'], regime([stage('a', reviewed), stage('public')]), {from: 364, until: 728})],
    });
    const clearances = columnsOf(run(input), 'clearances');
    const [trained, cleared] = ['trained', 'cleared'].map(clearances.number);
    const during = Array.from(trained, (day, n) => ({day, cleared: cleared[n]})).filter(
      ({day}) => day > 364 && day < 728,
    );
    expect(during.length).toBeGreaterThan(50);
    for (const each of during) expect(each.cleared).toBe(728);
  });

  it('a stage reached for the first time after a rollback keeps its whole floor', () => {
    // Oracle: the definition of a re-review; the first stage always fails once, the second is new each time.
    const rules = regime([stage('first', {min_days: 40}), stage('second', {min_days: 60}), stage('public')]);
    const input = slow({
      policy: [entry('gate', ['x'], rules)],
      parameters: {'findings.probability.first': 0.5, 'review.rework_fraction': 0.5, 'remediation.mean_days': 5},
    });
    const passages = columnsOf(run(input), 'evaluations');
    const [at, floor, passage] = ['stage', 'floor', 'passage'].map(passages.number);
    const late = Array.from(at, (k, n) => ({k, floor: floor[n], passage: passage[n]})).filter(
      ({k, passage: p}) => k === 1 && p > 1,
    );
    expect(late.length).toBeGreaterThan(20);
    for (const each of late) expect(each.floor).toBe(60);
    expect(Array.from(floor).filter((days, n) => at[n] === 0 && days === 20).length).toBeGreaterThan(20);
  });
});
