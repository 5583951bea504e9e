import {exp} from '../../numeric/exp.ts';

/** The developers of one market, as their lobby sees them; money in one unit per year. */
export interface LobbyMarket {
  count: number;
  readonly profit: Float64Array; // made there
  readonly spend: Float64Array; // of its customers there
  readonly share: Float64Array; // of potential spend there, 0 to 1
  readonly fringe: Uint8Array; // 1 = may be driven out
  readonly burden: Float64Array; // what the rules under discussion would cost it: F + delay
  readonly exit: Float64Array; // chance that they drive it out
}

export function createLobbyMarket(most: number): LobbyMarket {
  const column = () => new Float64Array(most);
  return {
    count: 0,
    profit: column(),
    spend: column(),
    share: column(),
    fringe: new Uint8Array(most),
    burden: column(),
    exit: column(),
  };
}

/** Chance that a yearly burden uses up, within the horizon (years), the cash and profit that a developer has to meet it. */
export function exitChance(burden: number, cash: number, profit: number, horizon: number): number {
  if (burden <= 0) return 0;
  const means = Math.max(cash, 0) + horizon * Math.max(profit, 0);
  return means > 0 ? 1 - exp((-horizon * burden) / means) : 1;
}

/**
 * What rules are worth to the developers of a market together, in their yearly profits; 0 = as without rules.
 *
 * Each pays its burden and gains the customers of those who are driven out, by logit diversion s_i / (1 - s_j) and at
 * its own margin; voices weigh by share of profit. Positive when costs that hurt all raise rivals' costs more.
 */
export function worthOfRules({count, profit, spend, share, fringe, burden, exit}: LobbyMarket): number {
  let total = 0; // profit of all
  for (let i = 0; i < count; i++) total += Math.max(profit[i], 0);
  if (total === 0) return 0;
  let reach = 0; // sum over i of weight_i x margin_i x s_i: what a unit of diverted spend is worth
  for (let i = 0; i < count; i++) reach += taking(i);
  let worth = 0;
  for (let j = 0; j < count; j++) {
    worth -= (Math.max(profit[j], 0) / total) * burden[j];
    if (fringe[j] === 0 || share[j] >= 1) continue;
    worth += ((spend[j] * exit[j]) / (1 - share[j])) * (reach - taking(j));
  }
  return worth / total;

  function taking(i: number): number {
    return profit[i] > 0 ? (profit[i] / total) * (profit[i] / spend[i]) * share[i] : 0;
  }
}
