import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {ALONE, developer, jurisdiction, type Parts, scenario, takeApart} from './support.ts';

// Oracle: the nested logit in closed form (Berry 1994), nests closed, open and underground beside the outside good.

const L = 0.6;
const OUTSIDE = 0.7;
const SENSITIVITY = 4 * L; // a_p
const PRICE = {closed: 0.5 + 1 / 4, open: 0.1, underground: 0.3};
const LACK = {closed: 0, open: -1, underground: -2};
type Nest = keyof typeof PRICE;

const sellers = [
  developer('a', 'x', {markets: 'all'}),
  developer('b', 'x', {markets: 'all'}),
  developer('o', 'x', {markets: 'all', kind: 'open', open_weights: true}),
  developer('u', 'x', {markets: 'all', kind: 'underground'}),
  developer('v', 'x', {markets: 'all', kind: 'underground'}),
];
const NEST_OF: readonly Nest[] = ['closed', 'closed', 'open', 'underground', 'underground'];

/** A market of two places that does not grow, in which everybody has chosen by the end. */
function market(more: Partial<RunInput> = {}): RunInput {
  return scenario({
    days: 3640,
    world: {
      jurisdictions: ['x', 'y'].map((id) => jurisdiction(id, {spend_share: 0.5, user_share: 0.5})),
      developers: sellers,
    },
    mechanisms: {...ALONE, research: false, demand: true},
    parameters: {
      'demand.taste_spread': 0,
      'demand.spend_tilt': 0, // one vendor each
      'demand.quality': 0,
      'demand.nest': L,
      'demand.outside': OUTSIDE,
      'demand.own_elasticity': 4,
      'demand.open_discount': LACK.open,
      'demand.underground_discount': LACK.underground,
      'demand.switching': 0.999,
      'market.growth': 1,
      'price.unit_cost': 0.5,
      'price.open': PRICE.open,
      'price.underground': PRICE.underground,
    },
    ...more,
  });
}

/** Shares that the logit gives the five sellers in a segment when these penalties deter their customers. */
function expected(z: number, penalty: readonly number[]): readonly number[] {
  const taste = SEGMENT_PROFILES[SEGMENTS[z]];
  const pull = NEST_OF.map((nest, n) => {
    const lack = nest === 'underground' ? LACK.open + LACK.underground * taste.trust : LACK[nest];
    return Math.exp((lack - SENSITIVITY * taste.price * PRICE[nest] - penalty[n]) / L);
  });
  const sum = (nest: Nest): number => pull.reduce((total, each, n) => total + (NEST_OF[n] === nest ? each : 0), 0);
  const all = sum('closed') ** L + sum('open') ** L + sum('underground') ** L + Math.exp(OUTSIDE);
  return pull.map((each, n) => (each / sum(NEST_OF[n])) * (sum(NEST_OF[n]) ** L / all));
}

function compare(parts: Parts, penalties: readonly (readonly number[])[]): void {
  const share = parts.phases.market.share();
  penalties.forEach((penalty, j) =>
    SEGMENTS.forEach((_, z) =>
      expected(z, penalty).forEach((wanted, row) =>
        expect(Math.abs(share[row * 12 + j * 6 + z] / wanted - 1)).toBeLessThan(1e-9),
      ),
    ),
  );
}

describe('sellers in three nests', () => {
  it('share a market that does not grow as the nested logit says', () => {
    const parts = takeApart(market());
    parts.play();
    compare(parts, [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
  });

  it('lose what their customers expect to be punished for, underground or with a vendor that is not cleared', () => {
    const parts = takeApart(market());
    const {market: demand} = parts.phases;
    demand.punishUsers(0, 1.5);
    SEGMENTS.forEach((_, z) => demand.punishCustomers(1, 1, z, 0.4));
    parts.play();
    compare(parts, [
      [0, 0, 0, 1.5, 1.5],
      [0, 0.4, 0, 0, 0],
    ]);
  });

  it('leave no trace of a penalty that is lifted again', () => {
    const shares = [0, 1].map((penalty) => {
      const parts = takeApart(market({days: 700}));
      parts.phases.market.punishUsers(0, penalty);
      parts.phases.market.punishUsers(0, 0);
      parts.play();
      return parts.phases.market.share().slice(0, 60);
    });
    shares[0].forEach((share, n) => expect(Math.abs(shares[1][n] - share)).toBeLessThan(1e-12));
  });

  it('tell a newcomer the margin that it would make once everybody has chosen', () => {
    const parts = takeApart(market());
    parts.phases.market.punishUsers(0, 0.5);
    parts.play();
    const {market: demand} = parts.phases;
    const before = demand.spend();
    const year = 365.25 / 7;
    let units = 0;
    SEGMENTS.forEach((id, z) => {
      // As the third of the underground it would hold a third of what its nest then holds.
      const {trust, price} = SEGMENT_PROFILES[id];
      const one = Math.exp((LACK.open + LACK.underground * trust - SENSITIVITY * price * PRICE.underground - 0.5) / L);
      const closed = 2 * Math.exp((-SENSITIVITY * price * PRICE.closed) / L);
      const open = Math.exp((LACK.open - SENSITIVITY * price * PRICE.open) / L);
      const nest = (3 * one) ** L;
      units += before[z] * (nest / 3 / (closed ** L + open ** L + nest + Math.exp(OUTSIDE)));
    });
    const margin = units * PRICE.underground * (1 - 0.5) * year;
    expect(Math.abs(demand.prospect(Uint8Array.of(1, 0), 30, 0, 2) / margin - 1)).toBeLessThan(1e-9);
  });
});

describe('a world without an underground', () => {
  it('is the same to the last bit whatever the underground would be like', () => {
    const run = (parameters: RunInput['parameters']) =>
      createModel(scenario({days: 728, parameters})).run({seed: '1', replicate: 0, series: [], tables: []}).digest;
    expect(run({'demand.underground_discount': 3, 'price.underground': 0.01})).toBe(run({}));
  });
});
