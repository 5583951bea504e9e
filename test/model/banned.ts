import type {RunInput} from '../../src/model/input.ts';
import {ALONE, developer, entry, jurisdiction, scenario} from './support.ts';

export const L = 0.6;
export const OUTSIDE = 0.7;
export const LAG = 60;
export const PENALTY = 0.1 * 5; // detection x years of price
export const SENSITIVITY = 4 * L; // a_p
export const BAN = 364;

export const open = {kind: 'open', open_weights: true, markets: 'all'} as const;
export const still: RunInput['mechanisms'] = {...ALONE, research: false, demand: true, evasion: true, liability: false};

/** Two closed sellers and an open one in two places that do not grow; hosting and use of the open one are banned. */
export function banned(
  places: readonly string[],
  more: Partial<RunInput> = {},
  parameters: RunInput['parameters'] = {},
) {
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
      'demand.spend_tilt': 0,
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
