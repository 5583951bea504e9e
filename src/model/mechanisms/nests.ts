import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
import type {Run} from '../mechanism.ts';
import {NEST, NESTS} from '../world.ts';

/** Nests a cell has, beside the outside one. */
export const WIDTH = NESTS.length;

/** The nests of every cell, WIDTH x cell + nest: choice among their offers and the outside one. */
export interface Nests {
  readonly sum: Float64Array; // D_g: the appeal of the offers in a nest; kept by whoever makes offers
  readonly weight: Float64Array; // D_g^(l - 1) / sum: times the appeal of an offer it is a choice probability
  readonly worth: Float64Array; // sum_g D_g^l over a cell with the outside, relative to the outside; infinite without one
  /** Recomputes weights and worth from the sums. */
  weigh(): void;
  /** Choice probability of an offer of this appeal in a nest, in place of `without` that is there now. */
  shareOf(cell: number, without: number, appeal: number, nest: number): number;
  clear(): void;
}

/** Makes the nests of so many cells, empty. */
export function createNests(run: Run, cells: number): Nests {
  const l = run.number('demand.nest');
  const outside = run.number('demand.outside');
  const outsideWeight = outside <= -1000 ? 0 : exp(outside);
  const sum = new Float64Array(cells * WIDTH);
  const weight = new Float64Array(cells * WIDTH);
  const worth = new Float64Array(cells);
  const known = new Float64Array(cells * WIDTH); // sums of which the power is at hand
  const power = new Float64Array(cells * WIDTH);

  /** D_g^l of a nest. It is asked for much more often than its sum changes. */
  function inclusive(at: number): number {
    const d = sum[at];
    if (d !== known[at]) {
      known[at] = d;
      power[at] = d > 0 ? pow(d, l) : 0;
    }
    return power[at];
  }

  return {
    sum,
    weight,
    worth,
    weigh() {
      for (let at = 0; at < cells * WIDTH; at += WIDTH) {
        const closed = inclusive(at + NEST.closed);
        const open = inclusive(at + NEST.open);
        const underground = inclusive(at + NEST.underground);
        const all = closed + open + outsideWeight + underground;
        worth[at / WIDTH] = all / outsideWeight;
        weight[at + NEST.closed] = closed > 0 ? closed / sum[at + NEST.closed] / all : 0;
        weight[at + NEST.open] = open > 0 ? open / sum[at + NEST.open] / all : 0;
        weight[at + NEST.underground] = underground > 0 ? underground / sum[at + NEST.underground] / all : 0;
      }
    },
    shareOf(cell, without, appeal, nest) {
      if (appeal === 0) return 0;
      const inNest = Math.max(sum[WIDTH * cell + nest] - without, 0) + appeal;
      const own = pow(inNest, l);
      let all = own;
      for (let g = 0; g < WIDTH; g++) if (g !== nest) all += inclusive(WIDTH * cell + g);
      return (appeal / inNest) * (own / (all + outsideWeight));
    },
    clear() {
      sum.fill(0);
      weight.fill(0);
      worth.fill(NaN);
    },
  };
}
