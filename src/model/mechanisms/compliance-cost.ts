import {pow} from '../../numeric/pow.ts';
import type {Run} from '../mechanism.ts';
import {trainingCost} from '../training-cost.ts';

/** Frontier size: the largest training run of day 0 costs this share of it (300 in 2025 after two years of 2.4x). */
const FRONTIER_RUNS = 6;

/** What compliance costs a release, USD M. */
export interface ComplianceCost {
  /** Cost of a release of 10^flop FLOP against that of one of frontier size: (training cost ratio)^eta. */
  scale(flop: number, day: number): number;
  /** Of a release not yet made: its size-dependent part and so many evaluations. */
  ofReview(flop: number, evaluations: number, day: number): number;
  /** Of a release in a jurisdiction's gate: what is left to pay with so many evaluations to come. */
  ofRest(release: number, jurisdiction: number, evaluations: number, day: number): number;
}

/** Makes the expected cost of compliance; zero where costs are switched off. */
export function complianceCost(run: Run): ComplianceCost {
  const {releases} = run.world;
  const width = run.world.jurisdictions.length;
  const on = run.on('costs');
  const fee = run.number('compliance.fee');
  const variable = run.number('compliance.variable');
  const eta = run.number('compliance.size_elasticity');
  const cost = trainingCost(run);
  const frontier = FRONTIER_RUNS * run.number('research.run_cost'); // USD M
  const scale = (flop: number, day: number): number => pow(cost(flop, day) / frontier, eta);

  return {
    scale,
    ofReview: (flop, evaluations, day) => (on ? (variable + fee * evaluations) * scale(flop, day) : 0),
    ofRest(release, jurisdiction, evaluations, day) {
      if (!on) return 0;
      const {staffed, flop} = releases.column;
      const begun = staffed[release * width + jurisdiction] === 1;
      return ((begun ? 0 : variable) + fee * evaluations) * scale(flop[release], day);
    },
  };
}
