import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {ALONE, developer, entry, jurisdiction, outcomesOf, regime, scenario, stage, takeApart} from './support.ts';

const L = 0.6;
const OUTSIDE = 0.7;
const LAG = 60;
const PENALTY = 0.1 * 5; // detection x years of price
const SENSITIVITY = 4 * L; // a_p
const BAN = 364;

const open = {kind: 'open', open_weights: true, markets: 'all'} as const;
const still: RunInput['mechanisms'] = {...ALONE, research: false, demand: true, evasion: true, liability: false};

/** Two closed sellers and an open one in two places that do not grow; hosting and use of the open one are banned. */
function banned(places: readonly string[], more: Partial<RunInput> = {}, parameters: RunInput['parameters'] = {}) {
  return scenario({
    days: 3 * 364,
    windows: {all: {from: 0, to: 3 * 364}, after: {from: BAN, to: 3 * 364}},
    world: {
      jurisdictions: ['x', 'y'].map((id) => jurisdiction(id, {spend_share: 0.5, user_share: 0.5})),
      developers: [
        developer('a', 'x', {markets: 'all'}),
        developer('b', 'x', {markets: 'all'}),
        developer('o', 'x', open),
      ],
    },
    mechanisms: still,
    policy: [entry('ban', places, {bans: ['hosting', 'use'], banned: 'uncleared_open'}, {from: BAN})],
    parameters: {
      'demand.taste_spread': 0,
      'demand.quality': 0,
      'demand.nest': L,
      'demand.outside': OUTSIDE,
      'demand.own_elasticity': 4,
      'demand.open_discount': -1,
      'demand.underground_discount': -1,
      'demand.switching': 0.999,
      'market.growth': 1,
      'users.growth': 1,
      'price.unit_cost': 0.5,
      'price.open': 0.1,
      'price.underground': 0.3,
      'underground.supplier_lag': LAG,
      'underground.supplier_detection': 0,
      'underground.user_detection': 0.1,
      'underground.user_penalty': 5,
      'accounts.overhead.underground': 0,
      ...parameters,
    },
    ...more,
  });
}

/** Share of a segment that would choose a covert host of open weights, by the nested logit. */
function wanted(z: number): number {
  const {price, trust} = SEGMENT_PROFILES[SEGMENTS[z]];
  const closed = 2 * Math.exp((-SENSITIVITY * price * 0.75) / L);
  const covert = Math.exp((-1 - trust - SENSITIVITY * price * 0.3 - SENSITIVITY * PENALTY) / L);
  return covert ** L / (closed ** L + covert ** L + Math.exp(OUTSIDE));
}

describe('covert supply after a ban', () => {
  it('comes as X* (1 - exp(-t / lag)), X* from the nested logit', () => {
    const parts = takeApart(banned(['x', 'y']));
    const cells = 2 * SEGMENTS.length;
    let steps = 0;
    parts.play(() => {
      const {clock, world} = parts.run;
      const share = parts.phases.market.share();
      const row = world.developerIds.indexOf('covert-x-1');
      if (clock.from < BAN) expect(row).toBe(-1);
      else {
        steps++;
        for (let z = 0; z < SEGMENTS.length; z++) {
          const x = wanted(z) * (1 - Math.exp(-(clock.to - BAN) / LAG));
          expect(Math.abs(share[row * cells + z] / x - 1)).toBeLessThan(1e-9);
        }
      }
    });
    expect(steps).toBe(104);
  });

  it('leaves less of it where raids close hosts: X* / (1 + p lag)', () => {
    const shareOf = (raids: number): number => {
      const parts = takeApart(
        banned(['x', 'y'], {}, {'underground.supplier_detection': raids, 'underground.supplier_penalty': 0}),
      );
      parts.play();
      return parts.phases.market.share()[parts.run.world.developerIds.indexOf('covert-x-1') * 12];
    };
    expect(shareOf(2) / shareOf(0)).toBeCloseTo(1 / (1 + (2 * LAG) / 365.25), 4);
  });

  it('takes customers from all others in proportion, so that a market of customers stays one', () => {
    const play = (evasion: boolean) => {
      const parts = takeApart(banned(['x'], {mechanisms: {...still, evasion}}));
      parts.play();
      return parts;
    };
    const [without, having] = [play(false), play(true)];
    const ids = having.run.world.developerIds;
    const share = having.phases.market.share();
    const legal = without.phases.market.share();
    for (let z = 0; z < SEGMENTS.length; z++) {
      const hidden = ids.reduce((sum, id, row) => sum + (/covert|abroad/.test(id) ? share[row * 12 + z] : 0), 0);
      expect(hidden).toBeGreaterThan(0.001);
      for (const row of [0, 1]) {
        expect(share[row * 12 + z] / (legal[row * 12 + z] * (1 - hidden))).toBeCloseTo(1, 9);
      }
    }
  });

  it('serves weights that no patch reaches and no gate sees', () => {
    const parts = takeApart(banned(['x', 'y']));
    parts.play();
    const {developers, releases, developerIds} = parts.run.world;
    const row = developers.column.latest[developerIds.indexOf('covert-x-1')];
    expect(releases.column.unpatched[row]).toBe(1);
    expect(releases.column.origin[row]).toBe(developers.column.latest[2]);
    expect([...releases.column.clearance.slice(2 * row, 2 * row + 2)]).toEqual([0, 0]);
    expect(releases.column.submitted[2 * row]).toBeNaN();
  });
});

describe('a ban', () => {
  it('stops legal stock at once, and lets it return at once when it ends', () => {
    const lifted = banned(['x']);
    const parts = takeApart({...lifted, policy: [{...lifted.policy[0], until: 2 * 364}]});
    const cells = 12;
    parts.play(() => {
      const {clock, world} = parts.run;
      const share = parts.phases.market.share();
      const here = share.slice(2 * cells, 2 * cells + 6);
      const isBanned = clock.from >= BAN && clock.from < 2 * 364;
      for (const each of here) expect(each > 0).toBe(!isBanned);
      for (const each of share.slice(2 * cells + 6, 3 * cells)) expect(each).toBeGreaterThan(0);
      const evaders = world.developerIds.filter(
        (id, row) => /covert|abroad/.test(id) && Number.isNaN(world.developers.column.gone[row]),
      );
      expect(evaders.length > 0).toBe(isBanned);
    });
  });

  it('hides nothing from a count when nothing is concealed', () => {
    const measure = (conceal: number): readonly number[] => {
      const input = banned(['x'], {}, {'underground.conceal': conceal});
      const record = createModel(input).run({seed: '1', replicate: 0, series: [], tables: []});
      const valueOf = outcomesOf(input);
      return ['activity_true.x', 'activity_visible.x', 'activity_world', 'activity_true.y', 'underground_share.x'].map(
        (id) => valueOf(record, id, 'after'),
      );
    };
    const [all, seen, world, elsewhere, share] = measure(0);
    expect(seen).toBe(all);
    expect(world).toBeCloseTo(all + elsewhere, 9);
    expect(share).toBeGreaterThan(0);
    const [, hidden] = measure(0.9);
    expect(hidden).toBeLessThan(all);
  });

  it('pushes hosting to where it does not hold', () => {
    const valueOf = (places: readonly string[]): number => {
      const input = banned(places);
      const record = createModel(input).run({seed: '1', replicate: 0, series: [], tables: []});
      return outcomesOf(input)(record, 'activity_true.y', 'after');
    };
    expect(valueOf(['x'])).toBeGreaterThan(valueOf([]) * 1.001);
  });
});

describe('without a ban and without a leak', () => {
  it('the underground is nothing, whatever it would be like', () => {
    const digest = (parameters: RunInput['parameters']) => {
      const input = scenario({days: 728, parameters});
      const record = createModel(input).run({seed: '1', replicate: 0, series: [], tables: []});
      expect(outcomesOf(input)(record, 'underground_share')).toBe(0);
      expect(outcomesOf(input)(record, 'leaks')).toBe(0);
      return record.digest;
    };
    expect(digest({'underground.supplier_lag': 1, 'leaks.endpoint': 0.9})).toBe(digest({}));
  });
});

describe('leaks from gates', () => {
  const gated = (more: RunInput['parameters'] = {}, mechanisms: RunInput['mechanisms'] = {}) =>
    scenario({
      days: 3640,
      windows: {all: {from: 0, to: 3640}},
      world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {public_model: false})]},
      mechanisms: {...ALONE, evasion: false, liability: false, ...mechanisms},
      policy: [entry('gate', ['x'], regime([stage('test', {min_days: 1e5}), stage('public')]))],
      parameters: {
        'release.law': 'fixed',
        'release.rate.x': 60,
        'leaks.endpoint': 0.05,
        'leaks.holders.accredited': 10,
        ...more,
      },
    });

  it('come at -H ln(1 - l) a year from every release in the gate', () => {
    const parts = takeApart(gated());
    parts.play();
    const {releases, leaks} = parts.run.world;
    let years = 0;
    const first = new Map<number, number>();
    for (let row = 0; row < leaks.rows; row++) {
      const release = leaks.column.release[row];
      if (!first.has(release)) first.set(release, leaks.column.day[row] - releases.column.submitted[release]);
    }
    let within = 0;
    let followed = 0;
    for (let row = 0; row < releases.rows; row++) {
      if (Number.isNaN(releases.column.submitted[row])) continue;
      years += (3640 - releases.column.submitted[row]) / 365.25;
      if (3640 - releases.column.submitted[row] < 365.25) continue;
      followed++;
      if ((first.get(row) ?? Infinity) < 365.25) within++;
    }
    const mean = -10 * Math.log(1 - 0.05) * years;
    expect(mean).toBeGreaterThan(1000);
    expect(Math.abs(leaks.rows - mean)).toBeLessThan(4 * Math.sqrt(mean));
    // P(leak within a year) = 1 - (1 - l)^H; access begins with the step after submission is seen, at most 7 days late.
    const p = 1 - (1 - 0.05) ** 10;
    expect(Math.abs(within / followed - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / followed) + 0.01);
  });

  it('need holders, and the switch', () => {
    for (const input of [gated({'leaks.holders.accredited': 0}), gated({}, {leaks: false})]) {
      const parts = takeApart(input);
      parts.play();
      expect(parts.run.world.leaks.rows).toBe(0);
    }
  });

  it('of weights happen once, and of open weights only', () => {
    const parts = takeApart({
      ...gated({'leaks.weights': 0.5, 'leaks.endpoint': 0}),
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('a', 'x', {public_model: false}), developer('o', 'x', {...open, public_model: false})],
      },
    });
    parts.play();
    const {releases, leaks} = parts.run.world;
    const leaked = [...leaks.column.release.slice(0, leaks.rows)];
    expect(leaked.length).toBeGreaterThan(100);
    expect(new Set(leaked).size).toBe(leaked.length);
    for (const release of leaked) expect(releases.column.open[release]).toBe(1);
  });
});
