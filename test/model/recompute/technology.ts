import {endOf, mean, once, type Recomputed, stepsIn} from './arithmetic.ts';
import {publicFrontier} from './releases.ts';
import {publicDay, type Question, type Release, type Tables} from './tables.ts';

const YEAR = 365.25;

/** Least-squares slope as the mean of the slopes of all pairs, weighted by their squared distance. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  if (points.length < 3) return NaN;
  let above = 0;
  let below = 0;
  for (const [x, y] of points) {
    for (const [x2, y2] of points) {
      above += (x - x2) * (y - y2);
      below += (x - x2) * (x - x2);
    }
  }
  return above / below;
}

/** Least-squares slope per year of a value at the ends of steps. */
const slopeOver = (tables: Tables, question: Question, valueAt: (step: number) => number): number =>
  slopeOf(stepsIn(tables, question).map((step) => [(step * tables.stepDays) / YEAR, valueAt(step)] as const));

const growthOf =
  (worth: (release: Release) => number): Recomputed =>
  (tables, question) =>
    Math.exp(
      slopeOver(tables, question, (step) => {
        const sofar = tables.releases.filter(({trained}) => trained < endOf(tables, step));
        return sofar.length > 0 ? Math.log(Math.max(...sofar.map(worth))) : NaN;
      }),
    );

/** Days by which open weights are behind, at the end of every step. */
const openLag = (tables: Tables): readonly number[] =>
  once(tables, 'open lag', () => {
    const of = new Map(tables.releases.map((each) => [each.release, each]));
    const offers = tables.clearances
      .map((each) => ({day: publicDay(each), ...(of.get(each.release) as Release)}))
      .filter(({day}) => day < tables.days);
    return Array.from({length: Math.ceil(tables.days / tables.stepDays)}, (_, step) => {
      const end = endOf(tables, step);
      const known = offers.filter(({day}) => day < end);
      const open = known.filter((each) => each.open === 1);
      if (open.length === 0) return NaN;
      const best = Math.max(...open.map(({capability}) => capability));
      const matched = known.filter((each) => each.open === 0 && each.capability >= best);
      return matched.length > 0 ? end - Math.min(...matched.map(({day}) => day)) : 0;
    });
  });

/** Outcomes told by the course of the frontier. */
export const ofTechnology: Readonly<Record<string, Recomputed>> = {
  compute_growth: growthOf(({log10_flop}) => 10 ** (log10_flop - 20)),
  cost_growth: growthOf(({training_cost}) => training_cost),
  frontier_slope: (tables, question) => slopeOver(tables, question, (step) => publicFrontier(tables)[step]),
  open_lag: (tables, question) => mean(stepsIn(tables, question).map((step) => openLag(tables)[step])),
};
