import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import type {Market} from '../market.ts';
import type {Playing, Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import {NEST, NESTS} from '../world.ts';
import {createAppeal} from './appeal.ts';
import {createMarketSize} from './market-size.ts';
import {createNests, WIDTH} from './nests.ts';
import {createPrices} from './prices.ts';

const DAYS = 365.25;
const EPOCH_DAYS = 28; // prices and choices are remade every four weeks, and when an offer changes
const Z = SEGMENTS.length;

/**
 * Demand of every cell (jurisdiction x segment).
 *
 * Choice and inertia are by developer: it offers in a cell its best release that the segment may use
 * there. Reads access of releases, trust, efficiency. Writes shares, prices, revenue, margin, exposure.
 * Draws nothing.
 */
export function createDemand(run: Run): {market: Market; playing: Playing} {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const cells = J * Z;
  const chooses = run.on('demand');
  const priced = run.on('prices');
  const reconsider = -ln(1 - run.number('demand.switching')) / DAYS;
  const size = createMarketSize(run);
  const appeal = createAppeal(run);
  const nests = createNests(run, cells);
  const prices = createPrices(run, nests);
  const {sum, weight} = nests;
  const own = developers.extend({
    share: ['f64', 'cell'],
    attraction: ['f64', 'cell'], // exp(d / l); times the weight of its nest in the cell it is a choice probability
    offer: ['i32', 'cell'], // row of the release + 1, 0 for none
  });
  const offers = new Int32Array(cells * WIDTH); // developers with an offer, by nest
  const pull = NESTS.map(() => new Float64Array(cells)); // of the step: moving customers x weight, by nest
  const freed = new Float64Array(cells); // share of customers whose vendor is gone
  const keep = new Float64Array(cells);
  let changed = false; // some offer changed since the weights were computed
  let nextEpoch = 0;

  function refreshOffers(row: number, j: number): void {
    const {access, capability, offered, firstUse, previous} = releases.column;
    const {offer, share, attraction} = own.column;
    for (let z = 0; z < Z; z++) {
      let best = -1;
      if (Number.isNaN(developers.column.gone[row])) {
        for (let r = developers.column.latest[row]; r >= 0; r = previous[r]) {
          if ((access[r * J + j] & (1 << z)) === 0) continue;
          best = r; // the newest is the best: each release of a developer beats the one before
          break;
        }
      }
      const cell = j * Z + z;
      const at = row * cells + cell;
      const before = offer[at] - 1;
      if (before === best) continue;
      const nest = WIDTH * cell + developers.column.nest[row];
      const known = attraction[at];
      if (before >= 0) {
        offered[before]--;
        offers[nest]--;
      }
      if (best >= 0) {
        offered[best]++;
        offers[nest]++;
        if (Number.isNaN(firstUse[best])) firstUse[best] = clock.from;
        attraction[at] = worth(row, cell, capability[best]);
      } else {
        attraction[at] = 0;
        freed[cell] += share[at];
        share[at] = 0;
      }
      amend(nest, known, attraction[at]);
      offer[at] = best + 1;
    }
  }

  /** Appeal of capability `q` from a developer in a cell. */
  function worth(row: number, cell: number, q: number): number {
    const value = appeal.of(row, cell % Z, q);
    return appeal.isDeterred(row) ? value * appeal.deterrence(row, cell) : value;
  }

  /** Sums move by the difference until the next reappraisal adds them up afresh. */
  function amend(nest: number, before: number, now: number): void {
    sum[nest] = offers[nest] === 0 ? 0 : Math.max(sum[nest] + now - before, now);
    changed = true;
  }

  /** Lets a change of what deters customers act at once on an offer. */
  function revalue(row: number, cell: number): void {
    const {offer, attraction} = own.column;
    const at = row * cells + cell;
    if (offer[at] === 0) return;
    const before = attraction[at];
    attraction[at] = worth(row, cell, releases.column.capability[offer[at] - 1]);
    amend(WIDTH * cell + developers.column.nest[row], before, attraction[at]);
  }

  /** Recomputes the appeal of every offer at today's prices, trust and expectations. */
  function reappraise(): void {
    const {attraction, offer} = own.column;
    const {capability} = releases.column;
    const {nest} = developers.column;
    sum.fill(0);
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      const deterred = appeal.isDeterred(row);
      for (let z = 0; z < Z; z++) {
        let known = 0;
        let value = 0;
        for (let at = row * cells + z; at < (row + 1) * cells; at += Z) {
          if (offer[at] === 0) continue;
          if (offer[at] !== known) {
            known = offer[at];
            value = appeal.of(row, z, capability[known - 1]);
          }
          const cell = at - row * cells;
          attraction[at] = deterred ? value * appeal.deterrence(row, cell) : value;
          sum[WIDTH * cell + nest[row]] += attraction[at];
        }
      }
    }
    changed = true;
  }

  function weigh(): void {
    nests.weigh();
    changed = false;
  }

  /** Day 0: splits the customers that choose to be served in proportion to the installed bases. */
  function settle(): void {
    const {share} = own.column;
    for (let c = 0; c < cells; c++) {
      let installed = 0;
      let served = 0;
      for (let g = WIDTH * c; g < WIDTH * (c + 1); g++) served += sum[g] * weight[g];
      for (let row = 0; row < developers.rows; row++) installed += share[row * cells + c];
      if (installed === 0) continue;
      for (let row = 0; row < developers.rows; row++) share[row * cells + c] *= (chooses ? served : 1) / installed;
    }
  }

  /** Moves customers, books revenue and exposure. The one loop over developers and cells of every step. */
  function serve(): void {
    const {share, attraction, offer} = own.column;
    const {price, unitCost: cost, nest, revenue, margin} = developers.column;
    const {exposure, use} = releases.column;
    const potential = size.spend();
    const users = size.users();
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      exposure[release] = 0;
      use.fill(0, release * J, (release + 1) * J);
    }
    const days = clock.to - clock.from;
    const stay = exp(-reconsider * days);
    for (let c = 0; c < cells; c++) {
      const old = (chooses ? stay : 1) * size.stock();
      keep[c] = chooses ? old : 1;
      const moving = chooses ? 1 - old + old * freed[c] : 0;
      for (let g = 0; g < WIDTH; g++) pull[g][c] = moving * weight[WIDTH * c + g];
      freed[c] = 0;
    }
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      const move = pull[nest[row]];
      let units = 0;
      for (let j = 0, c = 0, at = row * cells; j < J; j++) {
        for (let z = 0; z < Z; z++, c++, at++) {
          if (offer[at] === 0) continue;
          const s = keep[c] * share[at] + move[c] * attraction[at];
          share[at] = s;
          units += potential[c] * s;
          exposure[offer[at] - 1] += users[c] * s;
          use[(offer[at] - 1) * J + j] += users[c] * s;
        }
      }
      revenue[row] = units * price[row];
      margin[row] = units * (price[row] - cost[row]);
    }
  }

  const perYear = (): number => DAYS / size.days(); // of the step that the size is about

  const market: Market = {
    accessChanged: refreshOffers,
    gain(row, j, q) {
      const {attraction} = own.column;
      const {price, unitCost: cost, nest} = developers.column;
      const potential = size.spend();
      let units = 0;
      for (let z = 0; z < Z; z++) {
        const c = j * Z + z;
        const at = row * cells + c;
        const better = worth(row, c, q);
        if (better <= attraction[at]) continue;
        units +=
          potential[c] *
          (nests.shareOf(c, attraction[at], better, nest[row]) - attraction[at] * weight[WIDTH * c + nest[row]]);
      }
      return units * (price[row] - cost[row]) * perYear();
    },
    prospect(sells, q, efficiency, nest = NEST.closed) {
      const potential = size.spend();
      let units = 0;
      for (let c = 0; c < cells; c++) {
        const j = Math.floor(c / Z);
        if (sells[j] === 0) continue;
        let attraction = appeal.ofNewcomer(c % Z, q, efficiency, prices.ofNewcomer(nest), nest);
        if (nest === NEST.underground) attraction *= appeal.undergroundDeterrence(j);
        units += potential[c] * nests.shareOf(c, 0, attraction, nest);
      }
      return units * (prices.ofNewcomer(nest) - prices.costOfNewcomer(nest)) * perYear();
    },
    growth: () => size.growth(),
    install(row, share) {
      for (let c = 0; c < cells; c++) {
        if (own.column.offer[row * cells + c] > 0) own.column.share[row * cells + c] = share;
      }
    },
    punishUsers(j, penalty) {
      if (!appeal.punishUsers(j, penalty)) return;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (developers.column.nest[row] !== NEST.underground) continue;
        for (let c = j * Z; c < (j + 1) * Z; c++) revalue(row, c);
      }
    },
    punishCustomers(row, j, z, penalty) {
      if (appeal.punishCustomers(row, j * Z + z, penalty)) revalue(row, j * Z + z);
    },
    priceNewcomer(row) {
      prices.introduce(row);
    },
    remove(row) {
      for (let j = 0; j < J; j++) refreshOffers(row, j);
    },
    share: () => own.column.share,
    spend: () => size.spend(),
  };

  const playing: Playing = {
    begin() {
      freed.fill(0);
      offers.fill(0);
      nests.clear();
      changed = true;
      nextEpoch = 0;
      size.begin();
      appeal.begin();
    },
    step() {
      size.step();
      if (clock.from >= nextEpoch) {
        appeal.expect(EPOCH_DAYS);
        nextEpoch += EPOCH_DAYS;
        reappraise();
        if (chooses) weigh();
        if (chooses && priced) prices.set(own.column.attraction, size.spend());
      } else if (changed && chooses) weigh();
      if (clock.from === 0) settle();
      serve();
    },
  };
  return {market, playing};
}
