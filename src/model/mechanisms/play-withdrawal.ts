import {KINDS} from '../input.ts';
import type {Playing, Run} from '../mechanism.ts';
import {NEST} from '../world.ts';
import {SEGMENTS} from '../segments.ts';
import {complianceCost} from './compliance-cost.ts';

const DAYS = 365.25;
const EPOCH = 28; // days between choices
const OPEN = KINDS.indexOf('open');

/**
 * Lets developers take their product off a market where a fixed cost of rules on it exceeds what it earns there.
 *
 * The choice can be undone, so it compares what a year brings: the margin of today's customers, or, where that is
 * more, what a newcomer of its capability and appeal would make in the long run. Projects on grants spend these where
 * their users are. What was on sale comes back when it pays again. Reads regimes, shares, prices. Writes withdrawn.
 * Draws nothing.
 */
export function playWithdrawal(run: Run): Playing {
  const {world, clock} = run;
  const {developers} = world;
  const J = world.jurisdictions.length;
  const Z = SEGMENTS.length;
  const compliance = complianceCost(run);
  const alone = new Uint8Array(J);
  let nextEpoch = 0;
  let some = false; // somebody has withdrawn from somewhere

  /** Margin of a developer's customers in a jurisdiction, USD M per year. */
  function marginIn(row: number, j: number): number {
    const {price, unitCost} = developers.column;
    const share = run.market.share();
    const potential = run.market.spend();
    let units = 0;
    for (let c = j * Z; c < (j + 1) * Z; c++) units += potential[c] * share[row * J * Z + c];
    return (units * (price[row] - unitCost[row]) * DAYS) / (clock.to - clock.from);
  }

  /** What being on sale in a jurisdiction is worth a year, USD M. */
  function worthOf(row: number, j: number): number {
    const {kind, nest, otherIncome, capability, efficiency} = developers.column;
    const now = marginIn(row, j);
    if (kind[row] === OPEN) return now + otherIncome[row] * world.userShare[j];
    alone.fill(0);
    alone[j] = 1;
    return Math.max(now, run.market.prospect(alone, capability[row], efficiency[row], nest[row]));
  }

  function choose(row: number, j: number): void {
    const {sells, nest, withdrawn, latest} = developers.column;
    const at = row * J + j;
    if (sells[at] === 0 || latest[row] < 0 || nest[row] === NEST.underground) return;
    const cost = compliance.ofProduct(row, j);
    const out = cost > 0 && worthOf(row, j) < cost ? 1 : 0;
    if (out === 1) some = true;
    if (out === withdrawn[at]) return;
    withdrawn[at] = out;
    run.market.accessChanged(row, j);
    const what = out === 1 ? 'product withdrawn' : 'product returned';
    run.trace?.({day: clock.from, what, who: world.developerIds[row], where: world.jurisdictions[j]});
  }

  return {
    begin() {
      nextEpoch = 0;
      some = false;
    },
    step() {
      if (!some && world.regimes.every((regime) => regime === null || regime.product_cost === 0)) return;
      if (clock.from < nextEpoch) return;
      nextEpoch = clock.from + EPOCH;
      some = false;
      for (let n = 0; n < developers.liveCount; n++) for (let j = 0; j < J; j++) choose(developers.live[n], j);
    },
  };
}
