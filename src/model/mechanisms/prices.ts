import type {Run} from '../mechanism.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';
import type {Nests} from './nests.ts';

export interface Prices {
  readonly markup: number; // of a small closed developer, price index
  readonly newcomer: number; // price of a small closed developer, price index
  /** Gives a developer its first price and cost of service. */
  introduce(developer: number): void;
  /** Moves prices half way to the best ones at these attractions and potential spends. */
  set(attraction: Float64Array, potential: Float64Array): void;
}

/** Makes the setting of prices. Reads nests. Writes price and unitCost of developers. */
export function createPrices(run: Run, nests: Nests): Prices {
  const {developers} = run.world;
  const l = run.number('demand.nest');
  const sensitivity = run.number('demand.own_elasticity') * l; // a_p, utility per price index
  const unitCost = run.number('price.unit_cost');
  const openPrice = run.number('price.open');
  const priceTaste = SEGMENTS.map((id) => SEGMENT_PROFILES[id].price);
  const cells = nests.sum.length / 2;
  const markup = l / sensitivity;

  return {
    markup,
    newcomer: unitCost + markup,
    introduce(developer) {
      const {price, unitCost: cost, open} = developers.column;
      price[developer] = open[developer] === 1 ? openPrice : unitCost + markup;
      cost[developer] = open[developer] === 1 ? openPrice * unitCost : unitCost;
    },
    set(attraction, potential) {
      const {price, open, unitCost: cost} = developers.column;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (open[row] === 1) continue;
        // One price per developer: the first-order condition summed over its cells.
        let sales = 0;
        let slope = 0;
        for (let c = 0, at = row * cells; c < cells; c++, at++) {
          if (attraction[at] === 0) continue;
          const within = attraction[at] / nests.sum[2 * c];
          const chosen = attraction[at] * nests.weight[2 * c];
          const units = potential[c] * chosen;
          sales += units;
          slope += ((units * sensitivity * priceTaste[c % SEGMENTS.length]) / l) * (1 - (1 - l) * within - l * chosen);
        }
        if (slope > 0) price[row] += 0.5 * (cost[row] + sales / slope - price[row]);
      }
    },
  };
}
