import {exp} from '../../numeric/exp.ts';
import {exponential} from '../../numeric/distributions.ts';
import {KINDS} from '../input.ts';
import type {Playing, Run} from '../mechanism.ts';
import type {Ledger} from './accounts.ts';
import {complianceCost} from './compliance-cost.ts';
import {entryExit} from './entry-exit.ts';
import {createFounding} from './founding.ts';
import {exitMultiple} from './hurdle.ts';
import {createLearning} from './learning.ts';
import {createOutlook} from './outlook.ts';
import {createRounds, type Deal} from './rounds.ts';
import {createValuation} from './valuation.ts';

const DAYS = 365.25;
const QUARTER = 91;
const STARTUP = KINDS.indexOf('startup');
const OPEN = KINDS.indexOf('open');

/**
 * Plays the life of start-ups: founding when it pays, a quarterly look at their own worth, rounds, exit; and the end
 * of the grants that open projects live on.
 *
 * Reads regimes, margin, burn, withdrawn. Writes developers, cash, closures, ledger, deals. Draws a waiting time for the end of
 * each project's grants.
 */
export function playEntryExit(run: Run, ledger: Ledger, deals: Deal[]): Playing {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const enters = run.on('entry');
  const exits = run.on('exit');
  const nest = run.number('demand.nest');
  const scrap = run.number('exit.scrap');
  const grantEnd = run.number('exit.grant_end') / DAYS;
  const overhead = run.member('accounts.overhead', 'startup');
  const closing = exitMultiple(
    run.number('value.discount'),
    run.number('value.erosion'),
    run.number('funding.volatility'),
  );
  const compliance = complianceCost(run);
  const worth = createValuation(run);
  const outlook = createOutlook(run);
  const learning = createLearning(run);
  const rounds = createRounds(run, ledger, deals, outlook);
  const founding = createFounding(run, ledger, deals, outlook, worth);
  const places = new Uint8Array(J);
  const own = developers.extend({nextSignal: 'f64', grantsEnd: 'f64'}); // days

  /**
   * Margin per year that a start-up expects: today's, corrected from its true to its believed appeal, or what a
   * newcomer would make that has what it expects to have by the end of a runway.
   */
  function believedMargin(row: number): number {
    const {margin, efficiency, capability} = developers.column;
    const belief = learning.belief(row);
    const perYear = DAYS / (clock.to - clock.from);
    const now = margin[row] * perYear * exp((belief - efficiency[row]) / nest);
    return Math.max(now, run.market.prospect(places, worth.laterCapability(capability[row]), belief));
  }

  /** Sets the places a start-up counts on: where it sells, but for markets abroad from which it has withdrawn. */
  function lookAround(row: number): void {
    const {sells, withdrawn, home} = developers.column;
    for (let j = 0; j < J; j++) {
      const at = row * J + j;
      places[j] = sells[at] === 1 && (withdrawn[at] === 0 || j === home[row]) ? 1 : 0;
    }
  }

  /** What rules cost there whatever is released, USD M per year. */
  function costOfRules(row: number): number {
    const {compute} = developers.column;
    let yearly = 0;
    for (let j = 0; j < J; j++) {
      const regime = world.regimes[j];
      if (places[j] === 0 || regime === null) continue;
      yearly += compliance.ofEntry(regime, outlook.covered(regime, compute[row]), compute[row], clock.from).yearly;
    }
    return yearly;
  }

  function decide(row: number): void {
    lookAround(row);
    const value = worth.ofMargin(believedMargin(row)) * outlook.kept(places, developers.column.compute[row]);
    const rules = costOfRules(row);
    const cost = worth.ofCost(overhead + rules) + scrap * overhead;
    // Closing cannot be undone, so it waits until value is well below cost; cash in the bank is the owners' either way.
    if (exits && value < closing * cost) leave(row, 'no value left');
    else rounds.seek(row, value - worth.ofCost(rules), learning.quarters(row)); // as founders reckon it
  }

  function leave(row: number, why: string): void {
    const {gone, latest, cash, kind} = developers.column;
    gone[row] = clock.from;
    const {access, previous} = releases.column;
    for (let release = latest[row]; release >= 0; release = previous[release]) {
      access.fill(0, release * J, (release + 1) * J);
    }
    world.closures.push(row);
    run.market.remove(row);
    const sold = kind[row] === STARTUP ? scrap * overhead : 0;
    ledger.investors += cash[row] + sold;
    ledger.customers -= sold;
    cash[row] = 0;
    developers.retire(row);
    run.trace?.({day: clock.from, what: 'closed', who: world.developerIds[row], detail: {why}});
  }

  /** An open project lives on grants until they end, then on what it has left. */
  function watchGrants(row: number): void {
    const {grantsEnd} = own.column;
    if (grantsEnd[row] === 0) {
      const draws = run.draws.at(developers.idLow[row], developers.idHigh[row], 0, entryExit.decisions.grant);
      grantsEnd[row] = developers.column.born[row] + exponential(draws) / grantEnd;
    }
    if (clock.from >= grantsEnd[row]) developers.column.otherIncome[row] = 0;
  }

  function lookAt(row: number): void {
    const {kind, cash, born, gone} = developers.column;
    if (kind[row] === OPEN && exits && grantEnd > 0) watchGrants(row);
    if (kind[row] === STARTUP) {
      const {nextSignal} = own.column;
      if (nextSignal[row] === 0) nextSignal[row] = born[row] + QUARTER;
      if ((clock.from + clock.to) / 2 >= nextSignal[row]) {
        nextSignal[row] += QUARTER;
        learning.learn(row);
        decide(row);
      }
    }
    if ((kind[row] === STARTUP || kind[row] === OPEN) && exits && cash[row] < 0 && Number.isNaN(gone[row]))
      leave(row, 'out of cash');
  }

  return {
    begin() {
      outlook.begin();
      founding.begin();
    },
    step() {
      outlook.update();
      for (let n = developers.liveCount - 1; n >= 0; n--) lookAt(developers.live[n]);
      if (enters) founding.step();
    },
  };
}
