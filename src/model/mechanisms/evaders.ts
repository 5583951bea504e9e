import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import {NEST} from '../world.ts';
import {type Nests, WIDTH} from './nests.ts';

/** Customers who evade a ban: they leave everybody else in proportion and come back likewise. */
export interface Evaders {
  /** Makes a developer one to whom customers come with this lag, days; `supplied` of those who would choose it find it. */
  set(developer: number, lag: number, supplied: number): void;
  has(developer: number): boolean;
  /** Tells that customers of such a developer are free to choose among all others. */
  leave(cell: number, share: number): void;
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
 * The share X of a developer follows X* = its choice probability in the nested logit with all of the underground in
 * it: X += (X* - X)(1 - exp(-dt / lag)). All other choices are conditional on not evading, so what comes to the
 * underground leaves the others, and those who do without, in proportion: a cell's customers stay one.
 * Reads attractions. Writes shares, developer-major over cells. Draws nothing.
 */
export function createEvaders(run: Run, nests: Nests): Evaders {
  const {developers, jurisdictions} = run.world;
  const cells = nests.sum.length / WIDTH;
  const own = developers.extend({lag: 'f64', supplied: 'f64'});
  const rows: number[] = []; // developers with evaders, in order of birth
  const evading = new Float64Array(cells); // share of customers
  const before = new Float64Array(cells);
  const pull = new Float64Array(cells); // sum of attractions
  const perJurisdiction = cells / jurisdictions.length;

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
    move(days, share, attraction) {
      if (rows.length === 0) return false;
      before.set(evading);
      evading.fill(0);
      pull.fill(0);
      for (const row of rows) for (let c = 0; c < cells; c++) pull[c] += attraction[row * cells + c];
      for (const row of rows) {
        const pace = 1 - exp(-days / own.column.lag[row]);
        for (let j = 0; j < jurisdictions.length; j++) {
          if (developers.column.sells[row * jurisdictions.length + j] === 0) continue;
          for (let c = j * perJurisdiction; c < (j + 1) * perJurisdiction; c++) {
            const at = row * cells + c;
            if (attraction[at] === 0) continue;
            const all = nests.shareOf(c, 0, pull[c], NEST.underground);
            const wanted = own.column.supplied[row] * all * (attraction[at] / pull[c]);
            share[at] += (wanted - share[at]) * pace;
            evading[c] += share[at];
          }
        }
      }
      return true;
    },
    others: (cell) => 1 - evading[cell],
    kept: (cell) => (1 - evading[cell]) / (1 - before[cell]),
    begin() {
      rows.length = 0;
      evading.fill(0);
      before.fill(0);
    },
  };
}
