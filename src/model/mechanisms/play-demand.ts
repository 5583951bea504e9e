import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import type {Market} from '../market.ts';
import type {Playing, Run} from '../mechanism.ts';
import {EVERYONE, SEGMENTS} from '../segments.ts';
import {NEST, NESTS} from '../world.ts';
import {createAppeal} from './appeal.ts';
import {createEvaders} from './evaders.ts';
import {createGatekeepers} from './gatekeepers.ts';
import {createMarketSize} from './market-size.ts';
import {createMultihoming} from './multihoming.ts';
import {createNests, WIDTH} from './nests.ts';
import {createOffers} from './offers.ts';
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
  const gatekeepers = createGatekeepers(run, size);
  const own = developers.extend({share: ['f64', 'cell']});
  const multi = createMultihoming(run, nests);
  const evaders = createEvaders(run, nests, multi);
  const offers = createOffers(run, {nests, appeal, gatekeepers, multi, evaders}, (row, cell) => {
    if (evaders.has(row)) evaders.leave(cell, own.column.share[row * cells + cell]);
    freed[cell] += own.column.share[row * cells + cell];
    own.column.share[row * cells + cell] = 0;
  });
  const pull = NESTS.map(() => new Float64Array(cells)); // of the step: moving customers x weight, by nest
  const freed = new Float64Array(cells); // share of customers whose vendor is gone
  const keep = new Float64Array(cells);
  const newcomer = new Float64Array(Z); // appeal of a newcomer, by segment
  let nextEpoch = 0;

  /** Lets hosts look at their duties, and offers follow. */
  function lookAtDuties(): void {
    gatekeepers.look((j) => {
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (developers.column.nest[row] !== NEST.open) continue;
        offers.refresh(row, j);
        for (let c = j * Z; c < (j + 1) * Z; c++) offers.revalue(row, c);
      }
    });
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
    const {share} = own.column;
    const {offer} = offers.column;
    const drawn = offers.drawn();
    const {price, unitCost: cost, nest, revenue, margin} = developers.column;
    const {exposure, use} = releases.column;
    const potential = size.spend();
    const users = size.users();
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      exposure[release] = 0;
      for (let at = release * J; at < (release + 1) * J; at++) use[at] = 0; // for so few faster than fill
    }
    const days = clock.to - clock.from;
    const stay = exp(-reconsider * days);
    for (let c = 0; c < cells; c++) {
      const old = (chooses ? stay : 1) * size.stock();
      keep[c] = chooses ? old : 1;
      const moving = chooses ? 1 - old + old * (freed[c] / evaders.others(c)) : 0;
      const scale = multi ? moving * multi.scale(c) : moving;
      for (let g = 0; g < WIDTH; g++) pull[g][c] = scale * weight[WIDTH * c + g];
      freed[c] = 0;
    }
    if (chooses && evaders.move(days, share, offers.column.attraction)) {
      for (let c = 0; c < cells; c++) {
        keep[c] *= evaders.kept(c);
        for (let g = 0; g < WIDTH; g++) pull[g][c] *= evaders.others(c);
      }
    }
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      const move = pull[nest[row]];
      const evading = evaders.has(row);
      let units = 0;
      let sold = -1; // release of the cell before, and its use so far, in all and in this jurisdiction
      let exposed = 0;
      for (let j = 0, c = 0, at = row * cells; j < J; j++) {
        let here = sold < 0 ? 0 : use[sold * J + j];
        for (let z = 0; z < Z; z++, c++, at++) {
          const release = offer[at] - 1;
          if (release < 0) continue;
          if (release !== sold) {
            if (sold >= 0) {
              exposure[sold] = exposed;
              use[sold * J + j] = here;
            }
            sold = release;
            exposed = exposure[sold];
            here = use[sold * J + j];
          }
          const s = evading ? share[at] : keep[c] * share[at] + move[c] * drawn[at];
          share[at] = s;
          units += potential[c] * s;
          exposed += users[c] * s;
          here += users[c] * s;
        }
        if (sold >= 0) use[sold * J + j] = here;
      }
      if (sold >= 0) exposure[sold] = exposed;
      revenue[row] = units * price[row];
      margin[row] = units * (price[row] - cost[row]);
    }
  }

  const perYear = (): number => DAYS / size.days(); // of the step that the size is about

  const market: Market = {
    accessChanged(row, j) {
      offers.refresh(row, j);
    },
    gain(row, j, q, segments = EVERYONE) {
      const {attraction} = offers.column;
      const {price, unitCost: cost, liabilityPerUnit: liable, nest} = developers.column;
      const potential = size.spend();
      let units = 0;
      for (let z = 0; z < Z; z++) {
        if ((segments & (1 << z)) === 0) continue;
        const c = j * Z + z;
        const at = row * cells + c;
        const better = offers.worth(row, c, q);
        const now = offers.accessibleWorth(row, c);
        if (better <= now) continue;
        const held =
          now === attraction[at]
            ? now * weight[WIDTH * c + nest[row]]
            : nests.shareOf(c, attraction[at], now, nest[row]);
        // At the tilt of today, in as far as buyers have several vendors.
        const tilt = multi ? multi.tiltOf(row, c) : 1;
        units += potential[c] * (nests.shareOf(c, attraction[at], better, nest[row]) - held) * tilt;
      }
      return units * (price[row] - cost[row] - liable[row]) * perYear();
    },
    prospect(sells, q, efficiency, nest = NEST.closed) {
      const potential = size.spend();
      const price = prices.ofNewcomer(nest);
      for (let z = 0; z < Z; z++) newcomer[z] = appeal.ofNewcomer(z, q, efficiency, price, nest);
      let units = 0;
      for (let j = 0; j < J; j++) {
        if (sells[j] === 0) continue;
        const left = nest === NEST.underground ? appeal.undergroundDeterrence(j) : 1;
        for (let z = 0, c = j * Z; z < Z; z++, c++) {
          units += potential[c] * nests.shareOf(c, 0, newcomer[z] * left, nest) * (multi ? multi.tiltOfSmall(c) : 1);
        }
      }
      return units * (prices.ofNewcomer(nest) - prices.costOfNewcomer(nest)) * perYear();
    },
    growth: () => size.growth(),
    install(row, share) {
      for (let c = 0; c < cells; c++) {
        if (offers.column.offer[row * cells + c] > 0) own.column.share[row * cells + c] = share;
      }
    },
    punishUsers(j, penalty) {
      if (!appeal.punishUsers(j, penalty)) return;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (developers.column.nest[row] !== NEST.underground) continue;
        for (let c = j * Z; c < (j + 1) * Z; c++) offers.revalue(row, c);
      }
    },
    punishCustomers(row, j, z, penalty) {
      if (appeal.punishCustomers(row, j * Z + z, penalty)) offers.revalue(row, j * Z + z);
    },
    priceNewcomer(row) {
      prices.introduce(row);
    },
    moveTo(row, nest) {
      offers.transfer(row, () => {
        developers.column.nest[row] = nest;
        prices.introduce(row);
      });
    },
    remove(row) {
      for (let j = 0; j < J; j++) offers.refresh(row, j);
    },
    evade(row, lag, supplied) {
      evaders.set(row, lag, supplied);
    },
    choice: (row, cell) =>
      // Who evades a ban has left the market of those who do not.
      evaders.has(row)
        ? 0
        : offers.column.attraction[row * cells + cell] * weight[WIDTH * cell + developers.column.nest[row]],
    accessible: (row, cell) => offers.accessible(row, cell),
    surplus(cell) {
      const worth = chooses ? nests.worth[cell] : NaN;
      // CS = (M / a_p) ln sum_g D_g^l, less what the outside good alone is worth.
      return worth < Infinity ? (size.spend()[cell] / appeal.sensitivity(cell % Z)) * ln(worth) : NaN;
    },
    share: () => own.column.share,
    spend: () => size.spend(),
  };

  const playing: Playing = {
    begin() {
      freed.fill(0);
      evaders.begin();
      nextEpoch = 0;
      size.begin();
      appeal.begin();
      gatekeepers.begin();
      offers.begin();
      multi?.begin();
    },
    step() {
      size.step();
      offers.sellTested();
      lookAtDuties();
      const epoch = clock.from >= nextEpoch;
      if (epoch) {
        nextEpoch += EPOCH_DAYS;
        appeal.expect(EPOCH_DAYS);
        offers.reappraise();
      }
      if (chooses && offers.tookChange()) nests.weigh();
      if (epoch) multi?.rank(offers.column.attraction, evaders.wanted(offers.column.attraction));
      if (chooses && priced && epoch) prices.set(offers.column.attraction, size.spend());
      if (clock.from === 0) settle();
      serve();
    },
  };
  return {market, playing};
}
