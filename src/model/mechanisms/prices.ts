import type {Run} from '../mechanism.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';
import {NEST} from '../world.ts';
import {type Nests, WIDTH} from './nests.ts';

export interface Prices {
  /** First price of a small developer of a nest, and its cost of service, price index. */
  ofNewcomer(nest: number): number;
  costOfNewcomer(nest: number): number;
  /** Gives a developer its first price and cost of service. */
  introduce(developer: number): void;
  /** Moves prices half way to the best ones at these attractions and potential spends. */
  set(attraction: Float64Array, potential: Float64Array): void;
}

/** Makes the setting of prices. Reads nests, liabilityPerUnit. Writes price and unitCost of developers. */
export function createPrices(run: Run, nests: Nests): Prices {
  const {developers} = run.world;
  const l = run.number('demand.nest');
  const sensitivity = run.number('demand.own_elasticity') * l; // a_p, utility per price index
  const unitCost = run.number('price.unit_cost');
  const markup = l / sensitivity; // of a small closed developer
  const firstPrice = [unitCost + markup, run.number('price.open'), run.number('price.underground')];
  const firstCost = [unitCost, firstPrice[NEST.open] * unitCost, firstPrice[NEST.underground] * unitCost];
  const priceTaste = SEGMENTS.map((id) => SEGMENT_PROFILES[id].price);
  const cells = nests.sum.length / WIDTH;

  return {
    ofNewcomer: (nest) => firstPrice[nest],
    costOfNewcomer: (nest) => firstCost[nest],
    introduce(developer) {
      const {price, unitCost: cost, nest} = developers.column;
      price[developer] = firstPrice[nest[developer]];
      cost[developer] = firstCost[nest[developer]];
    },
    set(attraction, potential) {
      const {price, nest, unitCost: cost, liabilityPerUnit: liable} = developers.column;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (nest[row] !== NEST.closed) {
          price[row] = firstPrice[nest[row]] + liable[row]; // hosts compete: they pass on what all of them bear
          continue;
        }
        // One price per developer: the first-order condition summed over its cells.
        let sales = 0;
        let slope = 0;
        for (let c = 0, at = row * cells; c < cells; c++, at++) {
          if (attraction[at] === 0) continue;
          const within = attraction[at] / nests.sum[WIDTH * c];
          const chosen = attraction[at] * nests.weight[WIDTH * c];
          const units = potential[c] * chosen;
          sales += units;
          slope += ((units * sensitivity * priceTaste[c % SEGMENTS.length]) / l) * (1 - (1 - l) * within - l * chosen);
        }
        if (slope > 0) price[row] += 0.5 * (cost[row] + liable[row] + sales / slope - price[row]);
      }
    },
  };
}
