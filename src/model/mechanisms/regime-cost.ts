import {pow} from '../../numeric/pow.ts';
import type {Run} from '../mechanism.ts';
import {reaches} from '../threshold.ts';
import {type ActiveRegime, CLEARANCE} from '../world.ts';
import {type Charge, shareBorne} from './compliance-cost.ts';
import {isOnSale} from './products.ts';
import {createFixedShare} from './recognition.ts';

const DAYS = 365.25;

/** What regimes cost a developer whatever it releases. */
export interface RegimeCost {
  /** Charges the step's fixed costs: of gates, of the duty to report, and of products on sale. */
  charge(): void;
}

/**
 * Makes the fixed cost of regimes.
 *
 * The fixed cost of a gate begins with a developer's first submission there and falls with experience, its own and,
 * in part, the industry's.
 */
export function createRegimeCost(run: Run, charge: Charge): RegimeCost {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const fixed = run.number('compliance.fixed');
  const learning = run.number('compliance.learning');
  const spillover = run.number('compliance.spillover');
  const reporting = run.number('compliance.reporting');
  const small = run.number('compliance.small_revenue');
  const unrecognised = createFixedShare(run);
  const known = developers.extend({
    gates: ['i32', 'jurisdiction'], // its releases in the gate
    under: ['u8', 'jurisdiction'], // 1 from its first submission on
    since: ['f64', 'jurisdiction'], // day of that
  });

  /** Counts each developer's releases in each gate, and dates its first one. */
  function countGates(): void {
    const {gates, under, since} = known.column;
    const {clearance, developer, submitted} = releases.column;
    gates.fill(0, 0, developers.rows * J);
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      for (let j = 0; j < J; j++) {
        if (clearance[release * J + j] !== CLEARANCE.gate) continue;
        const at = developer[release] * J + j;
        gates[at]++;
        if (under[at] === 1) continue;
        under[at] = 1;
        since[at] = submitted[release * J + j];
      }
    }
  }

  const gated = (regime: ActiveRegime | null): regime is ActiveRegime => regime !== null && regime.stages.length > 0;

  /** Puts a regime's cost on the developer's releases in its gate, or else on its newest one. */
  function spread(row: number, j: number, amount: number): void {
    const {previous, clearance, staffCost} = releases.column;
    const {latest} = developers.column;
    const gates = known.column.gates[row * J + j];
    if (gates === 0) {
      charge(staffCost, latest[row], amount);
      return;
    }
    for (let r = latest[row]; r >= 0; r = previous[r])
      if (clearance[r * J + j] === CLEARANCE.gate) charge(staffCost, r, amount / gates);
  }

  function chargeGates(row: number, days: number): void {
    const {under, since} = known.column;
    const today = (clock.from + clock.to) / 2;
    for (let j = 0; j < J; j++) {
      const regime = world.regimes[j];
      if (under[row * J + j] === 0 || !gated(regime)) continue;
      const own = today - since[row * J + j];
      const industry = Math.max(today - regime.since, own);
      const n = Math.max(1, (own + spillover * (industry - own)) / DAYS);
      const yearly =
        fixed * pow(n, -learning) * unrecognised(under, row, j) * shareBorne(run, row, regime.relief, small);
      if (yearly > 0) spread(row, j, (yearly * days) / DAYS);
    }
  }

  function chargeDuties(row: number, days: number): void {
    const latest = developers.column.latest[row];
    if (latest < 0) return;
    for (let j = 0; j < J; j++) {
      const regime = world.regimes[j];
      if (regime === null || (regime.product_cost === 0 && regime.transparency === 'none')) continue;
      let yearly = isOnSale(run, row, j) ? regime.product_cost * developers.column.dataIntensity[row] : 0;
      if (reports(regime, row, j)) yearly += reporting;
      if (yearly > 0)
        charge(releases.column.staffCost, latest, (yearly * shareBorne(run, row, regime.relief, small) * days) / DAYS);
    }
  }

  /** Whether the duty to report falls on a developer: its newest release is large enough and it sells there. */
  function reports(regime: ActiveRegime, row: number, j: number): boolean {
    if (regime.transparency === 'none' || regime.binding === 'voluntary') return false;
    const {sells, latest} = developers.column;
    return sells[row * J + j] === 1 && reaches(world, regime.threshold, releases.column.flop[latest[row]]);
  }

  return {
    charge() {
      countGates();
      const days = clock.to - clock.from;
      for (let n = 0; n < developers.liveCount; n++) {
        chargeGates(developers.live[n], days);
        chargeDuties(developers.live[n], days);
      }
    },
  };
}
