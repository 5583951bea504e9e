import {exp} from '../numeric/exp.ts';
import {ln} from '../numeric/ln.ts';
import type {Run} from './mechanism.ts';

const LN10 = 2.302585092994046;
const DAYS = 365.25;

type Cost = (flop: number, day: number) => number;

const known = new WeakMap<Run, Cost>(); // every launch asks for it

/**
 * Cost of a training run: `(log10 FLOP, day) -> USD M`.
 *
 * K = p_t C, with the price of a FLOP falling by the ratio of cost growth to compute growth on the
 * frontier path (Cottier et al. 2024).
 */
export function trainingCost(run: Run): Cost {
  const before = known.get(run);
  if (before) return before;
  const first = run.number('research.run_cost');
  const falling = ln(run.number('research.cost_growth') / run.member('research.compute_growth', 'lab')) / DAYS;
  const cost: Cost = (flop, day) => first * exp((flop - run.world.baseCompute) * LN10 + falling * day);
  known.set(run, cost);
  return cost;
}
