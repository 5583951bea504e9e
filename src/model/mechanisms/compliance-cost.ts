import {pow} from '../../numeric/pow.ts';
import type {Regime} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {reaches} from '../threshold.ts';
import {trainingCost} from '../training-cost.ts';
import {expectedFee} from './play-fees.ts';

/** Frontier size: the largest training run of day 0 costs this share of it (300 in 2025 after two years of 2.4x). */
const FRONTIER_RUNS = 6;

const DAYS = 365.25;
const NOTHING = {once: 0, yearly: 0} as const;

/** Books an amount, USD M, on a release and its developer. */
export type Charge = (column: Float64Array, release: number, amount: number) => void;

/** What compliance costs a release, USD M. */
export interface ComplianceCost {
  /** Cost of a release of 10^flop FLOP against that of one of frontier size: (training cost ratio)^eta. */
  scale(flop: number, day: number): number;
  /** Of a release not yet made: its size-dependent part and so many evaluations. */
  ofReview(flop: number, evaluations: number, day: number): number;
  /**
   * Of a small newcomer that trains 10^flop FLOP under a regime: its first review, where the gate covers it, and
   * what the regime costs per year.
   */
  ofEntry(regime: Regime | null, covered: boolean, flop: number, day: number): {once: number; yearly: number};
  /** Of a developer's product on sale in a jurisdiction, USD M per year: by its dependence on data, less any relief. */
  ofProduct(developer: number, jurisdiction: number): number;
  /** Of a release in a jurisdiction's gate: what is left to pay with so many evaluations to come. */
  ofRest(release: number, jurisdiction: number, evaluations: number, day: number): number;
}

/** Share of fixed costs that a developer bears: those that sell for less than `small` a year are spared the relief. */
export function shareBorne({world, clock}: Run, developer: number, relief: number, small: number): number {
  const perYear = DAYS / (clock.to - clock.from);
  return world.developers.column.revenue[developer] * perYear < small ? 1 - relief : 1;
}

/** Makes the expected cost of compliance; zero where costs are switched off. */
export function complianceCost(run: Run): ComplianceCost {
  const {releases} = run.world;
  const width = run.world.jurisdictions.length;
  const on = run.on('costs');
  const fee = expectedFee(run);
  const small = run.number('compliance.small_revenue');
  const fixed = run.number('compliance.fixed');
  const reporting = run.number('compliance.reporting');
  const variable = run.number('compliance.variable');
  const eta = run.number('compliance.size_elasticity');
  const cost = trainingCost(run);
  const frontier = FRONTIER_RUNS * run.number('research.run_cost'); // USD M
  const scale = (flop: number, day: number): number => pow(cost(flop, day) / frontier, eta);
  const ofReview = (flop: number, evaluations: number, day: number): number =>
    on ? (variable + fee() * evaluations) * scale(flop, day) : 0;

  return {
    scale,
    ofReview,
    ofEntry(regime, covered, flop, day) {
      if (!on || regime === null) return NOTHING;
      let evaluations = 0;
      for (const stage of regime.stages) evaluations += stage.evaluations;
      const duty = regime.transparency === 'report' && reaches(run.world, regime.threshold, flop) ? reporting : 0;
      return {
        once: covered ? ofReview(flop, evaluations, day) : 0,
        yearly: (1 - regime.relief) * ((covered ? fixed : 0) + duty + regime.product_cost),
      };
    },
    ofProduct(developer, jurisdiction) {
      const regime = run.world.regimes[jurisdiction];
      if (!on || regime === null || regime.product_cost === 0) return 0;
      const scale = run.world.developers.column.dataIntensity[developer];
      return regime.product_cost * scale * shareBorne(run, developer, regime.relief, small);
    },
    ofRest(release, jurisdiction, evaluations, day) {
      if (!on) return 0;
      const {staffed, flop} = releases.column;
      const begun = staffed[release * width + jurisdiction] === 1;
      return ((begun ? 0 : variable) + fee() * evaluations) * scale(flop[release], day);
    },
  };
}
