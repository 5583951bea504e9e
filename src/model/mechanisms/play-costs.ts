import type {Playing, Run} from '../mechanism.ts';
import {CLEARANCE} from '../world.ts';
import {complianceCost} from './compliance-cost.ts';
import {isPrivate} from './evaluators.ts';
import {createRegimeCost} from './regime-cost.ts';
import {createVariants} from './variants.ts';

/**
 * Charges the step's compliance to releases.
 *
 * Fees and the size-dependent part fall on the release reviewed, remediation on the release mended, day by day;
 * variants on the release that needs them; what a regime costs whatever is released, on the releases in its gate.
 * Reads reviews, remediation days. Writes staffCost, feeCost, remediationCost of releases and the developer's
 * compliance of the step. Draws nothing.
 */
export function playCosts(run: Run): Playing {
  const {world, clock} = run;
  const {developers, releases} = world;
  const width = world.jurisdictions.length;
  const on = run.on('costs');
  const variable = run.number('compliance.variable');
  const fee = isPrivate(run) ? 0 : run.number('compliance.fee'); // private evaluators send their own bills
  const dayCost = run.number('remediation.day_cost');
  const cost = complianceCost(run);
  const regimes = createRegimeCost(run, charge);
  const variants = createVariants(run, charge);
  const charged = releases.extend({remediated: 'f64'}); // days
  let seen = 0;

  function charge(column: Float64Array, release: number, amount: number): void {
    column[release] += amount;
    developers.column.compliance[releases.column.developer[release]] += amount;
  }

  function chargeReviews(): void {
    const {column} = releases;
    for (; seen < world.reviews.rows; seen++) {
      const {release: of, jurisdiction, evaluations} = world.reviews.column;
      const release = of[seen];
      const scale = cost.scale(column.flop[release], clock.from);
      charge(column.feeCost, release, fee * scale * evaluations[seen]);
      const place = release * width + jurisdiction[seen];
      if (column.staffed[place] === 1) continue;
      column.staffed[place] = 1;
      charge(column.staffCost, release, variable * scale);
    }
  }

  /** A remediation is paid for while it lasts; what is given up or taken off the market needs no more of it. */
  function chargeRemediation(): void {
    const {remediationDays, remediationCost, flop} = releases.column;
    const {remediated} = charged.column;
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      const left = remediationDays[release] - remediated[release];
      if (left <= 0) continue;
      const days = Math.min(left, (clock.to - clock.from) * gatesOf(release));
      remediated[release] = days > 0 ? remediated[release] + days : remediationDays[release];
      if (days > 0) charge(remediationCost, release, days * dayCost * cost.scale(flop[release], clock.from));
    }
  }

  function gatesOf(release: number): number {
    let gates = 0;
    for (let place = release * width; place < (release + 1) * width; place++)
      if (releases.column.clearance[place] === CLEARANCE.gate) gates++;
    return gates;
  }

  return {
    begin() {
      seen = 0;
      variants.begin();
    },
    step() {
      if (!on || (world.reviews.rows === 0 && world.regimes.every((regime) => regime === null))) return;
      chargeReviews();
      chargeRemediation();
      variants.charge();
      regimes.charge();
    },
  };
}
