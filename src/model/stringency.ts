import type {Regime} from './input.ts';

const YEAR = 365; // days of staging that score in full
const MANY = 10; // evaluations that score in full: the upper end of what the press article expects

/** How the index is made up, in words for definitions. */
export const STRINGENCY =
  'mean of six scores between 0 and 1, halved where taking part is voluntary: a gate; least days in it / 365; evaluations / 10; sign-off or approval; a duty to report or a yearly cost of products; a ban or moratorium; 0 only without any rule';

/**
 * Index of how strict rules are, 0 to 1: equal weights over six scores, in the manner of the OECD’s policy indices.
 *
 * It tells regimes apart, not what they do: who is covered and how well it works are results of a run.
 */
export function stringencyOf(regime: Regime): number {
  const {stages, binding, transparency, product_cost: cost, bans, moratorium_flop: frozen} = regime;
  let days = 0;
  let evaluations = 0;
  let decided = 0;
  for (let k = 0; k < stages.length; k++) {
    if (k < stages.length - 1) {
      days += stages[k].min_days;
      evaluations += stages[k].evaluations;
      if (stages[k].approvals > 0) decided = 1;
    }
    if (stages[k].sign_off) decided = 1;
  }
  const scores =
    (stages.length > 0 ? 1 : 0) +
    Math.min(days / YEAR, 1) +
    Math.min(evaluations / MANY, 1) +
    decided +
    (transparency !== 'none' || cost > 0 ? 1 : 0) +
    (bans.length > 0 || frozen !== null ? 1 : 0);
  return (scores / 6) * (binding === 'voluntary' ? 0.5 : 1);
}
