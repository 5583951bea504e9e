import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {
  ALONE,
  columnsOf,
  developer,
  entry,
  jurisdiction,
  outcomesOf,
  regime,
  scenario,
  stage,
  takeApart,
} from './support.ts';

const FLOOR = 210; // days, a whole number of steps
const days = 2800;

/** Poor labs whose research depends on what they sell, and a gate that does nothing but take time. */
function delayed(unaffected: number, floor: number): RunInput {
  const gate = regime([stage('wait', {min_days: floor, access: []}), stage('public')]);
  return scenario({
    days,
    windows: {
      steady: {from: 1000, to: 2400},
      shifted: {from: 1000 + FLOOR, to: 2400 + FLOOR},
    },
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('a', 'x', {count: 6, compute_spread: 0.3, cash: 60, installed: 1})],
    },
    mechanisms: {...ALONE, demand: true, prices: true},
    policy: floor > 0 ? [entry('rule', ['x'], gate)] : [],
    parameters: {'demand.unaffected_by_delay': unaffected, 'imitation.rate': 0, 'gate.approval_days': 0},
  });
}

describe('a pure delay: no queue, no cost, no finding, and sales that ignore it', () => {
  // Oracle: the same releases, each later by the delay (MODEL 0.4 i).
  const [free, late] = [0, FLOOR].map((floor) => {
    const input = delayed(1, floor);
    const record = createModel(input).run({seed: '1', replicate: 0, series: [], tables: ['releases', 'developers']});
    return {get: (id: string, window: string) => outcomesOf(input)(record, id, window), record};
  });

  it('does not lower the rate of releases: the same ones come out, later by the delay', () => {
    const before = columnsOf(free.record, 'releases');
    const after = columnsOf(late.record, 'releases');
    expect(after.text('release')).toEqual(before.text('release'));
    let told = 0;
    after.number('home_public').forEach((day, n) => {
      if (Number.isNaN(day) || before.number('trained')[n] < 0) return;
      told++;
      expect(day - before.number('home_public')[n]).toBeCloseTo(FLOOR, 6);
    });
    expect(told).toBeGreaterThan(50);
    expect(late.get('releases', 'shifted')).toBe(free.get('releases', 'steady'));
  });

  it('moves no money', () => {
    expect(columnsOf(late.record, 'developers').number('cash')).toEqual(
      columnsOf(free.record, 'developers').number('cash'),
    );
  });

  it('lowers how recent the best public release is', () => {
    const lost = free.get('public_frontier', 'steady') - late.get('public_frontier', 'steady');
    expect(lost).toBeGreaterThan(5);
    expect(lost).toBeLessThan(30); // about the frontier's slope of 26 a year times 210 days
  });

  it('lengthens the lag of access by about the delay, for all alike', () => {
    const longer = late.get('access_lag', 'steady') - free.get('access_lag', 'steady');
    expect(longer).toBeGreaterThan(0.7 * FLOOR);
    expect(longer).toBeLessThan(1.3 * FLOOR);
    expect(late.get('access_lag.x.consumer', 'steady')).toBeCloseTo(late.get('access_lag', 'steady'), 6);
    expect(late.get('access_gini', 'steady')).toBeLessThan(1e-12);
  });

  it('would move money if sales did not ignore it', () => {
    const cash = [0, FLOOR].map((floor) => {
      const record = createModel(delayed(0, floor)).run({seed: '1', replicate: 0, series: [], tables: ['developers']});
      return columnsOf(record, 'developers').number('cash');
    });
    expect(cash[1]).not.toEqual(cash[0]);
  });
});

describe('expected damages per unit of use', () => {
  // Oracle: the first-order condition p = c + damages + sales / slope, with shares of the closed form.
  it('are part of marginal cost: sellers charge them on, and hosts of open weights in full', () => {
    const elasticity = 4;
    const damages = 0.2;
    const input = scenario({
      days: 3640,
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('a', 'x', {count: 3}), developer('o', 'x', {open_weights: true})],
      },
      mechanisms: {...ALONE, research: false, demand: true, prices: true},
      parameters: {
        'demand.taste_spread': 0,
        'demand.spend_tilt': 0, // one vendor each
        'demand.quality': 0,
        'demand.nest': 1,
        'demand.outside': 0,
        'demand.open_discount': 0,
        'demand.own_elasticity': elasticity,
      },
    });
    const parts = takeApart(input);
    const {liabilityPerUnit, price, unitCost} = parts.run.world.developers.column;
    liabilityPerUnit.fill(damages, 0, 4);
    parts.play();
    expect(price[3]).toBeCloseTo(0.1 + damages, 12);
    let sales = 0;
    let slope = 0;
    for (const id of SEGMENTS) {
      const {price: taste, spend} = SEGMENT_PROFILES[id];
      const pull = (p: number): number => Math.exp(-elasticity * taste * p);
      const chosen = pull(price[0]) / (3 * pull(price[0]) + pull(price[3]) + 1);
      sales += spend * chosen;
      slope += spend * chosen * elasticity * taste * (1 - chosen);
    }
    expect(Math.abs((price[0] - unitCost[0] - damages) / (sales / slope) - 1)).toBeLessThan(0.001);
  });
});
