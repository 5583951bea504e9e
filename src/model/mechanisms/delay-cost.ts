import {exp} from '../../numeric/exp.ts';
import {expm1} from '../../numeric/expm1.ts';
import {ln} from '../../numeric/ln.ts';
import type {Run} from '../mechanism.ts';

const DAYS = 365.25;

/** What a wait costs, in years of the margin that the release would add if every customer chose anew. */
export interface DelayCost {
  /** Lost while it lasts: only customers who come or reconsider meanwhile choose something else. */
  during(days: number): number;
  /** Lost afterwards, discounted: they stay with what they chose until they reconsider, or the release is overtaken. */
  after(days: number): number;
}

/**
 * Makes the cost of delay in a market with inertia.
 *
 * With a market that grows at g and customers who reconsider at rho, the share exp(gt) - exp(-rho t) of the market of
 * the first day has chosen by t. Without inertia (rho without bound) and growth, a wait costs its length and nothing
 * after it. Reads the growth of the market.
 */
export function createDelayCost(run: Run): DelayCost {
  const moves = run.on('demand');
  const reconsider = -ln(1 - run.number('demand.switching')); // per year
  const fading = reconsider + run.number('value.discount') + run.number('value.erosion');
  const grown = (rate: number, years: number): number => (rate === 0 ? years : expm1(rate * years) / rate);

  return {
    during(days) {
      if (!moves) return 0;
      const years = days / DAYS;
      return grown(run.market.growth(), years) - grown(-reconsider, years);
    },
    after(days) {
      if (!moves || fading === 0) return 0;
      const years = days / DAYS;
      return (exp(run.market.growth() * years) - exp(-reconsider * years)) / fading;
    },
  };
}
