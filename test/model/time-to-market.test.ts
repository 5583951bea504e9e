import {describe, expect, it, vi} from 'vitest';
import {createModel} from '../../src/model/run.ts';
import {ALONE, developer, entry, jurisdiction, outcomesOf, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

/** Fifty days of tests; from day 728 on a gate of 200 days. Every release counts as frontier: all are alike. */
const input = scenario({
  days: 1820,
  windows: {
    before: {from: 0, to: 600},
    after: {from: 728, to: 1200},
    last: {from: 1700, to: 1820},
    over: {from: 4000, to: 5000},
  },
  world: {
    jurisdictions: [jurisdiction('x'), jurisdiction('y')],
    developers: [developer('a', 'x', {count: 3, markets: 'all'})],
  },
  mechanisms: ALONE,
  policy: [entry('rule', ['x'], regime([stage('a', {min_days: 200}), stage('public')]), {from: 728})],
  parameters: {
    'release.law': 'poisson',
    'release.rate.x': 100,
    'testing.days.lab': 50,
    'testing.cv2': 0,
    'gate.approval_days': 0,
    'findings.law': 'fixed',
  },
});

describe('time to market', () => {
  const model = createModel(input);
  const record = model.run({seed: '1', replicate: 0, series: ['time_to_market'], tables: []});
  const get = outcomesOf(input);

  it('is the time of tests before a rule, and the gate on top of it after', () => {
    for (const [window, days] of [
      ['before', 50],
      ['after', 250],
    ] as const) {
      expect(get(record, 'time_to_market', window)).toBeCloseTo(days, 6);
      expect(get(record, 'time_to_market_median', window)).toBeCloseTo(days, 6);
      expect(get(record, 'never_public', window)).toBe(0);
      expect(get(record, 'time_to_market.lab', window)).toBe(get(record, 'time_to_market', window));
      expect(get(record, 'time_to_market.x', window)).toBe(get(record, 'time_to_market', window));
    }
  });

  it('counts those still waiting at the end of the run as never public', () => {
    const closed = entry('rule', ['x'], regime([stage('a', {min_days: 5000}), stage('public')]), {from: 728});
    const waiting = createModel({...input, policy: [closed]}).run({seed: '1', replicate: 0, series: [], tables: []});
    expect(get(waiting, 'never_public', 'after')).toBe(1);
    expect(get(waiting, 'time_to_market_median', 'after')).toBeNaN();
    expect(get(waiting, 'time_to_market', 'after')).toBe(730); // the horizon
    expect(get(waiting, 'never_public', 'before')).toBe(0);
  });

  it('has no value for a window that the run cannot follow to the horizon', () => {
    expect(get(record, 'never_public', 'last')).toBeNaN();
    expect(get(record, 'time_to_market', 'last')).toBeNaN();
    expect(get(record, 'time_to_market_median', 'last')).toBeNaN();
  });

  it('has no value where nothing was trained', () => {
    expect(get(record, 'time_to_market', 'over')).toBeNaN();
    expect(get(record, 'time_to_market.startup', 'before')).toBeNaN();
    expect(get(record, 'time_to_market.y', 'before')).toBeNaN();
  });

  it('is measured by the day of public access at home, not elsewhere', () => {
    const {column, rows} = model.world.releases;
    let seen = 0;
    for (let row = 3; row < rows; row++) {
      if (!(column.tested[row] > 728) || Number.isNaN(column.homePublic[row])) continue;
      seen++;
      expect(column.cleared[row * 2 + 1]).toBe(column.tested[row]);
      expect(column.homePublic[row] - column.trained[row]).toBeCloseTo(250, 6);
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('rates of counts are per year of the window that the run covers', () => {
    const {column, rows} = model.world.releases;
    let n = 0;
    for (let row = 3; row < rows; row++) if (column.homePublic[row] >= 728 && column.homePublic[row] < 1200) n++;
    expect(get(record, 'releases', 'after')).toBeCloseTo(n / (472 / 365.25), 9);
    expect(get(record, 'releases', 'over')).toBeNaN();
  });
});
