import {describe, expect, it} from 'vitest';
import type {EvaluatorInput, RunInput} from '../../src/model/input.ts';
import {ALONE, developer, entry, jurisdiction, meanOf, regime, scenario, stage, takeApart} from './support.ts';

const REVIEWS = 200; // on hand, for ever
const TEAMS = 3; // a firm
const PER_YEAR = 365.25 / 1e5; // reviews of a team that never ends one
const F = 3; // USD M per year

/** A batch of reviews that nobody finishes: constant workload for firms. Their profit is F at a utilisation of 0.8. */
function batch(firms: number, parameters: RunInput['parameters'] = {}, days = 364 * 30): RunInput {
  const group: EvaluatorInput = {
    id: 'f',
    name: 'f',
    kind: 'firm',
    home: 'x',
    count: firms,
    teams: TEAMS,
    skill: 1,
    integrity: 1,
    source: 'test',
  };
  return scenario({
    days,
    windows: {},
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('a', 'x', {count: REVIEWS})],
      evaluators: [group],
    },
    mechanisms: {...ALONE, research: false},
    policy: [
      entry('rule', ['x'], regime([stage('r', {evaluations: 1}), stage('public')], {applies_to: 'stock_and_new'})),
    ],
    parameters: {
      'release.law': 'fixed',
      'release.rate.x': 0,
      'service.law': 'deterministic',
      'service.mean_days': 1e5,
      'compliance.size_elasticity': 0,
      'audit.payment': 'developer',
      'audit.firm_teams': TEAMS,
      'audit.firm_cost': F,
      'audit.markup': 0.2,
      'audit.scarcity': 1,
      'audit.scarcity_power': 4,
      'audit.marginal_cost': F / (TEAMS * 0.8 * PER_YEAR * (0.2 + 0.8 ** 4)),
      'audit.entry_speed': 1.5,
      'audit.accreditation_months': 12,
      ...parameters,
    },
  });
}

/** Firms in business and those awaiting accreditation, week by week. */
function firmsOf(input: RunInput, seed = '1'): {working: number[]; coming: number[]; fee: number[]} {
  const parts = takeApart(input, seed);
  const {world, clock} = parts.run;
  const [working, coming, fee]: number[][] = [[], [], []];
  parts.play(() => {
    const {accredited, leaving} = world.evaluators.column;
    const live = [...world.evaluators.live.subarray(0, world.evaluators.liveCount)].filter((row) => leaving[row] === 0);
    working.push(live.filter((row) => accredited[row] <= clock.from).length);
    coming.push(live.filter((row) => accredited[row] > clock.from).length);
    fee.push(world.auditFee);
  });
  return {working, coming, fee};
}

describe('the market for private evaluations', () => {
  it.each([
    ['few', 30],
    ['many', 130],
  ])('has as many firms as earn their fixed cost, though it began with %s', (_, firms) => {
    // Oracle: zero profit at a utilisation of 0.8 = 200 reviews / (3 teams x n).
    const zeroProfit = REVIEWS / 0.8 / TEAMS;
    const {working} = firmsOf(batch(firms));
    const late = working.slice(working.length / 2);
    expect(Math.abs(meanOf(late) / zeroProfit - 1)).toBeLessThan(0.05);
    // Counting those who await accreditation keeps the market from overshooting.
    expect(Math.max(...working.slice(52 * 5))).toBeLessThan(1.25 * zeroProfit);
  });

  it('grows by entrants who wait for accreditation', () => {
    const {working, coming} = firmsOf(batch(30, {}, 364 * 3));
    expect(new Set(working.slice(0, 52))).toEqual(new Set([30])); // 12 months are 365 days
    expect(coming[51]).toBeGreaterThan(10);
    expect(working[110]).toBe(working[57] + coming[57]); // all who had decided by week 57 work a year later
  });

  it('enters at kappa times the surplus over the fixed cost', () => {
    // Oracle: expectation of the Poisson law in the first half year, at full utilisation, n firms:
    // kappa n (pi - F)/F with pi/F = (0.2 + 1)/(0.8 (0.2 + 0.8^4)) at u = 1, n growing with those who wait.
    const surplus = 1.2 / (0.8 * (0.2 + 0.8 ** 4)) - 1;
    const entrants = Array.from({length: 60}, (_, n) =>
      firmsOf(batch(10, {'audit.entry_speed': 0.5}, 182), `${n}`).coming.at(-1)!,
    );
    // Workload is told from the second week on: the gate begins with the first.
    const expected = 10 * (Math.exp((0.5 * surplus * 25 * 7) / 365.25) - 1);
    const spread = Math.sqrt(meanOf(entrants.map((n) => (n - meanOf(entrants)) ** 2)) / 60);
    expect(Math.abs(meanOf(entrants) - expected)).toBeLessThan(3 * spread);
    expect(spread).toBeLessThan(expected / 8);
  });

  it('stays as it is where nobody enters or leaves', () => {
    expect(new Set(firmsOf(batch(30, {'audit.entry_speed': 0}, 728)).working)).toEqual(new Set([30]));
  });

  it('asks for marginal cost, a mark-up, and more the fuller its teams are', () => {
    // Oracle: p = mc (1 + m0 + m1 u^k), with 200 reviews for 390 teams, or for too few.
    const price = (firms: number): number => {
      const input = batch(firms, {'audit.entry_speed': 0, 'audit.marginal_cost': 7}, 182);
      return firmsOf(input).fee.at(-1)!;
    };
    expect(price(130)).toBeCloseTo(7 * (1.2 + (200 / 390) ** 4), 9);
    expect(price(30)).toBeCloseTo(7 * 2.2, 9);
  });
});

describe('an evaluator', () => {
  it('works faster the more it has reviewed', () => {
    // Oracle: Wright (1936): the n-th review takes n^-b of the first; b = 1/2 here.
    const input = batch(1, {'service.mean_days': 10, 'audit.learning': 0.5, 'audit.entry_speed': 0}, 728);
    const parts = takeApart({
      ...input,
      world: {...input.world, evaluators: (input.world.evaluators ?? []).map((each) => ({...each, teams: 1}))},
    });
    parts.play();
    const {started, ended} = parts.run.world.reviews.column;
    for (const n of [0, 1, 5, 99]) expect(ended[n] - started[n]).toBeCloseTo(10 / Math.sqrt(n + 1), 6);
  });
});
