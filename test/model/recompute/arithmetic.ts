import type {Question, Tables} from './tables.ts';

/** Computes an outcome from tables. */
export type Recomputed = (tables: Tables, question: Question) => number;

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;

export const within = (day: number, {from, to}: Question): boolean => from <= day && day < to;

/** Whether an item made by a developer of this kind, at home here, is asked for. */
export const isOf = (item: {kind: string; home: string}, {kind, jurisdiction}: Question): boolean =>
  (kind === undefined || item.kind === kind) && (jurisdiction === undefined || item.home === jurisdiction);

/** Whether an item of this place is asked for. */
export const isIn = (item: {jurisdiction: string}, {jurisdiction}: Question): boolean =>
  jurisdiction === undefined || item.jurisdiction === jurisdiction;

/** Years of the window that the run covers; NaN for none. */
export function years({days}: Tables, {from, to}: Question): number {
  const covered = Math.min(to, days) - Math.max(from, 0);
  return covered > 0 ? covered / 365.25 : NaN;
}

/** First days of the steps of a run that begin in a window. */
export function stepsIn({days, stepDays}: Tables, question: Question): readonly number[] {
  const all = Array.from({length: Math.ceil(days / stepDays)}, (_, step) => step);
  return all.filter((step) => within(step * stepDays, question));
}

/** Last moment of a step: what comes before it has happened by then. */
export const endOf = ({days, stepDays}: Tables, step: number): number => Math.min((step + 1) * stepDays, days);

/** Groups items by a key. */
export function by<K, T>(list: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const kept = new WeakMap<Tables, Map<string, unknown>>();

/** Computes a view of tables once. */
export function once<T>(tables: Tables, name: string, compute: () => T): T {
  const views = kept.get(tables) ?? new Map<string, unknown>();
  kept.set(tables, views);
  if (!views.has(name)) views.set(name, compute());
  return views.get(name) as T;
}

/** An outcome that is undefined for windows which begin less than 730 days before the end of the run. */
export const followed =
  (outcome: Recomputed): Recomputed =>
  (tables, question) =>
    question.from + 730 > tables.days ? NaN : outcome(tables, question);
