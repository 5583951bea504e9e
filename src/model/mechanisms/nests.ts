import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
import type {Run} from '../mechanism.ts';

/** The nests of every cell, closed (2 x cell) then open (2 x cell + 1): choice among their offers and outside ones. */
export interface Nests {
  readonly sum: Float64Array; // D_g: the appeal of the offers in a nest; kept by whoever makes offers
  readonly weight: Float64Array; // D_g^(l - 1) / sum: times the appeal of an offer it is a choice probability
  /** Recomputes the weights from the sums. */
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
  const sum = new Float64Array(cells * 2);
  const weight = new Float64Array(cells * 2);

  return {
    sum,
    weight,
    weigh() {
      for (let c = 0; c < cells; c++) {
        const closed = sum[2 * c] > 0 ? pow(sum[2 * c], l) : 0;
        const opened = sum[2 * c + 1] > 0 ? pow(sum[2 * c + 1], l) : 0;
        const all = closed + opened + outsideWeight;
        weight[2 * c] = closed > 0 ? closed / sum[2 * c] / all : 0;
        weight[2 * c + 1] = opened > 0 ? opened / sum[2 * c + 1] / all : 0;
      }
    },
    shareOf(cell, without, appeal, nest) {
      const inNest = Math.max(sum[2 * cell + nest] - without, 0) + appeal;
      const other = sum[2 * cell + 1 - nest];
      const own = pow(inNest, l);
      return (appeal / inNest) * (own / (own + (other > 0 ? pow(other, l) : 0) + outsideWeight));
    },
    clear() {
      sum.fill(0);
      weight.fill(0);
    },
  };
}
