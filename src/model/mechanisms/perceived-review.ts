import {ln} from '../../numeric/ln.ts';
import {KINDS} from '../input.ts';
import {nthLargest} from '../launch.ts';
import type {Run} from '../mechanism.ts';
import type {ActiveRegime} from '../world.ts';
import {complianceCost} from './compliance-cost.ts';

const DAYS = 365.25;
const LN10 = 2.302585092994046;

/** What developers expect of the reviews that their releases face. */
export interface PerceivedReview {
  /** Takes stock of the rules and of the reviews so far. */
  look(): void;
  /** Expected cost of rollbacks, USD M per year, of a developer without any safety. */
  rollbacks(row: number): number;
  /** Whether a rule makes this developer's capability public. */
  reports(row: number): boolean;
}

/**
 * Makes the perceived evaluator: a Gamma-Poisson belief per jurisdiction about rollbacks per review of a release
 * without safety, updated by how the reviews there have ended.
 *
 * Reads regimes, reviews, safety, research. Draws nothing; without a regime it does nothing.
 */
export function createPerceivedReview(run: Run): PerceivedReview {
  const {world, clock} = run;
  const {developers, releases, reviews} = world;
  const J = world.jurisdictions.length;
  const expected = run.number('race.rollbacks_expected');
  const weight = run.number('race.rollbacks_weight');
  const cycle = KINDS.map((kind) => run.member('research.cycle_days', kind));
  const slope = run.number('research.frontier_slope') / DAYS;
  const days = run.number('remediation.mean_days');
  const dayCost = run.on('costs') ? run.number('remediation.day_cost') : 0;
  const enabled = run.on('rollback');
  const compliance = complianceCost(run);
  const rate = new Float64Array(J); // believed rollbacks per review without safety
  const critical = new Float64Array(J);
  const exposed = new Float64Array(J);
  let ruled = false;

  const reviewing = (regime: ActiveRegime | null): boolean =>
    regime !== null && regime.stages.some(({evaluations}) => evaluations > 0);

  function covers(regime: ActiveRegime, row: number): boolean {
    const {compute, open} = developers.column;
    if (regime.binding === 'voluntary') return false;
    if (open[row] === 1 && regime.open_weights === 'exempt') return false;
    return regime.threshold.index === 'fixed'
      ? compute[row] * LN10 >= ln(Math.max(regime.threshold.flop, 1))
      : compute[row] >= nthLargest(world, regime.threshold.top);
  }

  return {
    look() {
      ruled = world.regimes.some((regime) => regime !== null);
      if (!ruled) return;
      critical.fill(0);
      exposed.fill(0);
      const {column} = reviews;
      for (let r = 0; r < reviews.rows; r++) {
        if (Number.isNaN(column.left[r]) || column.evaluations[r] === 0) continue;
        const j = column.jurisdiction[r];
        critical[j] += column.critical[r];
        exposed[j] += 1 - developers.column.safety[releases.column.developer[column.release[r]]];
      }
      for (let j = 0; j < J; j++) {
        const reviewed = enabled && reviewing(world.regimes[j]);
        rate[j] = reviewed ? (weight * expected + critical[j]) / (weight + exposed[j]) : 0;
      }
    },
    rollbacks(row) {
      if (!ruled) return 0;
      const {sells, kind, research, capability, compute} = developers.column;
      const perYear = (DAYS / cycle[kind[row]]) * research[row];
      const next = capability[row] + slope * cycle[kind[row]]; // what a new release is worth having
      let cost = 0;
      for (let j = 0; j < J; j++) {
        const regime = world.regimes[j];
        if (rate[j] === 0 || regime === null || sells[row * J + j] === 0 || !covers(regime, row)) continue;
        const perDay = dayCost * compliance.scale(compute[row], clock.from) + run.market.gain(row, j, next) / DAYS;
        cost += perYear * rate[j] * days * perDay;
      }
      return cost;
    },
    reports(row) {
      if (!ruled) return false;
      for (let j = 0; j < J; j++) {
        const regime = world.regimes[j];
        if (regime === null || regime.transparency !== 'report') continue;
        if (developers.column.sells[row * J + j] === 1 && covers(regime, row)) return true;
      }
      return false;
    },
  };
}
