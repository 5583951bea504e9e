import {describe, expect, it} from 'vitest';
import type {Regime, RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {NEST} from '../../src/model/world.ts';
import {ALONE, developer, entry, jurisdiction, regime, scenario, takeApart} from './support.ts';

const L = 0.6;
const [FROM, UNTIL] = [546, 1092];

/** An open developer at home in each of two places, and a closed one; the first place allows an API only for a while. */
function ruled(duty: Partial<Regime>, more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 1638,
    world: {
      jurisdictions: ['x', 'y'].map((id) => jurisdiction(id, {spend_share: 0.5, user_share: 0.5})),
      developers: [
        developer('c', 'x', {markets: 'all', other_income: 1e5}),
        developer('o', 'x', {markets: 'all', open_weights: true, other_income: 1e5}),
        developer('p', 'y', {markets: 'all', open_weights: true, other_income: 1e5}),
      ],
    },
    mechanisms: {...ALONE, demand: true},
    policy: [entry('duty', ['x'], regime([], duty), {from: FROM, until: UNTIL})],
    ...more,
  });
}

function published(input: RunInput) {
  const model = createModel(input);
  model.run({seed: '1', replicate: 0, series: [], tables: []});
  const {releases, developerIds, developers} = model.world;
  const list = Array.from({length: releases.rows}, (_, row) => ({
    who: developerIds[releases.column.developer[row]],
    tested: releases.column.tested[row],
    open: releases.column.open[row],
  }));
  return {list, nest: [...developers.column.nest.slice(0, 3)]};
}

describe('a place that allows an API only', () => {
  it('keeps the weights of those at home there from publication while it does, and of nobody else', () => {
    const {list, nest} = published(ruled({open_weights: 'api_only'}));
    const by = (who: string, from: number, to: number) =>
      list.filter((each) => each.who === who && each.tested >= from && each.tested < to).map(({open}) => open);
    expect(by('o', FROM, UNTIL).length).toBeGreaterThan(3);
    expect(new Set(by('o', FROM, UNTIL))).toEqual(new Set([0]));
    expect(new Set(by('o', -Infinity, FROM))).toEqual(new Set([1])); // what is out stays out
    expect(new Set(by('o', UNTIL, Infinity))).toEqual(new Set([1]));
    expect(new Set(by('p', -Infinity, Infinity))).toEqual(new Set([1]));
    expect(nest).toEqual([NEST.closed, NEST.open, NEST.open]);
    const kept = published({...ruled({open_weights: 'api_only'}), days: UNTIL});
    expect(kept.nest).toEqual([NEST.closed, NEST.closed, NEST.open]);
  });

  it('asks this of none that its threshold leaves out, and of none where it only asks', () => {
    for (const rules of [{threshold: {index: 'fixed', flop: 1e40}}, {binding: 'voluntary'}] as const) {
      const {list, nest} = published(ruled({open_weights: 'api_only', ...rules}));
      expect(list.every(({who, open}) => open === (who === 'c' ? 0 : 1))).toBe(true);
      expect(nest).toEqual([NEST.closed, NEST.open, NEST.open]);
    }
  });
});

describe('a developer that moves to another nest', () => {
  it('is found there with the share of the nested logit', () => {
    const input = ruled(
      {},
      {
        policy: [],
        days: 3640,
        mechanisms: {...ALONE, research: false, demand: true},
        parameters: {
          'demand.taste_spread': 0,
          'demand.spend_tilt': 0,
          'demand.quality': 0,
          'demand.nest': L,
          'demand.outside': 0,
          'demand.switching': 0.999,
          'demand.open_discount': -1,
          'market.growth': 1,
          'users.growth': 1,
          'price.open': 0.2,
        },
      },
    );
    const parts = takeApart(input);
    parts.play(() => {
      if (parts.run.clock.from === 364) parts.run.market.moveTo(1, NEST.closed);
    });
    const share = parts.phases.market.share();
    const {price} = parts.run.world.developers.column;
    expect(price[1]).toBe(price[0]);
    SEGMENTS.forEach((id, z) => {
      const taste = SEGMENT_PROFILES[id].price;
      const closed = 2 * Math.exp(-3.5 * taste * price[0]);
      const open = Math.exp((-1 - 3.5 * L * taste * 0.2) / L);
      const all = closed ** L + open ** L + 1;
      expect(Math.abs(share[12 + z] / (closed ** L / 2 / all) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(share[24 + z] / (open ** L / all) - 1)).toBeLessThan(1e-9);
    });
  });
});
