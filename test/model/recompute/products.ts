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

/** Outcomes told by who sells where. */
export const ofProducts: Readonly<Record<string, Recomputed>> = {
  product_count: (tables, question) =>
    mean(stepsIn(tables, question).map((step) => sellers(tables, question).get(step)?.size ?? 0)),
  product_entries(tables, question) {
    const first = new Map<string, number>();
    for (const [week, names] of sellers(tables, question))
      for (const name of names) first.set(name, Math.min(first.get(name) ?? Infinity, week));
    const steps = new Set(stepsIn(tables, question).filter((step) => step > 0));
    return [...first.values()].filter((week) => steps.has(week)).length / years(tables, question);
  },
  product_exits(tables, question) {
    const of = sellers(tables, question);
    const left = stepsIn(tables, question).map((step) => without(of.get(step - 1), of.get(step)));
    return left.reduce((a, b) => a + b, 0) / years(tables, question);
  },
};
