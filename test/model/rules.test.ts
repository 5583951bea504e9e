import {describe, expect, it, vi} from 'vitest';
import type {PolicyEntry, Regime, RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {CLEARANCE} from '../../src/model/world.ts';
import {ALONE, developer, effectsOf, entry, jurisdiction, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const exact: RunInput['parameters'] = {
  'release.law': 'fixed',
  'testing.days.lab': 0,
  'service.law': 'deterministic',
  'service.mean_days': 10,
  'remediation.law': 'deterministic',
  'remediation.mean_days': 7,
  'findings.law': 'fixed',
  'gate.approval_days': 30,
  'teams.x': 'unlimited',
};

const publicStage = stage('public');

describe('who is covered', () => {
  it('are releases at or above the n-th largest training run so far under a relative threshold', () => {
    // Oracle: a brute-force count over all training runs that ended by the end of the step.
    const rule = regime([stage('a', {min_days: 30}), publicStage], {threshold: {index: 'frontier_relative', top: 7}});
    const model = createModel(
      scenario({
        policy: [entry('rule', ['us', 'eu', 'uk', 'china', 'rest'], rule, {from: 364})],
        mechanisms: {submission_choice: false, abandonment: false, exit: false, evasion: false},
      }),
    );
    model.run({seed: '3', replicate: 0, series: [], tables: []});
    const {trained, tested, flop, submitted, developer: of} = model.world.releases.column;
    const home = model.world.developers.column.home;
    let covered = 0;
    for (let row = 0; row < model.world.releases.rows; row++) {
      if (!(tested[row] >= 364)) continue;
      const end = Math.floor(tested[row] / 7) * 7 + 7;
      let larger = 0;
      for (let other = 0; other < model.world.releases.rows; other++)
        if (trained[other] < end && flop[other] > flop[row]) larger++;
      const entered = !Number.isNaN(submitted[row * 5 + home[of[row]]]);
      expect(entered).toBe(larger < 7);
      if (entered) covered++;
    }
    expect(covered).toBeGreaterThan(20);
  });

  it('are no open weights where they are exempt', () => {
    const rule = regime([stage('a', {min_days: 30}), publicStage], {open_weights: 'exempt'});
    const model = createModel(
      scenario({policy: [entry('rule', ['us', 'eu', 'uk', 'china', 'rest'], rule)], days: 728}),
    );
    model.run({seed: '3', replicate: 0, series: [], tables: []});
    const {open, submitted} = model.world.releases.column;
    const entered = [0, 0];
    for (let place = 0; place < model.world.releases.rows * 5; place++) {
      if (!Number.isNaN(submitted[place])) entered[open[Math.floor(place / 5)]]++;
    }
    expect(entered[0]).toBeGreaterThan(100);
    expect(entered[1]).toBe(0);
  });

  it('are the developers that take part in a voluntary regime, each with all or none of its releases', () => {
    const world = {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 200})]};
    const input = (binding: Regime['binding'], participation: number) =>
      scenario({
        world,
        mechanisms: ALONE,
        policy: [entry('rule', ['x'], regime([stage('a', {min_days: 30}), publicStage], {binding}))],
        parameters: {
          ...exact,
          'release.law': 'poisson',
          'release.rate.x': 400,
          'voluntary.participation': participation,
        },
      });
    const model = createModel(input('voluntary', 0.3));
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {developer: of, submitted, tested} = model.world.releases.column;
    const ways = Array.from({length: 200}, () => new Set<boolean>());
    for (let row = 200; row < model.world.releases.rows; row++) {
      if (!Number.isNaN(tested[row])) ways[of[row]].add(!Number.isNaN(submitted[row]));
    }
    expect(ways.every((way) => way.size === 1)).toBe(true);
    const share = ways.filter((way) => way.has(true)).length / 200;
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 200));
    const effects = (each: RunInput) =>
      effectsOf(each)(createModel(each).run({seed: '1', replicate: 0, series: [], tables: []}));
    expect(effects(input('voluntary', 1))).toEqual(effects(input('mandatory', 1)));
    expect(effects(input('voluntary', 0))).toEqual(effects({...input('voluntary', 0), policy: []}));
  });
});

describe('rules over time', () => {
  const rule = regime([stage('a', {min_days: 90, evaluations: 1}), publicStage]);
  const world = {jurisdictions: [jurisdiction('x'), jurisdiction('y')], developers: [developer('a', 'x', {count: 4})]};
  const run = (policy: readonly PolicyEntry[], more: Partial<RunInput> = {}) => {
    const model = createModel(
      scenario({
        world,
        mechanisms: ALONE,
        policy,
        parameters: {...exact, 'release.law': 'poisson', 'release.rate.x': 300},
        ...more,
      }),
    );
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    return model.world;
  };

  it.each([364, 366, 370])('begin no earlier than their day, %i', (from) => {
    const {releases} = run([entry('rule', ['x'], rule, {from})]);
    const days = releases.column.submitted.subarray(0, releases.rows * 2).filter((day) => !Number.isNaN(day));
    const first = days.reduce((a, b) => Math.min(a, b), Infinity);
    expect(first).toBeGreaterThanOrEqual(from);
    expect(first).toBeLessThan(from + 14);
  });

  it('let everything through when they end', () => {
    const {releases} = run([entry('rule', ['x'], rule, {until: 728})]);
    const {tested, cleared, submitted} = releases.column;
    let late = 0;
    for (let row = 0; row < releases.rows; row++) {
      if (tested[row] < 728 && !Number.isNaN(submitted[row * 2])) expect(cleared[row * 2]).toBeLessThanOrEqual(728);
      if (tested[row] > 742 && cleared[row * 2] === tested[row]) late++;
    }
    expect(late).toBeGreaterThan(100);
  });

  it('of one jurisdiction do not send the stock of another through its gate again', () => {
    const stock = entry('stock', ['x'], {...rule, applies_to: 'stock_and_new'});
    const still = {mechanisms: {...ALONE, research: false}};
    const alone = run([stock], still).reviews.rows;
    expect(alone).toBe(4);
    expect(run([stock, entry('other', ['y'], rule, {from: 364})], still).reviews.rows).toBe(alone);
  });

  it('for new releases leave the models of day 0 public', () => {
    const world = run([entry('rule', ['x'], rule)], {mechanisms: {...ALONE, research: false}});
    expect(world.reviews.rows).toBe(0);
    expect([...world.releases.column.homePublic.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(Array.from({length: 4}, (_, row) => world.releases.column.access[row * 2])).toEqual([63, 63, 63, 63]);
  });

  it('do not change the day on which a model of the stock became public', () => {
    const stock = entry('stock', ['x'], {...rule, applies_to: 'stock_and_new'}, {from: 364});
    const world = run([stock], {mechanisms: {...ALONE, research: false}});
    expect(world.reviews.rows).toBe(4);
    expect([...world.releases.column.homePublic.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  });
});

describe('a developer that closes', () => {
  it('takes its releases out of every gate and makes none public afterwards', () => {
    const rule = regime([stage('a', {min_days: 180, evaluations: 1}), publicStage]);
    const model = createModel(scenario({policy: [entry('rule', ['us', 'eu', 'uk', 'rest'], rule)]}));
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {developers, releases} = model.world;
    let closed = 0;
    for (let place = 0; place < releases.rows * 5; place++) {
      const gone = developers.column.gone[releases.column.developer[Math.floor(place / 5)]];
      if (Number.isNaN(gone)) continue;
      if (releases.column.clearance[place] === CLEARANCE.abandoned) closed++;
      expect(releases.column.clearance[place]).not.toBe(CLEARANCE.gate);
      if (!Number.isNaN(releases.column.cleared[place]))
        expect(releases.column.cleared[place]).toBeLessThanOrEqual(gone);
    }
    expect(closed).toBeGreaterThan(20);
  });
});
