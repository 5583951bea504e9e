import {by, mean, once, type Recomputed, stepsIn, years} from './arithmetic.ts';
import type {Question, Tables} from './tables.ts';

/** Names of those with customers at the end of every step, in one place or anywhere. */
const sellers = (tables: Tables, {jurisdiction}: Question): ReadonlyMap<number, ReadonlySet<string>> =>
  once(tables, `sellers ${jurisdiction ?? 'anywhere'}`, () => {
    const rows = tables.shares.filter((each) => jurisdiction === undefined || each.jurisdiction === jurisdiction);
    return new Map(
      [...by(rows, ({week}) => week)].map(([week, list]) => [week, new Set(list.map(({developer}) => developer))]),
    );
  });

/** Those of the first set who are not in the second. */
const without = (some: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): number =>
  [...(some ?? [])].filter((each) => !others?.has(each)).length;

const moves =
  (newcomers: boolean): Recomputed =>
  (tables, question) => {
    const of = sellers(tables, question);
    const steps = stepsIn(tables, question).filter((step) => step > 0);
    const count = steps.reduce((total, step) => {
      const [now, before] = [of.get(step), of.get(step - 1)];
      return total + (newcomers ? without(now, before) : without(before, now));
    }, 0);
    return count / years(tables, question);
  };

/** Outcomes told by who sells where. */
export const ofProducts: Readonly<Record<string, Recomputed>> = {
  product_count: (tables, question) =>
    mean(stepsIn(tables, question).map((step) => sellers(tables, question).get(step)?.size ?? 0)),
  product_entries: moves(true),
  product_exits: moves(false),
};
