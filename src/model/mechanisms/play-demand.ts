import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import type {Market} from '../market.ts';
import type {Playing, Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import {createAppeal} from './appeal.ts';
import {createMarketSize} from './market-size.ts';
import {createNests} from './nests.ts';
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
  const offers = new Int32Array(cells * 2); // developers with an offer, by nest
  const pull = [new Float64Array(cells), new Float64Array(cells)]; // of the step: moving customers x weight, by nest
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
      const nest = 2 * cell + developers.column.open[row];
      const known = attraction[at];
      if (before >= 0) {
        offered[before]--;
        offers[nest]--;
      }
      if (best >= 0) {
        offered[best]++;
        offers[nest]++;
        if (Number.isNaN(firstUse[best])) firstUse[best] = clock.from;
        attraction[at] = appeal.of(row, z, capability[best]);
      } else {
        attraction[at] = 0;
        freed[cell] += share[at];
        share[at] = 0;
      }
      // Sums move by the difference until the next reappraisal adds them up afresh.
      sum[nest] = offers[nest] === 0 ? 0 : Math.max(sum[nest] + attraction[at] - known, attraction[at]);
      offer[at] = best + 1;
      changed = true;
    }
  }

  /** Recomputes the appeal of every offer at today's prices, trust and expectations. */
  function reappraise(): void {
    const {attraction, offer} = own.column;
    const {capability} = releases.column;
    const {open} = developers.column;
    sum.fill(0);
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      for (let z = 0; z < Z; z++) {
        let known = 0;
        let value = 0;
        for (let at = row * cells + z; at < (row + 1) * cells; at += Z) {
          if (offer[at] === 0) continue;
          if (offer[at] !== known) {
            known = offer[at];
            value = appeal.of(row, z, capability[known - 1]);
          }
          attraction[at] = value;
          sum[2 * (at - row * cells) + open[row]] += value;
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
      const served = sum[2 * c] * weight[2 * c] + sum[2 * c + 1] * weight[2 * c + 1];
      for (let row = 0; row < developers.rows; row++) installed += share[row * cells + c];
      if (installed === 0) continue;
      for (let row = 0; row < developers.rows; row++) share[row * cells + c] *= (chooses ? served : 1) / installed;
    }
  }

  /** Moves customers, books revenue and exposure. The one loop over developers and cells of every step. */
  function serve(): void {
    const {share, attraction, offer} = own.column;
    const {price, unitCost: cost, open, revenue, margin} = developers.column;
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
      pull[0][c] = moving * weight[2 * c];
      pull[1][c] = moving * weight[2 * c + 1];
      freed[c] = 0;
    }
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      const move = pull[open[row]];
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
      const {price, unitCost: cost, open} = developers.column;
      const potential = size.spend();
      let units = 0;
      for (let z = 0; z < Z; z++) {
        const c = j * Z + z;
        const at = row * cells + c;
        const better = appeal.of(row, z, q);
        if (better <= attraction[at]) continue;
        units +=
          potential[c] *
          (nests.shareOf(c, attraction[at], better, open[row]) - attraction[at] * weight[2 * c + open[row]]);
      }
      return units * (price[row] - cost[row]) * perYear();
    },
    prospect(sells, q, efficiency) {
      const potential = size.spend();
      let units = 0;
      for (let c = 0; c < cells; c++) {
        if (sells[Math.floor(c / Z)] === 0) continue;
        const attraction = appeal.ofNewcomer(c % Z, q, efficiency, prices.newcomer);
        units += potential[c] * nests.shareOf(c, 0, attraction, 0);
      }
      return units * prices.markup * perYear();
    },
    growth: () => size.growth(),
    install(row, share) {
      for (let c = 0; c < cells; c++) {
        if (own.column.offer[row * cells + c] > 0) own.column.share[row * cells + c] = share;
      }
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
