import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {ALONE, developer, entry, jurisdiction, meanOf, regime, scenario, stage} from './support.ts';

const DAYS = 10 * 364;
const SERVICE = 30; // days
const RATE = 40; // releases a year

/** Releases that arrive at a fixed rate meet a floor and some teams; nothing else. */
function gateOf(floor: number, teams: number): RunInput {
  return scenario({
    days: DAYS,
    windows: {},
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 20})]},
    mechanisms: {...ALONE, race: false, evasion: false},
    policy: [entry('gate', ['x'], regime([stage('review', {evaluations: 1, min_days: floor}), stage('public')]))],
    parameters: {
      'release.law': 'poisson',
      'release.rate.x': RATE,
      'testing.days.lab': 0,
      'service.law': 'exponential',
      'service.mean_days': SERVICE,
      'teams.x': teams,
      'findings.law': 'fixed',
      'gate.approval_days': 0,
    },
  });
}

/** Releases cleared in a year, and days in the stage in the first and in the second half of the run. */
function observe(floor: number, teams: number): {perYear: number; early: number; late: number} {
  const model = createModel(gateOf(floor, teams));
  model.run({seed: 'floor', replicate: 0, series: [], tables: []});
  const {arrived, left} = model.world.reviews.column;
  const rows = [...Array(model.world.reviews.rows).keys()].filter((row) => !Number.isNaN(left[row]));
  const half = (from: number, to: number) =>
    meanOf(rows.filter((row) => left[row] >= from && left[row] < to).map((row) => left[row] - arrived[row]));
  return {perYear: (rows.length / DAYS) * 365.25, early: half(0, DAYS / 2), late: half(DAYS / 2, DAYS)};
}

describe('a review floor and a saturated queue', () => {
  // Oracle: T = max(floor, W + S). A floor delays by itself and lets every release through; a queue whose load is above 1
  // lets through what its teams can do, c / E[S], and the wait grows without end.
  it('are different regimes: a floor keeps the rate and its delay, a saturated queue neither', () => {
    const floor = observe(180, 40);
    expect(floor.perYear / RATE).toBeGreaterThan(0.85);
    expect(floor.perYear / RATE).toBeLessThan(1.1);
    expect(Math.abs(floor.late / floor.early - 1)).toBeLessThan(0.05);
    expect(floor.late).toBeGreaterThan(179.9);

    const saturated = observe(0, 2);
    const capacity = (2 / SERVICE) * 365.25;
    expect(capacity).toBeLessThan(RATE);
    expect(Math.abs(saturated.perYear / capacity - 1)).toBeLessThan(0.1);
    expect(saturated.late).toBeGreaterThan(2 * saturated.early);
  });

  it('answer differently to more teams: a floor not at all, a saturated queue by its whole wait', () => {
    expect(observe(180, 80).late).toBeCloseTo(observe(180, 40).late, 6);
    expect(observe(0, 40).late).toBeLessThan(1.2 * SERVICE);
    expect(observe(0, 2).late).toBeGreaterThan(10 * SERVICE);
  });
});
