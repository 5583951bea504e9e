import {type DeveloperInput, type PolicyEntry, type RunInput, type StageRule, UNREGULATED} from '../../model/input.ts';
import {between} from './measure.ts';
import {PINNED} from './pinned.ts';
import {region, stage} from './worlds.ts';

const START = '1958-01-06';
/** Rules under the law of October 1962 began to bind trials in people and what is sold after them. */
const RULE = '1963-02-04';
/** Rules of May 1970 said what proof of effect is: more than one well-controlled study. */
const STUDIES = '1970-05-04';
/** The country with the law. */
export const TREATED = 'us';

/*
 * What is set, and why. A market that grows by 9 % a year (sales of prescription drugs, 8 to 10 %), half of it in the
 * country with the law (assumed). Some thirty makers there of moderately unequal size (assumed), most at home in their own
 * market alone; copying as slow as patents of 17 years make it. Two lead compounds a year and maker: 89 new candidates a
 * year came from some forty to fifty of them. Research at about a tenth of sales (industry surveys). Its cost per
 * candidate grows by 11 % a year: threefold in the decade in Britain, without the law (Grabowski, Vernon & Thomas 1978). A
 * candidate better than what its maker has by as much as a year or so of progress (assumed); long horizons of owners and
 * slow erosion, as patents protect (assumed). Proof of safety and of effect cost half as much each as the candidate itself,
 * so that a new drug costs about twice as much (Baily 1972; Grabowski, Vernon & Thomas 1978), in proportion to its cost;
 * together they take a year and a half longer, what the way to approval grew by in the middle of the decade (assumed).
 * Only ratios between sums of money act.
 */
const RUN_COST = 1.5; // USD M
const FRONTIER_RUNS = 6; // cost of a release of which the model states fees, in runs of day 0
const PROGRAMME = 0.5; // cost of a programme of trials over that of the candidate

const parameters: RunInput['parameters'] = {
  ...PINNED,
  'market.spend': 6000,
  'market.growth': 1.09,
  'market.ceiling': 600_000,
  'demand.taste_spread': 0.4,
  'imitation.rate': 0.06,
  'research.compute_growth.lab': 1.11,
  'research.compute_growth.startup': 1.11,
  'research.algorithmic_growth': 1.05,
  'research.cost_growth': 1.11,
  'research.frontier_slope': 0.7,
  'research.noise': 1,
  'research.compute_noise': 0,
  'research.cycle_days.startup': 180,
  'research.run_cost': RUN_COST,
  'testing.days.startup': 365,
  'accounts.overhead.startup': 8,
  'entry.ideas': 2,
  'entry.cost': 60,
  'entry.compute_gap': 0,
  'entry.local_share': 0.8,
  'exit.horizon': 10,
  'value.erosion': 0.1,
  'funding.runway': 36,
  'service.mean_days': 60,
  [`teams.${TREATED}`]: 'unlimited',
  'compliance.size_elasticity': 1,
  'compliance.fixed': 0.2,
  'compliance.variable': 0,
  'compliance.fee': PROGRAMME * FRONTIER_RUNS * RUN_COST,
  'compliance.variant_cost': 0,
};

const group: Omit<DeveloperInput, 'id' | 'name' | 'count' | 'markets' | 'installed' | 'cash'> = {
  kind: 'startup',
  home: [TREATED, 'abroad'],
  open_weights: false,
  compute: 20,
  compute_spread: 0.2,
  other_income: 0,
  safety_spend: 0,
  public_model: true,
  source: 'Assumed archetype of a maker of prescription drugs',
};

/** Safety, then effect with so many programmes of trials side by side. */
const stages = (programmes: number): readonly StageRule[] => [
  stage('safety', {min_days: 180, evaluations: 1}),
  stage('effect', {min_days: 360, evaluations: programmes}),
  stage('public', {sign_off: true}),
];

const rule = (id: string, from: number, announced: number, regime: PolicyEntry['regime']): PolicyEntry => ({
  id,
  from,
  until: null,
  announced,
  when: null,
  in: [TREATED],
  regime,
});

/** A market of drugs in which one country asks for proof before sale, and from 1970 on for more of it. */
export function drugMarket(): RunInput {
  const at = (date: string): number => between({start: START}, date, date).from;
  const [begin, middle, end] = [RULE, '1968-02-05', '1973-02-05'].map(at);
  const law = rule('proof', begin, at('1962-10-15'), {
    ...UNREGULATED,
    threshold: {index: 'fixed', flop: 1}, // every candidate
    stages: stages(1),
  });
  const studies = rule('studies', at(STUDIES), at(STUDIES), {stages: stages(2)});
  return {
    start: START,
    days: end,
    step_days: 7,
    windows: {
      years_1_5: {from: begin, to: middle},
      years_6_10: {from: middle, to: end},
      decade: {from: begin, to: end},
    },
    parameters,
    mechanisms: {race: false, defects: false, leaks: false, politics: false, liability: false, evasion: false},
    world: {
      jurisdictions: [region(TREATED, 'United States'), region('abroad', 'Abroad')],
      developers: [
        {
          ...group,
          id: 'house',
          name: 'House that sells everywhere',
          count: 16,
          markets: 'all',
          installed: 0.4,
          cash: 100,
        },
        {...group, id: 'maker', name: 'Maker that sells at home', count: 48, markets: 'home', installed: 0.6, cash: 40},
      ],
    },
    policy: [law, studies],
  };
}
