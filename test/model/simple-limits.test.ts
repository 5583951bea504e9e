import {describe, expect, it} from 'vitest';
import {CLEARANCE} from '../../src/model/world.ts';
import {ALONE, developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

describe('a developer without sales and income', () => {
  it('spends its cash at the rate of its overhead and closes when that is gone', () => {
    // Oracle: 10 USD M at 5 USD M a year last two years; the books are closed once a week.
    const parts = takeApart(
      scenario({
        days: 1092,
        world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {kind: 'open', cash: 10})]},
        mechanisms: {...ALONE, exit: true, research: false},
        parameters: {'accounts.overhead.open': 5, 'accounts.cash_spread': 0, 'exit.grant_end': 0},
      }),
    );
    const {cash, gone} = parts.run.world.developers.column;
    let halfway = NaN;
    parts.play(() => {
      if (parts.run.clock.to === 364) halfway = cash[0];
    });
    expect(halfway).toBeCloseTo(10 - (5 * 364) / 365.25, 9);
    expect(gone[0]).toBeGreaterThanOrEqual(730.5);
    expect(gone[0]).toBeLessThanOrEqual(730.5 + 14);
  });
});

/** A review that no margin pays for, and costs that no cash would bear twice. */
function dear(choice: boolean) {
  const parts = takeApart(
    scenario({
      days: 728,
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('a', 'x', {count: 3, cash: 1e6, installed: 1})],
      },
      mechanisms: {...ALONE, costs: true, demand: true, submission_choice: choice, abandonment: choice},
      policy: [entry('rule', ['x'], regime([stage('a', {min_days: 30, evaluations: 1}), stage('public')]))],
      parameters: {
        'release.law': 'fixed',
        'release.rate.x': 6,
        'testing.days.lab': 0,
        'compliance.fixed': 1e5,
        'findings.law': 'fixed',
        'findings.probability.a': 0.5,
      },
    }),
  );
  parts.play();
  const {releases} = parts.run.world;
  return Array.from({length: releases.rows}, (_, row) => row)
    .filter((row) => releases.column.trained[row] > 0)
    .map((row) => ({
      waited: releases.column.tested[row] - releases.column.trained[row],
      state: releases.column.clearance[row],
    }));
}

describe('the choice to submit', () => {
  it('when switched off sends every covered release into the gate and gives none up', () => {
    // Oracle: definition.
    const states = dear(false).map(({state}) => state);
    expect(states.length).toBeGreaterThan(8);
    expect(states.filter((state) => state !== CLEARANCE.gate && state !== CLEARANCE.cleared)).toEqual([]);
    expect(dear(true).map(({state}) => state)).toContain(CLEARANCE.withheld);
  });
});

describe('internal tests of no days', () => {
  it('end on the day on which training ends', () => {
    expect(new Set(dear(false).map(({waited}) => waited))).toEqual(new Set([0]));
  });
});
