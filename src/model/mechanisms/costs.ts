import {pow} from '../../numeric/pow.ts';
import type {Mechanism, Playing, Run} from '../mechanism.ts';
import {trainingCost} from '../training-cost.ts';
import {CLEARANCE} from '../world.ts';
import {createFixedShare} from './recognition.ts';

const DAYS = 365.25;
const money = {type: 'number', group: 'costs', min: 0, max: Infinity} as const;

/** Numbers of compliance. */
export const costs = {
  id: 'costs',
  title: 'Cost of compliance',
  equation:
    'cost = F_r n^-b + v_r size^eta + fee size^eta per evaluation + remediation; n = max(1, years under the regime)',
  limit: 'Size zero: the fixed part alone; b = 0: no learning. -35 % by the third year for b = 0.39 (SOX).',
  source: 'Wright (1936); Campbell, Goldfarb & Tucker (2015); GAO (2006) and FEI surveys on SOX 404',
  switches: {costs: 'Compliance costs nothing.'},
  parameters: {
    'compliance.fixed': {
      ...money,
      title: 'Fixed cost of a regime for a developer with covered releases, first year',
      role: 'calibrated',
      source: 'safety and legal teams of labs; lower bound from CEPS estimates for high-risk systems',
      unit: 'USD M per year',
      default: 8,
      low: 1,
      high: 25,
    },
    'compliance.variable': {
      ...money,
      title: 'Size-dependent cost of a covered release of frontier size',
      role: 'assumed',
      source: 'assumed: documentation and mitigation work in proportion to the audit fee',
      unit: 'USD M per release',
      default: 2,
      low: 0.5,
      high: 8,
    },
    'compliance.fee': {
      ...money,
      title: 'Fee and staff cost of one evaluation of a release of frontier size',
      role: 'calibrated',
      source: 'price lists of auditors (0.03 to 0.3) and budgets of evaluators (above 1)',
      unit: 'USD M per evaluation',
      default: 0.3,
      low: 0.03,
      high: 2,
    },
    'compliance.size_elasticity': {
      ...money,
      title: 'Elasticity of cost to size (eta)',
      role: 'observed',
      source: 'GAO (2006): SOX fees 1.14 % of revenue for small, 0.13 % for large firms',
      unit: '1',
      default: 0.5,
      low: 0.41,
      high: 0.6,
    },
    'compliance.learning': {
      ...money,
      title: 'Learning exponent of the fixed cost (b)',
      role: 'observed',
      source: 'FEI surveys on SOX 404: -35 % by the third year',
      unit: '1',
      default: 0.39,
      low: 0.2,
      high: 0.5,
    },
    'remediation.day_cost': {
      ...money,
      title: 'Cost of a day of remediation of a release of frontier size',
      role: 'assumed',
      source: 'assumed: a team of fifty and compute for retraining',
      unit: 'USD M per day',
      default: 0.1,
      low: 0.02,
      high: 0.5,
    },
  },
  decisions: {},
} as const satisfies Mechanism;

/** What `evaluations` evaluations would cost a release trained with 10^flop FLOP, USD M: fees and size-dependent part. */
export function expectedCompliance(run: Run): (flop: number, evaluations: number, day: number) => number {
  if (!run.on('costs')) return () => 0;
  const fee = run.number('compliance.fee');
  const variable = run.number('compliance.variable');
  const eta = run.number('compliance.size_elasticity');
  const size = releaseSize(run);
  return (flop, evaluations, day) => (variable + fee * evaluations) * pow(size(flop, day), eta);
}

/** Size of a release: its training cost in runs of frontier size, which are six times the largest of day 0. */
function releaseSize(run: Run): (flop: number, day: number) => number {
  const cost = trainingCost(run);
  const frontier = 6 * run.number('research.run_cost'); // USD M: 300 in 2025, two years of 2.4x after day 0
  return (flop, day) => cost(flop, day) / frontier;
}

/**
 * Charges the week's compliance to releases.
 *
 * Fees and the size-dependent part fall on the release reviewed, remediation on the release mended; the
 * fixed cost of a regime is shared by the developer's releases in its gate, or falls on its newest one.
 * Reads reviews, remediation days. Writes staffCost, feeCost, remediationCost of releases and the
 * developer's compliance of the step.
 */
export function playCosts(run: Run): Playing {
  const {world, clock} = run;
  const {developers, releases} = world;
  const jurisdictions = world.jurisdictions.length;
  const on = run.on('costs');
  const fixed = run.number('compliance.fixed');
  const variable = run.number('compliance.variable');
  const fee = run.number('compliance.fee');
  const eta = run.number('compliance.size_elasticity');
  const learning = run.number('compliance.learning');
  const dayCost = run.number('remediation.day_cost');
  const size = releaseSize(run);
  const charged = releases.extend({remediated: 'f64', variable: 'u8'});
  const fixedShare = createFixedShare(run);
  const covered = developers.extend({gates: ['i32', 'jurisdiction'], under: ['u8', 'jurisdiction']});
  let seen = 0;

  function charge(column: Float64Array, release: number, amount: number): void {
    column[release] += amount;
    developers.column.compliance[releases.column.developer[release]] += amount;
  }

  function chargeReviews(): void {
    const {column} = releases;
    for (; seen < world.reviews.rows; seen++) {
      const release = world.reviews.column.release[seen];
      const scale = pow(size(column.flop[release], clock.from), eta);
      charge(column.feeCost, release, fee * scale * world.reviews.column.evaluations[seen]);
      if (charged.column.variable[release] === 0) {
        charged.column.variable[release] = 1;
        charge(column.staffCost, release, variable * scale);
      }
    }
  }

  function chargeRemediation(): void {
    const {column} = releases;
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      const days = column.remediationDays[release] - charged.column.remediated[release];
      if (days <= 0) continue;
      charged.column.remediated[release] = column.remediationDays[release];
      charge(column.remediationCost, release, days * dayCost * pow(size(column.flop[release], clock.from), eta));
    }
  }

  /** Counts each developer's releases in each gate, and marks those that a regime covers. */
  function countGates(): void {
    const {gates, under} = covered.column;
    const {column} = releases;
    gates.fill(0, 0, developers.rows * jurisdictions);
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      for (let j = 0; j < jurisdictions; j++) {
        if (column.clearance[release * jurisdictions + j] !== CLEARANCE.gate) continue;
        const at = column.developer[release] * jurisdictions + j;
        gates[at]++;
        under[at] = 1;
      }
    }
  }

  function chargeFixed(): void {
    const {gates, under} = covered.column;
    const {column} = releases;
    const years = (clock.to - clock.from) / DAYS;
    for (let j = 0; j < jurisdictions; j++) {
      const regime = world.regimes[j];
      if (regime === null || regime.stages.length === 0) continue;
      const inFull = fixed * years * pow(Math.max(1, (clock.from - regime.since) / DAYS), -learning);
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        const at = row * jurisdictions + j;
        if (under[at] === 0) continue;
        const cost = inFull * fixedShare(under, row, j);
        if (gates[at] === 0) {
          charge(column.staffCost, developers.column.latest[row], cost);
          continue;
        }
        for (let r = developers.column.latest[row]; r >= 0; r = column.previous[r]) {
          if (column.clearance[r * jurisdictions + j] === CLEARANCE.gate) charge(column.staffCost, r, cost / gates[at]);
        }
      }
    }
  }

  return {
    begin() {
      seen = 0;
    },
    step() {
      developers.column.compliance.fill(0, 0, developers.rows);
      if (!on || (world.reviews.rows === 0 && world.regimes.every((regime) => regime === null))) return;
      chargeReviews();
      chargeRemediation();
      countGates();
      chargeFixed();
    },
  };
}
