import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {pow} from '../../numeric/pow.ts';
import type {Market} from '../market.ts';
import type {Mechanism, Playing, Run} from '../mechanism.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';
import {createMarketSize} from './market-size.ts';

const DAYS = 365.25;
const EPOCH_DAYS = 28; // prices and choices are remade every four weeks, and when an offer changes
const Z = SEGMENTS.length;

const pure = {type: 'number', group: 'market', min: 0, max: Infinity} as const;

/** Numbers of demand and prices. */
export const demand = {
  id: 'demand',
  title: 'Demand: nested logit by developer, with inertia, and prices',
  equation:
    'u = a_q q - a_p p + a_t trust + theta; s_j = s_{j|g} s_g, s_{j|g} = exp(d/l)/D_g, s_g = D_g^l / sum_h D_h^l; ' +
    'p - c = l / (a_p [1 - (1 - l) s_{j|g} - l s_j]); only new and reconsidering customers choose',
  limit: 'n identical developers without an outside good: shares 1/n, HHI 10000/n, markup 1/(a_p (1 - 1/n)).',
  source: 'Berry (1994); Anderson, de Palma & Thisse (1992); Klemperer (1995) on switching',
  switches: {
    demand: 'Shares stay as on day 0.',
    prices: 'Prices stay as on day 0.',
  },
  parameters: {
    'demand.quality': {
      ...pure,
      title: 'Weight of capability in utility',
      role: 'calibrated',
      source: 'fit to enterprise share paths 2023-25 (Menlo Ventures surveys)',
      unit: 'utility per ECI',
      default: 0.1,
      low: 0.03,
      high: 0.15,
    },
    'demand.own_elasticity': {
      ...pure,
      title: 'Own-price elasticity of a small developer (a_p = elasticity x l at price 1), sign dropped',
      role: 'calibrated',
      source: 'above 1 for any seller who sets prices',
      unit: '1',
      default: 3.5,
      low: 2,
      high: 6,
      min: 0,
      above: 1,
    },
    'demand.trust': {
      ...pure,
      title: 'Weight of trust in utility',
      role: 'assumed',
      source: 'assumed: trust is measured in utility',
      unit: '1',
      default: 1,
      low: 0,
      high: 2,
    },
    'demand.nest': {
      ...pure,
      title: 'Dissimilarity within a nest (l): 1 = plain logit',
      role: 'calibrated',
      source: 'open models hold under 30 % of use at a tenth of the price (Demirer et al. 2025)',
      unit: '1',
      default: 0.6,
      low: 0.4,
      high: 0.9,
      min: 0,
      above: 0,
      max: 1,
    },
    'demand.outside': {
      type: 'number',
      title: 'Utility of doing without, or with something else (-1000 = no such choice)',
      group: 'market',
      role: 'calibrated',
      source: 'market elasticity of -1.1 (Demirer et al. 2025), which is -a_p times the outside share',
      unit: 'utility',
      default: 1.4,
      low: 0,
      high: 3,
      min: -1000,
      max: Infinity,
    },
    'demand.open_discount': {
      type: 'number',
      title: 'Utility of open weights against a closed service of the same quality and price',
      group: 'market',
      role: 'calibrated',
      source:
        'open models hold under 30 % of use at a tenth of the price (Demirer et al. 2025): integration and support',
      unit: 'utility',
      default: -2,
      low: -4,
      high: 0,
      min: -Infinity,
      max: Infinity,
    },
    'demand.switching': {
      ...pure,
      title: 'Share of customers who look for another vendor within a year',
      role: 'observed',
      source: 'Menlo Ventures (2025): 11 % of builders changed vendor in a year',
      unit: 'share per year',
      default: 0.11,
      low: 0.08,
      high: 0.2,
      max: 0.999,
    },
    'demand.expectation_years': {
      ...pure,
      title: 'Lag with which buyers’ expectations follow the trained frontier',
      role: 'assumed',
      source: 'assumed: the outside good improves with the technology',
      unit: 'years',
      default: 1,
      low: 0.5,
      high: 3,
      above: 0,
    },
    'demand.taste_spread': {
      ...pure,
      title: 'Spread of developers’ appeal to buyers (Jovanovic’s theta)',
      role: 'assumed',
      source: 'assumed',
      unit: 'utility',
      default: 0.5,
      low: 0.2,
      high: 1,
    },
    'price.unit_cost': {
      ...pure,
      title: 'Cost of serving a unit of use, closed',
      role: 'calibrated',
      source: 'gross margins of model vendors of about 30 to 60 %',
      unit: 'price index',
      default: 0.6,
      low: 0.4,
      high: 0.8,
    },
    'price.open': {
      ...pure,
      title: 'Price of hosted open weights',
      role: 'observed',
      source: 'about 90 % below closed models of equal score (Demirer et al. 2025)',
      unit: 'price index',
      default: 0.1,
      low: 0.05,
      high: 0.3,
    },
  },
  decisions: {taste: 60},
} as const satisfies Mechanism;

/**
 * Demand of every cell (jurisdiction x segment).
 *
 * Choice and inertia are by developer: it offers in a cell its best release that the segment may use
 * there. Reads access of releases, trust, efficiency. Writes shares, prices, revenue, margin, exposure.
 */
export function createDemand(run: Run): {market: Market; playing: Playing} {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const cells = J * Z;
  const chooses = run.on('demand');
  const prices = run.on('prices');
  const l = run.number('demand.nest');
  const quality = run.number('demand.quality') / l;
  const sensitivity = run.number('demand.own_elasticity') * l; // a_p, utility per price index
  const trustWeight = run.number('demand.trust') / l;
  const outside = run.number('demand.outside');
  const outsideWeight = outside <= -1000 ? 0 : exp(outside);
  const openDiscount = run.number('demand.open_discount') / l;
  const reconsider = -ln(1 - run.number('demand.switching')) / DAYS;
  const expectation = run.number('demand.expectation_years') * DAYS;
  const unitCost = run.number('price.unit_cost');
  const openPrice = run.number('price.open');
  const profile = SEGMENTS.map((id) => SEGMENT_PROFILES[id]);
  const size = createMarketSize(run);
  const own = developers.extend({
    share: ['f64', 'cell'],
    attraction: ['f64', 'cell'], // exp(d / l); times the weight of its nest in the cell it is a choice probability
    offer: ['i32', 'cell'], // row of the release + 1, 0 for none
  });
  const nestSum = new Float64Array(cells * 2); // D_g by cell, closed then open
  const weight = new Float64Array(cells * 2); // D_g^(l - 1) / sum
  const offers = new Int32Array(cells * 2); // developers with an offer, by nest
  const pull = [new Float64Array(cells), new Float64Array(cells)]; // of the step: moving customers x weight, by nest
  const freed = new Float64Array(cells); // share of customers whose vendor is gone
  const keep = new Float64Array(cells);
  let changed = false; // some offer changed since the weights were computed
  let expected = 0; // capability that buyers take for granted, ECI
  let nextEpoch = 0;

  const attractionOf = (row: number, z: number, q: number): number => {
    const {price, trust, efficiency, open} = developers.column;
    const taste = profile[z];
    return exp(
      quality * taste.quality * (q - expected) -
        ((sensitivity * taste.price) / l) * price[row] +
        trustWeight * taste.trust * trust[row] +
        efficiency[row] / l +
        (open[row] === 1 ? openDiscount : 0),
    );
  };

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
        attraction[at] = attractionOf(row, z, capability[best]);
      } else {
        attraction[at] = 0;
        freed[cell] += share[at];
        share[at] = 0;
      }
      // Sums move by the difference until the next reappraisal adds them up afresh.
      nestSum[nest] = offers[nest] === 0 ? 0 : Math.max(nestSum[nest] + attraction[at] - known, attraction[at]);
      offer[at] = best + 1;
      changed = true;
    }
  }

  /** Recomputes the appeal of every offer at today's prices, trust and expectations. */
  function reappraise(): void {
    const {attraction, offer} = own.column;
    const {capability} = releases.column;
    const {open} = developers.column;
    nestSum.fill(0);
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      for (let z = 0; z < Z; z++) {
        let known = 0;
        let value = 0;
        for (let at = row * cells + z; at < (row + 1) * cells; at += Z) {
          if (offer[at] === 0) continue;
          if (offer[at] !== known) {
            known = offer[at];
            value = attractionOf(row, z, capability[known - 1]);
          }
          attraction[at] = value;
          nestSum[2 * (at - row * cells) + open[row]] += value;
        }
      }
    }
    changed = true;
  }

  /** Recomputes the weights that turn attractions into choice probabilities. */
  function choose(): void {
    for (let c = 0; c < cells; c++) {
      const closed = nestSum[2 * c] > 0 ? pow(nestSum[2 * c], l) : 0;
      const opened = nestSum[2 * c + 1] > 0 ? pow(nestSum[2 * c + 1], l) : 0;
      const all = closed + opened + outsideWeight;
      weight[2 * c] = closed > 0 ? closed / nestSum[2 * c] / all : 0;
      weight[2 * c + 1] = opened > 0 ? opened / nestSum[2 * c + 1] / all : 0;
    }
    changed = false;
  }

  /** Day 0: splits the customers that choose to be served in proportion to the installed bases. */
  function settle(): void {
    const {share} = own.column;
    for (let c = 0; c < cells; c++) {
      let installed = 0;
      const served = nestSum[2 * c] * weight[2 * c] + nestSum[2 * c + 1] * weight[2 * c + 1];
      for (let row = 0; row < developers.rows; row++) installed += share[row * cells + c];
      if (installed === 0) continue;
      for (let row = 0; row < developers.rows; row++) share[row * cells + c] *= (chooses ? served : 1) / installed;
    }
  }

  /** One price per developer: the first-order condition summed over its cells. */
  function setPrices(): void {
    const {attraction} = own.column;
    const {price, open, unitCost: cost} = developers.column;
    const potential = size.spend();
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      if (open[row] === 1) continue;
      let sales = 0;
      let slope = 0;
      for (let c = 0, at = row * cells; c < cells; c++, at++) {
        if (attraction[at] === 0) continue;
        const within = attraction[at] / nestSum[2 * c];
        const chosen = attraction[at] * weight[2 * c];
        const units = potential[c] * chosen;
        sales += units;
        slope += ((units * sensitivity * profile[c % Z].price) / l) * (1 - (1 - l) * within - l * chosen);
      }
      if (slope > 0) price[row] += 0.5 * (cost[row] + sales / slope - price[row]);
    }
  }

  /** Moves customers, books revenue and exposure. The one loop over developers and cells of every step. */
  function serve(): void {
    const {share, attraction, offer} = own.column;
    const {price, unitCost: cost, open, revenue, margin} = developers.column;
    const {exposure} = releases.column;
    const potential = size.spend();
    const users = size.users();
    for (let n = 0; n < releases.liveCount; n++) exposure[releases.live[n]] = 0;
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
      for (let c = 0, at = row * cells; c < cells; c++, at++) {
        if (offer[at] === 0) continue;
        const s = keep[c] * share[at] + move[c] * attraction[at];
        share[at] = s;
        units += potential[c] * s;
        exposure[offer[at] - 1] += users[c] * s;
      }
      revenue[row] = units * price[row];
      margin[row] = units * (price[row] - cost[row]);
    }
  }

  function choiceShare(c: number, without: number, attraction: number, nest: number): number {
    const inNest = Math.max(nestSum[2 * c + nest] - without, 0) + attraction;
    const other = nestSum[2 * c + 1 - nest];
    const own = pow(inNest, l);
    return (attraction / inNest) * (own / (own + (other > 0 ? pow(other, l) : 0) + outsideWeight));
  }

  const perYear = (): number => DAYS / (clock.to - clock.from);

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
        const better = attractionOf(row, z, q);
        if (better <= attraction[at]) continue;
        units +=
          potential[c] *
          (choiceShare(c, attraction[at], better, open[row]) - attraction[at] * weight[2 * c + open[row]]);
      }
      return units * (price[row] - cost[row]) * perYear();
    },
    prospect(sells, q, efficiency) {
      const potential = size.spend();
      const markup = l / sensitivity;
      let units = 0;
      for (let c = 0; c < cells; c++) {
        if (sells[Math.floor(c / Z)] === 0) continue;
        const taste = profile[c % Z];
        const attraction = exp(
          quality * taste.quality * (q - expected) -
            ((sensitivity * taste.price) / l) * (unitCost + markup) +
            efficiency / l,
        );
        units += potential[c] * choiceShare(c, 0, attraction, 0);
      }
      return units * markup * perYear();
    },
    growth: () => size.growth(),
    install(row, share) {
      for (let c = 0; c < cells; c++) {
        if (own.column.offer[row * cells + c] > 0) own.column.share[row * cells + c] = share;
      }
    },
    priceNewcomer(row) {
      const {price, unitCost: cost, open} = developers.column;
      price[row] = open[row] === 1 ? openPrice : unitCost + l / sensitivity;
      cost[row] = open[row] === 1 ? openPrice * unitCost : unitCost;
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
      nestSum.fill(0);
      weight.fill(0);
      changed = true;
      nextEpoch = 0;
      expected =
        run.number('research.origin') - run.number('research.frontier_slope') * run.number('demand.expectation_years');
    },
    step() {
      size.step();
      if (clock.from >= nextEpoch) {
        expected += (world.trainedFrontier - expected) * (1 - exp(-EPOCH_DAYS / expectation));
        nextEpoch += EPOCH_DAYS;
        reappraise();
        if (chooses) choose();
        if (chooses && prices) setPrices();
      } else if (changed && chooses) choose();
      if (clock.from === 0) settle();
      serve();
    },
  };
  return {market, playing};
}
