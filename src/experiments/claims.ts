import type {RunInput} from '../model/input.ts';
import {mean} from '../numeric/sum.ts';
import type {Claim} from '../scenario/scenario.ts';
import {groupMeans} from './clusters.ts';
import type {ComparisonResult} from './compare.ts';
import {type Driver, driversOf} from './drivers.ts';
import {groupSize} from './ensemble.ts';
import {formulaColumn, readsReference} from './formula-column.ts';
import type {Interval} from './intervals.ts';
import {shareOfGroups} from './paired.ts';
import {pointsOf, RUNS_PER_POINT} from './uncertain-runner.ts';

/** In what share of the simulated futures a statement holds. */
export interface Share {
  readonly n: number; // futures in which it is decided
  readonly probability: number;
  readonly interval: Interval; // 90 %, Wilson
}

export interface JudgedClaim extends Share {
  readonly id: string;
  readonly text: string;
  readonly reference: Share | null; // the same statement without the policy; null where it is about the difference
  readonly drivers: readonly Driver[]; // over the points of an uncertain ensemble, else none
}

/** Parameters named per claim. */
const MOST_DRIVERS = 3;

const shareOf = (truth: Float64Array, size: number): Share => {
  const decided = truth.filter((value) => value === value);
  return {n: decided.length, probability: mean(decided), interval: shareOfGroups(truth, size)};
};

/** 1 where a formula is true, 0 where it is false, NaN where it is undefined. */
const truthOf = (values: Float64Array): Float64Array =>
  values.map((value) => (value === value ? Number(value !== 0) : NaN));

/**
 * Puts claims on trial: the share of futures in which each holds, under the variant (the only one) of `comparison` and
 * under its reference, and the parameters that it hangs on. Source of the trial by share of sampled futures: Lempert,
 * Popper & Bankes (2003), Shaping the next one hundred years.
 */
export function judge(claims: readonly Claim[], comparison: ComparisonResult, input: RunInput): JudgedClaim[] {
  const [{ensemble}] = comparison.variants;
  const {ensemble: reference} = comparison.reference;
  const {seed, runs, uncertain = false} = comparison.receipt;
  const size = groupSize({uncertain});
  const at = pointsOf(input, seed);
  const points = uncertain
    ? Array.from({length: Math.ceil(runs / RUNS_PER_POINT)}, (_, point) => at(point).values)
    : [];
  return claims.map(({id, text, formula}) => {
    const truth = truthOf(formulaColumn(formula, ensemble, reference));
    const without = readsReference(formula) ? null : shareOf(truthOf(formulaColumn(formula, reference)), size);
    return {
      id,
      text,
      ...shareOf(truth, size),
      reference: without,
      drivers: uncertain ? driversOf(byPoint(truth, points.length), points, MOST_DRIVERS) : [],
    };
  });
}

/** Share of a point's runs in which a claim holds; NaN where none is decided. */
function byPoint(truth: Float64Array, points: number): Float64Array {
  return Float64Array.from({length: points}, (_, point) => {
    const [share = NaN] = groupMeans(
      truth.subarray(point * RUNS_PER_POINT, (point + 1) * RUNS_PER_POINT),
      RUNS_PER_POINT,
    );
    return share;
  });
}
