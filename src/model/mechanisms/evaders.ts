import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import {NEST} from '../world.ts';
import type {Multihoming} from './multihoming.ts';
import {type Nests, WIDTH} from './nests.ts';

/** Customers who evade a ban: they leave everybody else in proportion and come back likewise. */
export interface Evaders {
  /** Makes a developer one to whom customers come with this lag, days; `supplied` of those who would choose it find it. */
  set(developer: number, lag: number, supplied: number): void;
  has(developer: number): boolean;
  /** Tells that customers of such a developer are free to choose among all others. */
  leave(cell: number, share: number): void;
  /** Share of customers of every cell who would choose the underground, at today's attractions and what can be found of it. */
  wanted(attraction: Float64Array): Float64Array;
  /** Moves customers for some days; false when there is nobody to move. */
  move(days: number, share: Float64Array, attraction: Float64Array): boolean;
  /** Share of a cell's customers who do not evade. */
  others(cell: number): number;
  /** That share relative to what it was before the last move. */
  kept(cell: number): number;
  begin(): void;
}

/**
 * Makes the evaders of a demand.
 *
 * The share X of a developer follows X* = its choice probability in the nested logit:
 * X += (X* - X)(1 - exp(-dt / lag)). What others of the underground offer counts in X* as far as it can be found by
 * now: whoever finds no covert host chooses as if there were none. Buyers who split their spend do so here too: the
 * underground is many small vendors, with their tilt. All other choices are conditional on not evading, so what comes
 * to the underground leaves the others, and those who do without, in proportion: a cell's customers stay one.
 * Reads attractions. Writes shares, developer-major over cells. Draws nothing.
 */
export function createEvaders(run: Run, nests: Nests, multi: Multihoming | undefined): Evaders {
  const {developers} = run.world;
  const cells = nests.sum.length / WIDTH;
  const own = developers.extend({
    lag: 'f64',
    supplied: 'f64',
    reach: 'f64', // share of those who look for it who can find it by now
    wanted: ['f64', 'cell'], // X*, before spend is split
  });
  const rows: number[] = []; // developers with evaders, in order of birth
  const evading = new Float64Array(cells); // share of customers
  const before = new Float64Array(cells);
  const pull = new Float64Array(cells); // sum of attractions
  const found = new Float64Array(cells); // sum of attractions times reach
  const all = new Float64Array(cells); // sum of X*

  /** Choice probability of an offer beside others of the underground, of which those who look find a share. */
  function wantedOf(c: number, attraction: number, reach: number): number {
    const others = pull[c] - attraction;
    const together = nests.shareOf(c, 0, pull[c], NEST.underground) * (attraction / pull[c]);
    if (!(others > 0)) return together;
    const known = Math.min((found[c] - attraction * reach) / others, 1);
    return known * together + (1 - known) * nests.shareOf(c, 0, attraction, NEST.underground);
  }

  /** Finds what everybody wants of the underground, at what can be found of it. */
  function weighAll(attraction: Float64Array): void {
    const {reach, supplied, wanted} = own.column;
    pull.fill(0);
    found.fill(0);
    all.fill(0);
    for (const row of rows)
      for (let c = 0; c < cells; c++) {
        pull[c] += attraction[row * cells + c];
        found[c] += attraction[row * cells + c] * reach[row];
      }
    for (const row of rows)
      for (let at = row * cells, c = 0; c < cells; at++, c++) {
        if (attraction[at] === 0) continue;
        wanted[at] = supplied[row] * wantedOf(c, attraction[at], reach[row]);
        all[c] += wanted[at];
      }
    // Who has just come is wanted by some who have not looked elsewhere yet: none is counted twice.
    for (let c = 0; c < cells; c++)
      if (pull[c] > 0) all[c] = Math.min(all[c], nests.shareOf(c, 0, pull[c], NEST.underground));
  }

  /** Spend on the underground for each first choice of it, where buyers split their spend over several vendors. */
  function splitting(c: number): number {
    if (!multi) return 1;
    const tilt = multi.tiltOfHidden(c);
    return tilt / (1 - all[c] + all[c] * tilt);
  }

  /** Who is found sooner takes customers from who is found later: together they have no more than before, or than are wanted. */
  function stayOne(share: Float64Array): void {
    for (let c = 0; c < cells; c++) {
      const most = Math.max(before[c], all[c] * splitting(c));
      if (evading[c] <= most) continue;
      const scale = most / evading[c];
      evading[c] = 0;
      for (const row of rows) {
        share[row * cells + c] *= scale;
        evading[c] += share[row * cells + c];
      }
    }
  }

  return {
    set(developer, lag, supplied) {
      if (!rows.includes(developer)) rows.push(developer);
      own.column.lag[developer] = lag;
      own.column.supplied[developer] = supplied;
    },
    has: (developer) => rows.length > 0 && rows.includes(developer),
    leave(cell, share) {
      evading[cell] -= share;
    },
    wanted(attraction) {
      if (rows.length > 0) weighAll(attraction);
      return all;
    },
    move(days, share, attraction) {
      if (rows.length === 0) return false;
      before.set(evading);
      evading.fill(0);
      weighAll(attraction);
      for (const row of rows) {
        const pace = 1 - exp(-days / own.column.lag[row]);
        own.column.reach[row] += (own.column.supplied[row] - own.column.reach[row]) * pace;
        for (let at = row * cells, c = 0; c < cells; at++, c++) {
          if (attraction[at] === 0) continue;
          share[at] += (own.column.wanted[at] * splitting(c) - share[at]) * pace;
          evading[c] += share[at];
        }
      }
      stayOne(share);
      return true;
    },
    others: (cell) => 1 - evading[cell],
    kept: (cell) => (1 - evading[cell]) / (1 - before[cell]),
    begin() {
      rows.length = 0;
      all.fill(0);
      evading.fill(0);
      before.fill(0);
    },
  };
}
