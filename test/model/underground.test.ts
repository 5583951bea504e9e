import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {BAN, banned, L, LAG, open, OUTSIDE, PENALTY, SENSITIVITY, still} from './banned.ts';
import {developer, outcomesOf, scenario, takeApart} from './support.ts';

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

  it('leaves services abroad to those who find no covert host as yet', () => {
    // Oracle: the nested logit with the service abroad alone at first, and beside the covert hosts in the long run.
    const parts = takeApart(banned(['x'], {}, {'underground.user_lag': 1e-3, 'underground.foreign_friction': 0.5}));
    const seen: number[][] = [];
    parts.play(() => {
      const row = parts.run.world.developerIds.indexOf('abroad-for-x-1');
      if (row >= 0) seen.push([...parts.phases.market.share().slice(row * 12, row * 12 + SEGMENTS.length)]);
    });
    SEGMENTS.forEach((id, z) => {
      const {price, trust} = SEGMENT_PROFILES[id];
      const closed = 2 * Math.exp((-SENSITIVITY * price * 0.75) / L);
      const [covert, abroad] = [1, 0.5].map((friction) =>
        Math.exp((-1 - friction * trust - SENSITIVITY * price * 0.3 - SENSITIVITY * PENALTY) / L),
      );
      const chosen = (pull: number): number => pull ** L / (closed ** L + pull ** L + Math.exp(OUTSIDE));
      expect(Math.abs(seen[0][z] / chosen(abroad) - 1)).toBeLessThan(1e-9);
      const late = (chosen(abroad + covert) * abroad) / (abroad + covert);
      expect(Math.abs((seen.at(-1) ?? [])[z] / late - 1)).toBeLessThan(1e-3);
    });
  });

  it('loses customers at once to services abroad that open: nobody is served twice', () => {
    const base = banned(['x'], {}, {'demand.outside': -5, 'underground.user_lag': 1e-3, 'demand.open_discount': 0});
    const [rule] = base.policy.map((each) => ({...each, regime: {...each.regime, banned: 'all' as const}}));
    const policy = [rule, {...rule, id: 'elsewhere', in: ['y'], until: 2 * 364}];
    const parts = takeApart({...base, policy});
    let least = 1;
    parts.play(() => {
      const {clock, world} = parts.run;
      const share = parts.phases.market.share();
      const covert = world.developerIds.indexOf('covert-x-1');
      const abroad = world.developerIds.indexOf('abroad-for-x-1');
      if (clock.from < 2 * 364 - 7) return;
      for (let z = 0; z < SEGMENTS.length; z++) {
        const beside = abroad < 0 ? 0 : share[abroad * 12 + z];
        if (abroad < 0) expect(share[covert * 12 + z]).toBeGreaterThan(0.8);
        expect(share[covert * 12 + z] + beside).toBeLessThan(1);
        least = Math.min(least, share[covert * 12 + z]);
      }
    });
    expect(least).toBeLessThan(0.6);
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

describe('a ban that nobody minds', () => {
  // Oracle: the market without a ban, of which a service abroad at the same price and without friction is a copy.
  it.each([
    ['one vendor', 1, 1e-7],
    ['three vendors', 3, 0.05],
  ] as const)('changes no use, where buyers have %s', (_, vendors, tolerance) => {
    const world = banned([]).world;
    const free = {
      'demand.underground_discount': 0,
      'underground.user_penalty': 0,
      'price.underground': 0.1,
      'underground.user_lag': 1e-3,
      'underground.supplier_lag': 1e12,
      'demand.spend_tilt': 0.9,
      'demand.open_discount': -2,
      ...Object.fromEntries(SEGMENTS.map((id) => [`demand.multihoming.${id}`, vendors])),
    };
    const more: Partial<RunInput> = {
      world: {...world, developers: [...world.developers.slice(0, 2), developer('o', 'x', {...open, count: 40})]},
    };
    const used = (places: readonly string[]): number[] => {
      const parts = takeApart(banned(places, more, free));
      parts.play();
      const share = parts.phases.market.share();
      const {developers, jurisdictions} = parts.run.world;
      expect(jurisdictions[0]).toBe('x');
      return SEGMENTS.map((__, z) => {
        let sum = 0;
        for (let row = 0; row < developers.rows; row++) if (developers.column.nest[row] > 0) sum += share[row * 12 + z];
        return sum;
      });
    };
    const [without, under] = [used([]), used(['x'])];
    for (const [z, each] of under.entries()) expect(Math.abs(each / without[z] - 1)).toBeLessThan(tolerance);
  });
});

describe('incidents of covert copies', () => {
  it('come at (1 + misuse) times the rate of the release they are copies of, which nobody mends', () => {
    // Oracle: a Poisson process at kappa x exposure x phi, for defects that stay; the original has none of them mended.
    const input = banned(
      ['x'],
      {mechanisms: {...still, defects: true}},
      {
        'defects.mean.shallow': 40,
        'defects.dispersion': 1e6,
        'defects.rates': 'homogeneous',
        'incidents.scale.shallow': 4000,
        'incidents.reporting': 0,
        'derivatives.misuse': 3,
        'derivatives.rate': 0,
        'users.skill': 0,
        'underground.foreign_friction': 20, // hardly anybody goes abroad
      },
    );
    const parts = takeApart(input);
    parts.play();
    const {incidents, releases, developers, defects} = parts.run.world;
    const count = new Map<number, number>();
    for (let row = 0; row < incidents.rows; row++) {
      const release = incidents.column.release[row];
      count.set(release, (count.get(release) ?? 0) + 1);
    }
    const covert = developers.column.latest[parts.run.world.developerIds.indexOf('covert-x-1')];
    const origin = releases.column.origin[covert];
    expect(releases.column.defects[covert]).toBe(releases.column.defects[origin]);
    const expected = (release: number): number => {
      let rate = 0;
      const first = releases.column.firstDefect[release];
      for (let row = first; row < first + releases.column.defects[release]; row++) {
        const k = ['shallow', 'deep', 'trigger'][defects.column.class[row]];
        if (k !== undefined) rate += defects.column.rate[row] * parts.run.member('incidents.scale', k);
      }
      return rate * releases.column.totalExposure[release] * (1 + releases.column.misuse[release]);
    };
    expect(releases.column.misuse[covert]).toBe(3);
    for (const release of [covert, origin]) {
      const mean = expected(release);
      expect(mean).toBeGreaterThan(200);
      // Drift defects strike too, as a few more.
      expect(Math.abs((count.get(release) ?? 0) - mean)).toBeLessThan(5 * Math.sqrt(mean) + 0.05 * mean);
    }
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
