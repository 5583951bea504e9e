import type {RunInput} from '../../model/input.ts';

/** Numbers that are fitted to the AI market: stated for the markets of other fields, which fitting that anew must not move. */
export const PINNED: RunInput['parameters'] = {
  'demand.quality': 0.15,
  'demand.own_elasticity': 3.5,
  'demand.nest': 0.6,
  'demand.outside': 1.4,
  'demand.switching': 0.2,
  'demand.spend_tilt': 0.95,
  'price.unit_cost': 0.6,
  'imitation.rate': 0.4,
  'imitation.gap': 1.3,
  'imitation.size_elasticity': 0,
};
