import {describe, expect, it, vi} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel, type Model} from '../../src/model/run.ts';
import {ALONE, developer, entry, jurisdiction, meanOf, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const PLAIN: RunInput['parameters'] = {
  'testing.days.lab': 0,
  'findings.law': 'fixed',
  'gate.approval_days': 0,
  'review.team_hours': 24,
  'review.stage_hours': 0,
};
const REVIEWED = [stage('review', {evaluations: 1}), stage('public')];

/** Two jurisdictions with the same gate, and labs at home in each that sell where `markets` says. */
function pair(parameters: RunInput['parameters'], markets: 'home' | 'all', more: Partial<RunInput> = {}): RunInput {
  return scenario({
    windows: {},
    world: {
      jurisdictions: [
        jurisdiction('x', {spend_share: 0.5, user_share: 0.5}),
        jurisdiction('y', {spend_share: 0.5, user_share: 0.5}),
      ],
      developers: ['x', 'y'].map((home) => developer(home, home, {count: 50, markets})),
    },
    mechanisms: ALONE,
    policy: [entry('review', ['x', 'y'], regime(REVIEWED))],
    parameters: {...PLAIN, ...parameters},
    ...more,
  });
}

function played(input: RunInput, replicate = 0): Model {
  const model = createModel(input);
  model.run({seed: '1', replicate, series: [], tables: []});
  return model;
}

/** Days of work done in a jurisdiction. */
function workIn(model: Model, j: number): number {
  const {jurisdiction: where, started, ended} = model.world.reviews.column;
  let days = 0;
  for (let row = 0; row < model.world.reviews.rows; row++)
    if (where[row] === j && !Number.isNaN(ended[row])) days += ended[row] - started[row];
  return days;
}

describe('pooled teams', () => {
  const service = 0.05; // days
  const load = 0.8;
  const teams = {x: 1, y: 2};
  const perYear = ((teams.x + teams.y) * load * 365.25) / service;

  function waits(pool: number, replicate = 0): number {
    const input = pair(
      {
        'release.law': 'poisson',
        'release.rate.x': perYear / 2,
        'release.rate.y': perYear / 2,
        'service.law': 'exponential',
        'service.mean_days': service,
        'teams.x': teams.x,
        'teams.y': teams.y,
        pool_teams: pool,
      },
      'home',
      {days: 182},
    );
    const {column, rows} = played(input, replicate).world.reviews;
    const settled = Array.from({length: rows}, (_, n) => n).filter(
      (n) => column.arrived[n] > 7 && column.arrived[n] < 175,
    );
    return meanOf(settled.map((n) => Math.min(column.started[n] || 182, 182) - column.arrived[n])) / service;
  }

  it('make releases of two jurisdictions wait as in one queue with the sum of their teams', () => {
    // Oracle: Erlang C with three servers at load 0.8: a mean wait of 1.079 services.
    // Half a year of such a queue varies by a sixth, the mean of eight by a sixteenth.
    const pooled = meanOf(Array.from({length: 8}, (_, replicate) => waits(1, replicate)));
    expect(pooled).toBeGreaterThan(1.079 * 0.85);
    expect(pooled).toBeLessThan(1.079 * 1.15);
    // Apart, half of the arrivals overload the single team of x.
    expect(waits(0)).toBeGreaterThan(20);
  });
});

describe('recognition', () => {
  const clockwork: RunInput['parameters'] = {
    'release.law': 'fixed',
    'release.rate.x': 4,
    'release.rate.y': 4,
    'service.law': 'deterministic',
    'service.mean_days': 30,
    'teams.x': 'unlimited',
    'teams.y': 'unlimited',
  };
  /** Work in both jurisdictions over that without recognition, where each does all of it. */
  function shareOfWork(parameters: RunInput['parameters']): number {
    const alone = played(pair({...clockwork}, 'all'));
    const credited = played(pair({...clockwork, ...parameters}, 'all'));
    return (workIn(credited, 0) + workIn(credited, 1)) / (workIn(alone, 0) + workIn(alone, 1));
  }

  it('in full makes a second jurisdiction add no work, even when a release is submitted to both at once', () => {
    // Oracle: definition. Each release is worked on once, for 30 days.
    expect(shareOfWork({recognition: 1})).toBeCloseTo(0.5, 1);
    const model = played(pair({...clockwork, recognition: 1}, 'all'));
    const {column, rows} = model.world.reviews;
    const worked = new Map<number, number>();
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(column.ended[row])) continue;
      const {release} = column;
      worked.set(release[row], (worked.get(release[row]) ?? 0) + column.ended[row] - column.started[row]);
    }
    expect(worked.size).toBeGreaterThan(20);
    for (const days of worked.values()) expect(days).toBeCloseTo(30, 9);
  });

  it('clears nothing elsewhere before the review that it recognises is over', () => {
    const model = played(pair({...clockwork, recognition: 1}, 'all'));
    const {cleared} = model.world.releases.column;
    let both = 0;
    for (let row = 0; row < model.world.releases.rows; row++) {
      const [x, y] = cleared.subarray(2 * row, 2 * row + 2);
      if (!(x > 0 && y > 0)) continue;
      both++;
      expect(y).toBeCloseTo(x, 9);
    }
    expect(both).toBeGreaterThan(20);
  });

  it('saves its share of the work on what was cleared elsewhere before', () => {
    // x has had its gate for two years when y gets one for what is on the market, too.
    const later = entry('later', ['y'], regime(REVIEWED, {applies_to: 'stock_and_new'}), {from: 728});
    const policy = [entry('first', ['x'], regime(REVIEWED)), later];
    const {column, rows} = played(pair({...clockwork, recognition: 0.4}, 'all', {policy})).world.reviews;
    const stock = Array.from({length: rows}, (_, n) => n).filter(
      (n) => column.jurisdiction[n] === 1 && column.arrived[n] === 728,
    );
    const lengths = stock.map((n) => column.ended[n] - column.started[n]);
    expect(lengths.filter((days) => Math.abs(days - 18) < 1e-9).length).toBeGreaterThan(5);
    for (const days of lengths) expect(Math.min(Math.abs(days - 18), Math.abs(days - 30))).toBeLessThan(1e-9);
  });

  it('spares the fixed cost everywhere but where a developer came under a regime first', () => {
    const paid = (credit: number): number => {
      const stages = [stage('a', {min_days: 1e6}), stage('public')];
      const policy = [entry('rule', ['x', 'y'], regime(stages))];
      const parameters = {...clockwork, recognition: credit, 'compliance.fee': 0, 'compliance.variable': 0};
      const input = pair(parameters, 'all', {policy, mechanisms: {...ALONE, costs: true}});
      const {staffCost} = played(input).world.releases.column;
      return staffCost.reduce((a, b) => a + b, 0);
    };
    // Oracle: sum over r of F (1 - recognition), in full once: (2 - recognition) / 2 of the two.
    expect(paid(0.6) / paid(0)).toBeCloseTo(0.7, 9);
    expect(paid(1) / paid(0)).toBeCloseTo(0.5, 9);
  });
});

describe('the number of teams', () => {
  /** A batch of reviews that nobody finishes: constant workload. Weeks to teams at work. */
  function atWork(parameters: RunInput['parameters'], stepDays: RunInput['step_days'] = 7): number[] {
    const input = scenario({
      days: 1092,
      step_days: stepDays,
      windows: {},
      world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 200})]},
      mechanisms: {...ALONE, research: false},
      policy: [entry('review', ['x'], regime(REVIEWED, {applies_to: 'stock_and_new'}))],
      parameters: {
        ...PLAIN,
        'release.law': 'fixed',
        'release.rate.x': 0,
        'service.law': 'deterministic',
        'service.mean_days': 1e5,
        'teams.x': 20,
        ...parameters,
      },
    });
    const parts = takeApart(input);
    const busy: number[] = [];
    parts.play(() => {
      const {started} = parts.run.world.reviews.column;
      busy.push(started.subarray(0, parts.run.world.reviews.rows).filter((day) => !Number.isNaN(day)).length);
    });
    return busy;
  }

  it('stays as policy set it without hiring', () => {
    expect(new Set(atWork({}))).toEqual(new Set([20]));
  });

  it.each([7, 1] as const)('grows toward the workload at the hire rate, in steps of %i days', (stepDays) => {
    // Oracle: c(t) = L - (L - c0) exp(-h t) with L = 200 reviews on hand.
    const busy = atWork({'teams.hire_rate': 0.5}, stepDays);
    for (const years of [0.5, 1, 2]) {
      const tick = Math.round((years * 365.25) / stepDays);
      const expected = 200 - 180 * Math.exp((-0.5 * tick * stepDays) / 365.25);
      expect(Math.abs(busy[tick] - expected)).toBeLessThan(1.01);
    }
  });

  it('of a new institute begins with a share and is complete after its ramp', () => {
    const busy = atWork({'reviewer.kind': 'new_institute', 'reviewer.ramp_days': 364, 'reviewer.start_share': 0.25});
    expect(busy[0]).toBe(5);
    expect(busy[26]).toBe(12); // half of the way from 5 to 20, in whole teams
    expect(busy[51]).toBe(19);
    expect(busy[52]).toBe(20);
    expect(busy[155]).toBe(20);
  });

  it('follows user fees, and authorities receive what developers pay', () => {
    const input = pair(
      {
        'release.law': 'fixed',
        'release.rate.x': 60,
        'release.rate.y': 0,
        'service.law': 'deterministic',
        'service.mean_days': 200,
        'teams.x': 2,
        'reviewer.funding': 'user_fees',
        'reviewer.teams': 'follows_funds',
        'reviewer.fee': 0.5,
        'reviewer.team_cost': 2,
        'compliance.fixed': 0,
        'compliance.fee': 0,
        'compliance.variable': 0,
      },
      'home',
      {mechanisms: {...ALONE, costs: true}, days: 8 * 364},
    );
    const parts = takeApart(input);
    const {world} = parts.run;
    let received = 0;
    let paid = 0;
    let cash = 0;
    parts.play(() => {
      received += world.feesReceived[0] + world.feesReceived[1];
      const {compliance} = world.developers.column;
      for (let row = 0; row < world.developers.rows; row++) paid += compliance[row];
      cash = 0;
      for (let row = 0; row < world.developers.rows; row++) cash += world.developers.column.cash[row];
    });
    const {submitted, feeCost} = world.releases.column;
    const submissions = submitted.subarray(0, 2 * world.releases.rows).filter((day) => !Number.isNaN(day)).length;
    expect(submissions).toBeGreaterThan(400);
    expect(received).toBeCloseTo(0.5 * submissions, 9);
    expect(paid).toBeCloseTo(received, 9);
    expect(feeCost.subarray(0, world.releases.rows).reduce((a, b) => a + b, 0)).toBeCloseTo(received, 9);
    const {customers, suppliers, regulators, investors} = parts.phases.ledger;
    expect(regulators).toBeCloseTo(received, 9);
    expect(Math.abs(cash + customers + suppliers + regulators + investors) / cash).toBeLessThan(1e-12);
    // Oracle: 60 fees of 0.5 a year at 2 a team are 15 teams, reached at the rate of a year's average.
    const {started, ended} = world.reviews.column;
    const atWorkOn = (day: number): number => {
      let n = 0;
      for (let row = 0; row < world.reviews.rows; row++)
        if (started[row] <= day && (Number.isNaN(ended[row]) || ended[row] > day)) n++;
      return n;
    };
    expect(atWorkOn(8 * 364 - 1)).toBeGreaterThanOrEqual(14);
    expect(atWorkOn(8 * 364 - 1)).toBeLessThanOrEqual(15);
    expect(atWorkOn(365)).toBeLessThan(11);
  });
});
