import type {DayWindow, RunInput} from '../../model/input.ts';
import {dayNumber} from '../../scenario/calendar.ts';
import type {EnsembleResult} from '../ensemble.ts';
import {shareOfGroups} from '../paired.ts';
import {intervalOfMean} from '../summary.ts';
import {mean} from '../../numeric/sum.ts';
import type {Measured} from './fact.ts';

/** What a number is called and where it should lie. */
export interface Band {
  readonly what: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

/** A number without chance in it. */
export const exactly = (band: Band, value: number): Measured => ({...band, value, interval: [value, value]});

const defined = (values: Float64Array): Float64Array => values.filter((value) => value === value);

/** Mean over runs of a column with one value per run. */
export const meanOver = (band: Band, values: Float64Array): Measured => ({
  ...band,
  value: mean(defined(values)),
  interval: intervalOfMean(values),
});

/** A column without and with a policy, one value per run. */
export interface Arms {
  readonly without: Float64Array;
  readonly under: Float64Array;
}

/**
 * Change of a mean over runs by a policy, as a share; with a `control`, relative to the change there: a column whose mean
 * it is and whose spread is that of the linearised ratio.
 *
 * A mean of the ratios of runs would be too high where a run counts few.
 */
export function changes({without, under}: Arms, control?: Arms): Float64Array {
  const over = [under, ...(control ? [control.without] : [])].map((column) => ({column, of: mean(column)}));
  const below = [without, ...(control ? [control.under] : [])].map((column) => ({column, of: mean(column)}));
  const product = (factors: typeof over): number => factors.reduce((all, {of}) => all * of, 1);
  const ratio = product(over) / product(below);
  return under.map((_, run) => {
    let value = 1;
    for (const {column, of} of over) value += column[run] / of - 1;
    for (const {column, of} of below) value -= column[run] / of - 1;
    return ratio * value - 1;
  });
}

/** Share of the runs in which something holds (1) or not (0). */
export const shareOver = (band: Band, hits: Float64Array): Measured => ({
  ...band,
  value: mean(defined(hits)),
  interval: shareOfGroups(hits),
});

/** The values of an outcome, one per run. Throws when the ensemble has none of that name. */
export function columnOf({outcomes, columns}: EnsembleResult, name: string): Float64Array {
  const at = outcomes.findIndex(({id, window}) => `${id}@${window}` === name);
  if (at < 0) throw new Error(`validation: no outcome called "${name}"`);
  return columns[at];
}

/** A column computed run by run from others. */
export function combine(columns: readonly Float64Array[], compute: (...values: number[]) => number): Float64Array {
  return columns[0].map((_, run) => compute(...columns.map((column) => column[run])));
}

/** A window between two dates, in days of the run. */
export function between(input: Pick<RunInput, 'start'>, from: string, to: string): DayWindow {
  const start = dayNumber(input.start) ?? 0;
  return {from: (dayNumber(from) ?? NaN) - start, to: (dayNumber(to) ?? NaN) - start};
}

/** The input measured over the calendar years of its hindcast, `y2023` and so on, and over all of them, `hindcast`. */
export function hindcast(input: RunInput): RunInput {
  return {
    ...input,
    days: Math.min(input.days, 1095 - (1095 % input.step_days) + 7),
    windows: {
      hindcast: between(input, '2023-01-02', '2025-12-29'),
      y2023: between(input, '2023-01-02', '2024-01-01'),
      y2024: between(input, '2024-01-01', '2024-12-30'),
      y2025: between(input, '2024-12-30', '2025-12-29'),
    },
  };
}
