import {describe, expect, it, vi} from 'vitest';
import {createModel} from '../../src/model/run.ts';
import {ALONE, developer, entry, jurisdiction, scenario} from './support.ts';

vi.setConfig({testTimeout: 60_000});

describe('a moratorium on large training runs', () => {
  const world = {
    jurisdictions: [jurisdiction('x', {spend_share: 0.5}), jurisdiction('y', {spend_share: 0.5})],
    developers: [
      developer('a', 'x', {count: 6, other_income: 1e5}),
      developer('b', 'y', {count: 6, other_income: 1e5}),
    ],
  };
  const rule = {stages: [], moratorium_flop: 1e25};
  const runs = (policy: Parameters<typeof scenario>[0]) => {
    const model = createModel(scenario({world, mechanisms: ALONE, parameters: {'imitation.rate': 0}, ...policy}));
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {trained, flop, developer: of} = model.world.releases.column;
    const {home} = model.world.developers.column;
    return Array.from({length: model.world.releases.rows}, (_, row) => ({
      trained: trained[row],
      flop: flop[row],
      home: home[of[row]],
      who: of[row],
    }));
  };
  const free = runs({});
  const bound = runs({policy: [entry('halt', ['x'], rule, {from: 546, until: 1092})]});

  it('lets runs under way end, and begins none that is larger', () => {
    // Oracle: of each developer at home there, only the first run to end under the rule may exceed it.
    const during = bound.filter(({home, trained}) => home === 0 && trained >= 546 && trained < 1092);
    const larger = during.filter(({flop}) => flop > 25 + 1e-9);
    expect(larger.length).toBeGreaterThan(0);
    expect(new Set(larger.map(({who}) => who)).size).toBe(larger.length);
    expect(during.length).toBeGreaterThan(larger.length);
    expect(during.filter(({flop}) => Math.abs(flop - 25) < 1e-9).length).toBeGreaterThan(10);
  });

  it('leaves developers of other places and all before it alone, to the bit', () => {
    const untouched = (list: typeof free) => list.filter(({home, trained}) => home === 1 || trained < 546);
    expect(untouched(bound)).toEqual(untouched(free));
  });

  it('ends', () => {
    expect(bound.filter(({home, trained, flop}) => home === 0 && trained > 1200 && flop > 25.5).length).toBeGreaterThan(
      5,
    );
  });
});
