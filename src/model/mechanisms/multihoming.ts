import {exp} from '../../numeric/exp.ts';
import type {ColumnsOf} from '../../engine/table.ts';
import type {Mechanism, Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import {type Nests, WIDTH} from './nests.ts';

/** Numbers of buyers with several vendors. */
export const multihoming = {
  id: 'multihoming',
  title: 'Buyers who split their spend over several vendors',
  equation:
    'a buyer ranks vendors by u + eps (first: p_i; second: p_i sum_{j != i} p_j/(1 - p_j); the first k >= 3: 1 - exp(-p_i t_k), ' +
    'sum over i = k), buys from the first m and spends theta^(k-1) as much on the k-th as on the first',
  limit: 'm = 1, or theta = 0: one vendor each, the logit. theta = 1 and m vendors in all: nearly equal shares.',
  source:
    'Plackett-Luce ranking (Luce 1959; Plackett 1975) of the logit’s utilities; Rosén (1972), Asymptotic theory for successive sampling, for three and more; ' +
    'multi-homing of customers: Rochet & Tirole (2003)',
  switches: {},
  parameters: {
    'demand.multihoming.<segment>': {
      type: 'number',
      family: 'segment',
      title: 'Vendors over which one buying decision splits its spend (1 = one vendor per decision)',
      group: 'market',
      role: 'observed',
      source:
        'Menlo Ventures (2025): 81 % of enterprises use three or more model families; all others assumed to buy from one. ' +
        'Shares are of spend: 1 does not rule out that a buyer’s workloads choose apart from each other',
      unit: 'vendors',
      default: 1,
      defaults: {accredited: 3, enterprise: 3},
      low: 1,
      high: 4,
      min: 1,
      max: 10,
      whole: true,
    },
    'demand.spend_tilt': {
      type: 'number',
      title: 'Spend on a buyer’s next vendor, as a share of the one it ranks before (theta)',
      group: 'market',
      role: 'calibrated',
      source:
        'set by hand, with demand.quality, near the fall of the leader’s enterprise share from 50 % (2023) to 32-40 % (2025) at 75 to 90 % for the largest three (Menlo Ventures)',
      unit: 'share',
      default: 0.95,
      low: 0.3,
      high: 1,
      min: 0,
      max: 1,
    },
  },
  decisions: {},
} as const satisfies Mechanism;

const columns = {
  tilt: ['f64', 'cell'], // spend relative to what one vendor each would give
  drawn: ['f64', 'cell'], // attraction x tilt
} as const;

/** How spend spreads beyond first choices. Absent where every buyer has one vendor. */
export interface Multihoming {
  readonly column: ColumnsOf<typeof columns>;
  readonly split: Float64Array; // sum of `drawn`, by nest, as sums of appeal are kept by
  /**
   * Ranks the vendors of every cell afresh, given their attractions and the weights of nests; `hidden` is the share
   * of a cell's customers whose first choice is the underground, very small vendors all of them.
   */
  rank(attraction: Float64Array, hidden: Float64Array): void;
  /** Tilt of a vendor in a cell; of one that was not there when ranks were last made, that of a very small one. */
  tiltOf(developer: number, cell: number): number;
  /** Tilt of a very small vendor. */
  tiltOfSmall(cell: number): number;
  /** Tilt of the underground against that of all others. */
  tiltOfHidden(cell: number): number;
  /** Spend relative to first choices that keeps the total: times the weight of a nest and `drawn` it is a share. */
  scale(cell: number): number;
  begin(): void;
}

const ITERATIONS = 4; // of Newton's method for t_k

/** Makes the spread of spend, or nothing when all buyers have one vendor. Reads nests. Draws nothing. */
export function createMultihoming(run: Run, nests: Nests): Multihoming | undefined {
  const {developers} = run.world;
  const Z = SEGMENTS.length;
  const cells = nests.sum.length / WIDTH;
  const vendors = SEGMENTS.map((id) => run.member('demand.multihoming', id));
  const theta = run.number('demand.spend_tilt');
  if (theta === 0 || vendors.every((m) => m === 1)) return undefined;
  const {column} = developers.extend(columns);
  const split = new Float64Array(cells * WIDTH);
  const small = new Float64Array(cells);
  const covert = new Float64Array(cells); // tilt of the underground against that of all others
  const present = new Int32Array(cells); // vendors
  const splits = new Uint8Array(cells); // 1 where buyers have several
  const perInside = new Float64Array(cells); // 1 / probability of buying at all
  let room = 256; // vendors of a cell that there is room for
  let chosen = new Float64Array((cells + 1) * room); // choice probability among vendors, by cell, then in order of birth
  let came = new Float64Array(room); // spend on each as the third or later
  let ranks = new Float64Array(room); // probability of each to be the k-th

  const oddsOf = (p: number): number => p / Math.max(1 - p, 1e-9);

  /** 1 - exp(-x); for small vendors by its series, which is exact to 1e-8 of it. */
  const arrival = (x: number): number => (x < 0.01 ? x * (1 - (x / 2) * (1 - x / 3)) : 1 - exp(-x));

  /**
   * Turns choice probabilities into tilts, in place, from `start` to `end`; returns the tilt of a very small vendor.
   * Vendors that are all very small have the probability `mass` together.
   */
  function spread(start: number, end: number, m: number, mass = 0): number {
    let odds = mass;
    for (let i = start; i < end; i++) odds += oddsOf(chosen[i]);
    let total = 1 + theta;
    let tilt = 1 + theta * odds;
    let weight = theta; // of the k-th vendor
    const third = m >= 3;
    if (third) came.fill(0, 0, end - start);
    let before = third ? timeOf(start, end, 2, mass) : 0; // when the first k - 1 had come
    for (let k = 3; k <= m; k++) {
      const now = timeOf(start, end, k, mass);
      let more = mass > 0 ? mass * Math.max(now - before, 0) : 0;
      for (let i = start; i < end; i++) more += ranks[i - start] = entered(chosen[i], before, now);
      if (!(more > 0)) break;
      weight *= theta;
      total += weight;
      for (let i = 0; i < end - start; i++) came[i] += (weight / more) * ranks[i];
      if (now < Infinity) tilt += (weight / more) * Math.max(now - before, 0);
      before = now;
    }
    for (let i = start; i < end; i++) {
      const p = chosen[i];
      if (p === 0) continue;
      chosen[i] = (1 + theta * (odds - oddsOf(p)) + (third ? came[i - start] / p : 0)) / total;
    }
    return tilt / total;
  }

  /** Probability that a vendor comes between two times. */
  function entered(p: number, before: number, now: number): number {
    return Math.max((now === Infinity ? (p > 0 ? 1 : 0) : arrival(p * now)) - arrival(p * before), 0);
  }

  /** Time at which k vendors have come, each at the rate of its probability; infinite when there are no more. */
  function timeOf(start: number, end: number, k: number, mass: number): number {
    let t = k; // below the root, from where Newton climbs without overshooting: the function is concave
    for (let round = 0; round < ITERATIONS; round++) {
      let come = mass * t;
      let slope = mass;
      let vendorsHere = mass > 0 ? Infinity : 0;
      for (let i = start; i < end; i++) {
        const p = chosen[i];
        if (p === 0) continue;
        vendorsHere++;
        const arrived = arrival(p * t);
        come += arrived;
        slope += p * (1 - arrived);
      }
      if (vendorsHere <= k || !(slope > 0)) return Infinity;
      t += (k - come) / slope;
    }
    return t;
  }

  /** Fills `chosen` for every cell whose buyers have several vendors; counts their vendors. */
  function collect(attraction: Float64Array): void {
    const {nest} = developers.column;
    const {sum, weight} = nests;
    for (let c = 0; c < cells; c++) {
      const at = WIDTH * c;
      const inside = sum[at] * weight[at] + sum[at + 1] * weight[at + 1] + sum[at + 2] * weight[at + 2];
      perInside[c] = inside > 0 ? 1 / inside : 0;
    }
    present.fill(0);
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      for (let c = 0; c < cells; c++) {
        const a = attraction[row * cells + c];
        if (vendors[c % Z] === 1) continue;
        chosen[c * room + n] = a * weight[WIDTH * c + nest[row]] * perInside[c];
        if (a > 0) present[c]++;
      }
    }
  }

  /** Tilt of the underground against that of all others, who have `start` to `end`, in a cell where buyers take `m`. */
  function spreadHidden(c: number, start: number, end: number, m: number, hidden: number): number {
    if (hidden === 0 || perInside[c] === 0) return small[c];
    const mass = hidden / (hidden + (1 - hidden) / perInside[c]); // of those who buy at all
    const spare = cells * room; // one more row, to work in
    for (let n = 0; n < end - start; n++) chosen[spare + n] = chosen[start + n] * (1 - mass);
    const tilt = spread(spare, spare + end - start, m, mass);
    return (tilt * (1 - mass)) / (1 - mass * tilt);
  }

  return {
    column,
    split,
    rank(attraction, hidden) {
      const {nest} = developers.column;
      const {tilt, drawn} = column;
      const live = developers.liveCount;
      if (live > room) {
        room = 2 * live;
        chosen = new Float64Array((cells + 1) * room);
        came = new Float64Array(room);
        ranks = new Float64Array(room);
      }
      collect(attraction);
      for (let c = 0; c < cells; c++) {
        const m = Math.min(vendors[c % Z], present[c]);
        covert[c] = vendors[c % Z] > 1 ? spreadHidden(c, c * room, c * room + live, vendors[c % Z], hidden[c]) : 1;
        if (m > 1) small[c] = spread(c * room, c * room + live, m);
        else small[c] = 1;
        if (hidden[c] === 0) covert[c] = small[c];
        splits[c] = m > 1 ? 1 : 0;
      }
      split.fill(0);
      for (let n = 0; n < live; n++) {
        const row = developers.live[n];
        for (let c = 0, at = row * cells; c < cells; c++, at++) {
          tilt[at] = attraction[at] === 0 ? 0 : splits[c] === 1 ? chosen[c * room + n] : 1;
          drawn[at] = attraction[at] * tilt[at];
          split[WIDTH * c + nest[row]] += drawn[at];
        }
      }
    },
    tiltOf(developer, cell) {
      const known = column.tilt[developer * cells + cell];
      return known > 0 ? known : small[cell];
    },
    tiltOfSmall: (cell) => small[cell],
    tiltOfHidden: (cell) => covert[cell],
    scale(cell) {
      const {sum, weight} = nests;
      let first = 0;
      let spent = 0;
      for (let g = WIDTH * cell; g < WIDTH * (cell + 1); g++) {
        first += sum[g] * weight[g];
        spent += split[g] * weight[g];
      }
      return spent > 0 ? first / spent : 1;
    },
    begin() {
      split.fill(0);
      small.fill(1);
      covert.fill(1);
    },
  };
}
