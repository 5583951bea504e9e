import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';

/** Present values over the horizon of owners and investors, USD M. */
export interface Valuation {
  /** Of a margin, USD M per year now, that grows with the market and erodes. */
  ofMargin(margin: number): number;
  /** Of a cost that stays what it is, USD M per year. */
  ofCost(cost: number): number;
  /** Capability that a start-up expects to have by the end of a runway, by imitation of what is public. */
  laterCapability(capability: number): number;
}

/** Makes present values. Reads the growth of the market. */
export function createValuation(run: Run): Valuation {
  const horizon = run.number('exit.horizon');
  const r = run.number('value.discount');
  const erosion = run.number('value.erosion');
  const sum = (rate: number): number => (rate === 0 ? horizon : (exp(rate * horizon) - 1) / rate);
  const years = sum(-r);
  const imitationGap = run.number('imitation.gap');
  const missed = exp((-run.number('imitation.rate') * run.number('funding.runway')) / 12);

  return {
    // Nobody counts on a market that more than doubles each year for so long.
    ofMargin: (margin) => margin * sum(Math.min(run.market.growth(), 1) - r - erosion),
    ofCost: (cost) => cost * years,
    laterCapability(capability) {
      const reach = run.world.publicFrontier - imitationGap;
      return reach > capability ? reach - (reach - capability) * missed : capability;
    },
  };
}
