import {exp} from '../../numeric/exp.ts';
import {KINDS, type Regime} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import {log10Flop, reaches} from '../threshold.ts';
import {complianceCost} from './compliance-cost.ts';
import {createLobbyMarket, exitChance, type LobbyMarket, worthOfRules} from './lobby.ts';
import type {Rules} from './rules.ts';

const DAYS = 365.25;
const STARTUP = KINDS.indexOf('startup');

/**
 * Makes the lobby of developers: the rung of a jurisdiction's ladder that pays them best, as a share of the ladder.
 *
 * It expects of a regime its fixed cost, its reviews at the present cadence, its floors and decisions without queues
 * as lost value of sales there, and nothing of what happens elsewhere. Reads shares, prices, cash. Draws nothing.
 */
export function createLobby(run: Run, rules: Rules): (j: number) => number {
  const {world, clock} = run;
  const {developers} = world;
  const Z = SEGMENTS.length;
  const J = world.jurisdictions.length;
  const costs = run.on('costs');
  const fixed = run.number('compliance.fixed');
  const reporting = run.number('compliance.reporting');
  const small = run.number('compliance.small_revenue');
  const cost = complianceCost(run);
  const rate = run.number('value.discount') + run.number('value.erosion');
  const service = run.number('service.mean_days');
  const decision = run.number('gate.approval_days');
  const participation = run.number('voluntary.participation');
  const horizon = run.number('capture.horizon');
  const exits = run.on('exit');
  const stepsPerYear = DAYS / run.input.step_days;
  const perRun = KINDS.map((kind) => DAYS / run.member('research.cycle_days', kind)); // releases a year
  let market: LobbyMarket = createLobbyMarket(0);
  let rows = new Int32Array(0);

  /** Days from submission to public access if nothing is found and nobody queues. */
  function days({stages, clock_days: limit, on_expiry: expiry}: Regime): number {
    let sum = 0;
    for (let k = 0; k < stages.length - 1; k++) {
      const {min_days: floor, evaluations, approvals} = stages[k];
      const work = evaluations > 0 ? service : 0;
      const review = limit === null || expiry === 'none' ? work : Math.min(work, limit);
      sum += Math.max(floor, review) + (approvals + (stages[k + 1].sign_off ? 1 : 0)) * decision;
    }
    return sum;
  }

  const covered = (row: number, {stages, open_weights: open}: Regime): boolean =>
    stages.length > 0 && !(developers.column.open[row] === 1 && open === 'exempt');

  /** F_i, USD M per year, of a developer that takes part. */
  function dues(row: number, regime: Regime, reviews: number): number {
    if (!costs) return 0;
    const {kind, compute, revenue, dataIntensity} = developers.column;
    const large = reaches(world, regime.threshold, compute[row]);
    let yearly = regime.product_cost * dataIntensity[row];
    if (large && regime.transparency !== 'none' && regime.binding === 'mandatory') yearly += reporting;
    if (large && covered(row, regime)) yearly += fixed;
    if (revenue[row] * stepsPerYear < small) yearly *= 1 - regime.relief;
    if (!large || !covered(row, regime)) return yearly;
    return yearly + perRun[kind[row]] * cost.ofReview(compute[row], reviews, clock.from);
  }

  /** Share of a developer's sales there that a regime would cost it. */
  function lost(row: number, regime: Regime, wait: number): number {
    const {compute, open} = developers.column;
    const {moratorium_flop: frozen, banned, bans} = regime;
    const hit = banned === 'all' || (banned === 'uncleared_open' && open[row] === 1);
    if (hit && (bans.includes('hosting') || bans.includes('use'))) return 1;
    // A training run that is forbidden is one delayed beyond the horizon.
    const stopped = bans.includes('development') && (banned !== 'uncleared_open' || open[row] === 1);
    const halted = frozen !== null && compute[row] > log10Flop(frozen);
    if (halted || (stopped && reaches(world, regime.threshold, compute[row]))) return 1 - exp(-rate * horizon);
    return covered(row, regime) && reaches(world, regime.threshold, compute[row]) ? 1 - exp(-rate * (wait / DAYS)) : 0;
  }

  /** Who sells there, and how much. */
  function survey(j: number): void {
    if (rows.length < developers.liveCount) {
      rows = new Int32Array(developers.liveCount * 2);
      market = createLobbyMarket(rows.length);
    }
    const potential = run.market.spend();
    const held = run.market.share();
    const {price, unitCost, kind} = developers.column;
    let everyone = 0;
    for (let c = j * Z; c < (j + 1) * Z; c++) everyone += potential[c];
    market.count = 0;
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      let units = 0;
      for (let c = j * Z; c < (j + 1) * Z; c++) units += potential[c] * held[row * J * Z + c];
      if (units === 0) continue;
      const i = market.count++;
      rows[i] = row;
      market.share[i] = units / everyone;
      market.spend[i] = units * price[row] * stepsPerYear;
      market.profit[i] = units * (price[row] - unitCost[row]) * stepsPerYear;
      market.fringe[i] = kind[row] === STARTUP && exits ? 1 : 0;
    }
  }

  function suppose(regime: Regime): void {
    const {cash, margin} = developers.column;
    const wait = days(regime);
    let reviews = 0;
    for (let k = 0; k < regime.stages.length - 1; k++) reviews += regime.stages[k].evaluations;
    for (let i = 0; i < market.count; i++) {
      const row = rows[i];
      const part = regime.binding === 'voluntary' ? participation : 1;
      const delay = lost(row, regime, wait) * Math.max(market.profit[i], 0);
      market.burden[i] = part * (dues(row, regime, reviews) + delay);
      market.exit[i] =
        market.fringe[i] === 1 ? exitChance(market.burden[i], cash[row], margin[row] * stepsPerYear, horizon) : 0;
    }
  }

  return (j) => {
    const rungs = rules.ladder(j);
    survey(j);
    let best = 0;
    let most = -Infinity;
    for (let rung = 0; rung <= rungs; rung++) {
      const regime = rules.preview(j, rung);
      if (regime !== null) suppose(regime);
      const worth = regime === null ? 0 : worthOfRules(market);
      if (worth <= most) continue; // of equals the mildest
      most = worth;
      best = rung;
    }
    return best / rungs;
  };
}
