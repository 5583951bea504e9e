import type {DeveloperInput, RunInput} from '../../model/input.ts';
import {between} from './measure.ts';
import {PINNED} from './pinned.ts';
import {region} from './worlds.ts';

const START = '2016-07-04';
/** The Monday after the day from which the data protection rules applied. */
const RULE = '2018-05-28';
/** Region with the rules, and the one without. */
export const TREATED = 'eu';
export const UNTREATED = 'us';

/**
 * Cost of a product on sale, USD M per year. The one number sized to the experiment, so that the products on sale in the
 * first year are a third fewer.
 */
const PRODUCT_COST = 0.135;

/*
 * What else is set, and why. Two regions alike: so that only the rule differs between them. Most products sell at home
 * alone (assumed: two in three), small firms with costs of a few people (assumed), all with the same technology; their
 * sales differ as their appeal does, by an s.d. of the logarithm of 1 (assumed: what censuses of firms in one industry
 * show). Entry adds a tenth to the products a year and few leave (assumed: stores that still grew). Customers leave within
 * a year or two (assumed: apps lose users far sooner than business services do). Sales grow by a fifth a year (press, on
 * app stores 2016-18), technology and its costs hardly. Only ratios between sums of money act.
 */
const parameters: RunInput['parameters'] = {
  ...PINNED,
  'market.spend': 400,
  'market.growth': 1.2,
  'market.ceiling': 40_000,
  'demand.switching': 0.6,
  'demand.taste_spread': 0.6, // over a dissimilarity of 0.6 in a nest
  'research.compute_growth.lab': 1,
  'research.compute_growth.startup': 1,
  'research.algorithmic_growth': 1.1,
  'research.compute_noise': 0,
  'research.cost_growth': 1,
  'research.frontier_slope': 2,
  'research.noise': 1,
  'research.cycle_days.startup': 90,
  'research.run_cost': 0.01,
  'testing.days.startup': 14,
  'accounts.overhead.startup': 0.1,
  'entry.ideas': 20,
  'entry.cost': 0.3,
  'entry.compute_gap': 0,
  'entry.local_share': 2 / 3,
  'compliance.variant_cost': 0, // part of the cost of the product
};

const group: Omit<DeveloperInput, 'id' | 'name' | 'count' | 'markets' | 'installed'> = {
  kind: 'startup',
  home: [TREATED, UNTREATED],
  open_weights: false,
  compute: 20,
  compute_spread: 0,
  cash: 0.3,
  other_income: 0,
  safety_spend: 0,
  public_model: true,
  source: 'Assumed archetype of a small software firm; the number stands for a longer tail',
};

/** A market of many small software products in two regions, one of which gets a fixed cost on every product. */
export function appMarket(): RunInput {
  const at = (date: string): number => between({start: START}, date, date).from;
  return {
    start: START,
    days: at('2019-05-27'),
    step_days: 7,
    windows: {
      half_year: {from: at(RULE), to: at('2018-11-26')},
      year: {from: at(RULE), to: at('2019-05-27')},
    },
    parameters,
    mechanisms: {race: false, defects: false, leaks: false, politics: false, liability: false},
    world: {
      jurisdictions: [region(TREATED, 'Treated region'), region(UNTREATED, 'Untreated region')],
      developers: [
        {...group, id: 'home-product', name: 'Sold at home', count: 160, markets: 'home', installed: 0.67},
        {...group, id: 'global-product', name: 'Sold everywhere', count: 80, markets: 'all', installed: 0.33},
      ],
    },
    policy: [
      {
        id: 'data-rule',
        from: at(RULE),
        until: null,
        announced: 0, // adopted in April 2016
        when: null,
        in: [TREATED],
        regime: {product_cost: PRODUCT_COST},
      },
    ],
  };
}
