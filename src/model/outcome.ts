import type {Clock} from '../engine/kernel.ts';
import type {DayWindow, RunInput} from './input.ts';
import type {Market} from './market.ts';
import type {Ledger} from './mechanisms/accounts.ts';
import type {RaceLog} from './mechanisms/play-race.ts';
import type {Deal} from './mechanisms/rounds.ts';
import type {World} from './world.ts';

/** What an outcome can be broken down by: developers are those that the scenario names one by one. */
export type Dimension = 'kind' | 'developer' | 'nest' | 'jurisdiction' | 'segment';

/** One dimension, or several at once, in their order: hhi.eu.enterprise. */
export type Breakdown = Dimension | `${Dimension}.${Dimension}`;

/** Which part of the world a value is about; absent = all of it. Members are row numbers of their lists. */
export interface Part {
  readonly kind?: number;
  readonly developer?: number; // of those that the scenario names one by one
  readonly nest?: number; // the outside good after those of the world
  readonly jurisdiction?: number;
  readonly segment?: number;
}

/** What observers may look at. They are handed no draws. */
export interface View {
  readonly input: RunInput;
  readonly world: World;
  readonly clock: Clock;
  readonly market: Market;
  readonly ledger: Ledger;
  readonly deals: readonly Deal[];
  readonly race: RaceLog;
  readonly ticks: number;
  /** Value of a number parameter. */
  readonly number: (name: string) => number;
}

export interface OutcomeDefinition {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
  readonly breakdowns: readonly Breakdown[];
  /** Days that a point of the series looks back on; 0 = the step alone. */
  readonly span: number;
}

/** Outcomes that share what they watch. */
export interface OutcomeGroup {
  readonly outcomes: readonly OutcomeDefinition[];
  watch(view: View): Watching;
}

export interface Watching {
  begin?(): void;
  /** Looks at the world after a step. */
  observe?(): void;
  /** Value of an outcome over a window (NaN = undefined). Called after the last step. */
  measure(id: string, window: DayWindow, part: Part): number;
}

// What definitions share.
export const OVER_STEPS = 'mean over the steps that begin in the window, as they end';
export const PER_YEAR = 'per year of the window that the run covers';
export const BY_HOME = 'a jurisdiction counts developers at home there';

/** Mean of a series of steps over a window; NaN when it holds no step, or one without a value. */
export function meanOver(values: Float64Array, window: DayWindow, stepDays: number): number {
  const [from, to] = stepsOf(window, stepDays, values.length);
  let total = 0;
  for (let tick = from; tick < to; tick++) total += values[tick];
  return to > from ? total / (to - from) : NaN;
}

/** First and end step of a window: those that begin inside it. */
export function stepsOf(window: DayWindow, stepDays: number, ticks: number): readonly [number, number] {
  const from = Math.max(Math.ceil(window.from / stepDays), 0);
  return [from, Math.min(Math.ceil(window.to / stepDays), ticks)];
}

/** Length in years of the part of a window that the run covers; NaN when it covers none. */
export function yearsOf(window: DayWindow, days: number): number {
  const length = Math.min(window.to, days) - Math.max(window.from, 0);
  return length > 0 ? length / 365.25 : NaN;
}
