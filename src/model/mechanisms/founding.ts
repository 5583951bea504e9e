import {exp} from '../../numeric/exp.ts';
import {exponential, normal} from '../../numeric/distributions.ts';
import {childId, namedId} from '../../numeric/entity-id.ts';
import {capabilityOf} from '../capability.ts';
import {addDeveloper} from '../found.ts';
import {KINDS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import type {Ledger} from './accounts.ts';
import {complianceCost} from './compliance-cost.ts';
import {entryExit} from './entry-exit.ts';
import type {Outlook} from './outlook.ts';
import type {Deal} from './rounds.ts';
import type {Valuation} from './valuation.ts';

const DAYS = 365.25;
const STARTUP = KINDS.indexOf('startup');

/** The founding of start-ups. */
export interface Founding {
  begin(): void;
  /** Plays the ideas of a step: each becomes a start-up if that pays. */
  step(): void;
}

/**
 * Makes founding: entry while the expected value exceeds the capital and the expected cost of rules (Hopenhayn 1992).
 *
 * Reads regimes, publicFrontier, the market. Writes developers, ledger, deals. Draws a waiting time, a cost and a
 * reach per idea.
 */
export function createFounding(run: Run, ledger: Ledger, deals: Deal[], outlook: Outlook, worth: Valuation): Founding {
  const {world, clock} = run;
  const J = world.jurisdictions.length;
  const ideas = run.number('entry.ideas') / DAYS;
  const entryCost = run.number('entry.cost');
  const costSpread = run.number('entry.cost_spread');
  const computeGap = run.number('entry.compute_gap');
  const localShare = run.number('entry.local_share');
  const capabilityAt = capabilityOf(run);
  const compliance = complianceCost(run);
  const openMarket = run.input.world.jurisdictions.map(({entry}) => (entry ? 1 : 0));
  const idea = new Int32Array(J);
  const nextIdea = new Float64Array(J);
  const roots = new Int32Array(2 * J);
  const pair = new Int32Array(2);
  const sells = new Uint8Array(J);
  const alone = new Uint8Array(J);

  const drawsOf = (j: number) => run.draws.at(roots[2 * j], roots[2 * j + 1], idea[j], entryExit.decisions.idea);
  const waitForIdea = (j: number): number => exponential(drawsOf(j)) / ideas;

  /** Start-ups sell wherever entrants of their jurisdiction do, or, local ones, at home alone. */
  function aimAt(j: number, local: boolean): void {
    for (let k = 0; k < J; k++) sells[k] = !local && openMarket[j] === openMarket[k] && openMarket[j] !== 0 ? 1 : 0;
    sells[j] = 1;
  }

  /** Expected value less the expected cost of rules; leaves out of `sells` the places whose rules cost more than they yield. */
  function netValue(home: number, flop: number, capability: number, day: number): number {
    const q = worth.laterCapability(capability);
    if (world.regimes.every((regime) => regime === null))
      return worth.ofMargin(run.market.prospect(sells, q, 0)) * outlook.kept(sells, flop);
    let value = 0;
    let rules = 0;
    for (let j = 0; j < J; j++) {
      if (sells[j] === 0) continue;
      const regime = world.regimes[j];
      alone.fill(0);
      alone[j] = 1;
      const here = worth.ofMargin(run.market.prospect(alone, q, 0));
      const cost = compliance.ofEntry(regime, outlook.covered(regime, flop), flop, day);
      const toPay = cost.once + worth.ofCost(cost.yearly);
      if (here < toPay && j !== home) {
        sells[j] = 0;
        continue;
      }
      value += here;
      rules += toPay;
    }
    return value * outlook.kept(sells, flop) - rules;
  }

  function consider(j: number, day: number): void {
    const draws = drawsOf(j);
    exponential(draws); // the waiting time of this idea
    const cost = entryCost * exp(costSpread * normal(draws));
    aimAt(j, draws.uniform() < localShare);
    const flop = (world.largest.length > 0 ? world.largest[0] : world.baseCompute) - computeGap;
    const capability = capabilityAt(flop, day);
    if (netValue(j, flop, capability, day) <= cost) return;
    childId(pair, roots[2 * j], roots[2 * j + 1], clock.tick, idea[j], STARTUP);
    const row = addDeveloper(run, {
      idLow: pair[0],
      idHigh: pair[1],
      name: `${world.jurisdictions[j]}-entrant-${idea[j] + 1}`,
      kind: STARTUP,
      home: j,
      sells,
      open: false,
      compute: flop,
      capability,
      cash: cost,
      otherIncome: 0,
      safetySpend: null,
      day,
    });
    ledger.investors -= cost;
    deals.push({day, developer: row, amount: cost, mega: false});
    run.trace?.({day, what: 'founded', who: world.developerIds[row], where: world.jurisdictions[j]});
  }

  return {
    begin() {
      idea.fill(0);
      for (let j = 0; j < J; j++) {
        const {id, key = id} = run.input.world.jurisdictions[j];
        namedId(pair, `founders of ${key}`);
        roots.set(pair, 2 * j);
        nextIdea[j] = openMarket[j] === 1 && ideas > 0 ? waitForIdea(j) : Infinity;
      }
    },
    step() {
      for (let j = 0; j < J; j++) {
        while (nextIdea[j] < clock.to) {
          const day = nextIdea[j];
          consider(j, day);
          idea[j]++;
          nextIdea[j] = day + waitForIdea(j);
        }
      }
    },
  };
}
