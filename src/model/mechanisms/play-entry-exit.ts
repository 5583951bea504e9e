import {exp} from '../../numeric/exp.ts';
import {exponential, normal} from '../../numeric/distributions.ts';
import {childId, namedId} from '../../numeric/entity-id.ts';
import {capabilityOf} from '../capability.ts';
import {addDeveloper} from '../found.ts';
import {KINDS} from '../input.ts';
import type {Playing, Run} from '../mechanism.ts';
import type {Ledger} from './accounts.ts';
import {complianceCost} from './compliance-cost.ts';
import {entryExit} from './entry-exit.ts';

const DAYS = 365.25;
const QUARTER = 91;
const STARTUP = KINDS.indexOf('startup');

/** What outcomes may read of the capital market. */
export interface Deal {
  readonly day: number;
  readonly developer: number;
  readonly amount: number; // USD M
}

/**
 * Plays the life of start-ups: founding when it pays, a quarterly look at their own worth, rounds, exit.
 *
 * Reads regimes, margin, burn, publicFrontier. Writes developers, cash, closures, ledger, deals. Draws a waiting
 * time and a cost per idea, and one signal per start-up and quarter.
 */
export function playEntryExit(run: Run, ledger: Ledger, deals: Deal[]): Playing {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const enters = run.on('entry');
  const exits = run.on('exit');
  const funds = run.on('funding');
  const ideas = run.number('entry.ideas') / DAYS;
  const entryCost = run.number('entry.cost');
  const costSpread = run.number('entry.cost_spread');
  const computeGap = run.number('entry.compute_gap');
  const horizon = run.number('exit.horizon');
  const noise = run.number('exit.signal_noise');
  const nest = run.number('demand.nest');
  const spread = run.number('demand.taste_spread');
  const runway = run.number('funding.runway') / 12;
  const r = run.number('value.discount');
  const erosion = run.number('value.erosion');
  const imitation = run.number('imitation.rate');
  const imitationGap = run.number('imitation.gap');
  const capabilityAt = capabilityOf(run);
  const compliance = complianceCost(run);
  const hurdle = hurdleMultiple(r, erosion, run.number('funding.volatility'));
  const own = developers.extend({posterior: 'f64', precision: 'f64', quarters: 'i32', nextSignal: 'f64'});
  const idea = new Int32Array(J);
  const nextIdea = new Float64Array(J);
  const roots = new Int32Array(2 * J);
  const pair = new Int32Array(2);

  /** Present value of a margin that grows with the market and erodes, USD M. */
  function presentValue(margin: number): number {
    const rate = Math.min(run.market.growth(), 1) - r - erosion;
    return rate === 0 ? margin * horizon : (margin * (exp(rate * horizon) - 1)) / rate;
  }

  function waitForIdea(j: number): number {
    return exponential(run.draws.at(roots[2 * j], roots[2 * j + 1], idea[j], entryExit.decisions.idea)) / ideas;
  }

  function consider(j: number, day: number): void {
    const draws = run.draws.at(roots[2 * j], roots[2 * j + 1], idea[j], entryExit.decisions.idea);
    exponential(draws); // the waiting time of this idea
    const cost = entryCost * exp(costSpread * normal(draws));
    const sells = sellsFrom(j);
    const flop = (world.largest.length > 0 ? world.largest[0] : world.baseCompute) - computeGap;
    const capability = capabilityAt(flop, day);
    const toReview = gatedAt(j) ? compliance.ofReview(flop, 1, day) : 0;
    if (presentValue(run.market.prospect(sells, afterRunway(capability), 0)) <= cost + toReview) return;
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
    deals.push({day, developer: row, amount: cost});
    run.trace?.({day, what: 'founded', who: world.developerIds[row], where: world.jurisdictions[j]});
  }

  /** Capability that a founder expects to have imitated by the end of its runway. */
  function afterRunway(capability: number): number {
    const reach = world.publicFrontier - imitationGap;
    return reach > capability ? reach - (reach - capability) * exp(-imitation * runway) : capability;
  }

  const gatedAt = (j: number): boolean => (world.regimes[j]?.stages.length ?? 0) > 0;

  /** Start-ups sell wherever entrants of their jurisdiction do: all markets open to entry, or home alone. */
  function sellsFrom(j: number): Uint8Array {
    const sells = new Uint8Array(J);
    for (let k = 0; k < J; k++) sells[k] = openMarket[j] === openMarket[k] && openMarket[j] !== 0 ? 1 : 0;
    sells[j] = 1;
    return sells;
  }

  /** Bayes for a normal prior and normal signals of known noise. */
  function learn(row: number): void {
    if (spread === 0) return; // all alike: nothing to learn
    const {posterior, precision, quarters} = own.column;
    const draws = run.draws.at(
      developers.idLow[row],
      developers.idHigh[row],
      quarters[row],
      entryExit.decisions.signal,
    );
    const signal = developers.column.efficiency[row] + noise * normal(draws);
    if (quarters[row] === 0) precision[row] = 1 / (spread * spread);
    const more = 1 / (noise * noise);
    posterior[row] = (posterior[row] * precision[row] + signal * more) / (precision[row] + more);
    precision[row] += more;
    quarters[row]++;
  }

  /** Margin per year that a start-up expects: today's, corrected from its true to its believed appeal. */
  function believedMargin(row: number): number {
    const {margin, efficiency, latest, capability} = developers.column;
    const belief = own.column.posterior[row];
    const perYear = DAYS / (clock.to - clock.from);
    const now = margin[row] * perYear * exp((belief - efficiency[row]) / nest);
    if (latest[row] >= 0) return now;
    return Math.max(now, run.market.prospect(sellsOf(row), capability[row], belief));
  }

  const sellsOf = (row: number): Uint8Array => developers.column.sells.subarray(row * J, (row + 1) * J);

  function decide(row: number): void {
    const {cash, burn} = developers.column;
    const value = presentValue(believedMargin(row));
    const need = Math.max(burn[row], 0) * runway;
    if (funds && cash[row] < need / 3 && value >= hurdle * need && need > 0) {
      cash[row] += need;
      ledger.investors -= need;
      deals.push({day: clock.from, developer: row, amount: need});
    }
    // Owners with money in the bank keep the option to go on open: they close when neither value nor cash carries a quarter.
    if (exits && value + cash[row] < Math.max(burn[row], 0) * (QUARTER / DAYS)) leave(row, 'no value left');
  }

  function leave(row: number, why: string): void {
    developers.column.gone[row] = clock.from;
    const {access, previous} = releases.column;
    for (let release = developers.column.latest[row]; release >= 0; release = previous[release]) {
      access.fill(0, release * J, (release + 1) * J);
    }
    world.closures.push(row);
    run.market.remove(row);
    ledger.investors += developers.column.cash[row];
    developers.column.cash[row] = 0;
    developers.retire(row);
    run.trace?.({day: clock.from, what: 'closed', who: world.developerIds[row], detail: {why}});
  }

  const openMarket = run.input.world.jurisdictions.map(({entry}) => (entry ? 1 : 0));

  return {
    begin() {
      idea.fill(0);
      for (let j = 0; j < J; j++) {
        namedId(pair, `founders of ${world.jurisdictions[j]}`);
        roots.set(pair, 2 * j);
        nextIdea[j] = openMarket[j] === 1 && ideas > 0 ? waitForIdea(j) : Infinity;
      }
    },
    step() {
      const {kind, cash, born} = developers.column;
      for (let n = developers.liveCount - 1; n >= 0; n--) {
        const row = developers.live[n];
        if (kind[row] !== STARTUP) continue;
        if (own.column.nextSignal[row] === 0) own.column.nextSignal[row] = born[row] + QUARTER;
        if (clock.from >= own.column.nextSignal[row]) {
          own.column.nextSignal[row] += QUARTER;
          learn(row);
          decide(row);
        }
        if (exits && cash[row] < 0 && Number.isNaN(developers.column.gone[row])) leave(row, 'out of cash');
      }
      if (!enters) return;
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

/** beta1 / (beta1 - 1) of Dixit & Pindyck: how far value must exceed cost before it pays not to wait. */
export function hurdleMultiple(r: number, d: number, volatility: number): number {
  const s2 = volatility * volatility;
  const drift = (r - d) / s2 - 0.5;
  const beta = -drift + Math.sqrt(drift * drift + (2 * r) / s2);
  return beta / (beta - 1);
}
