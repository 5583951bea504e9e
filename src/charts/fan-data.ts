/** A shaded range around a median, e.g. the middle 50 % of futures. NaN where a week has no value. */
export interface FanBand {
  readonly share: number; // of futures inside, 0.5 or 0.9
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** One scenario's futures. `id` becomes a class of its marks, so that a style sheet can colour them. */
export interface FanSide {
  readonly id: string;
  readonly label: string; // one or two letters, written at the end of the line
  readonly name: string; // in full, for legends
  readonly median: ArrayLike<number>;
  readonly bands: readonly FanBand[]; // widest first, so that narrower ones lie on top
}

/** A vertical line at a moment that matters. */
export interface FanRule {
  readonly time: number; // ms since 1970, UTC
  readonly label: string;
}

/** A named span of time. */
export interface FanWindow {
  readonly from: number; // ms since 1970, UTC
  readonly to: number;
  readonly label: string;
  readonly chosen: boolean; // the one the numbers beside the chart are about
}

/** All that a fan chart shows: columns over one time axis. */
export interface FanData {
  readonly title: string; // what a screen reader says first
  readonly description: string; // and then
  readonly unit: string; // of the vertical axis, written above it
  readonly times: ArrayLike<number>; // ms since 1970, UTC, rising
  readonly sides: readonly FanSide[];
  readonly rules: readonly FanRule[];
  readonly windows: readonly FanWindow[];
  readonly end?: FanRule; // when the last value is and why there is none later; one of the rules too
}

/** The last row in which a side has a value; -1 where there is none. */
export function lastRow({sides}: Pick<FanData, 'sides'>): number {
  return Math.max(-1, ...sides.map(({median}) => lastValue(median)));
}

/** The place of the last number of a column; -1 where there is none. */
export function lastValue(column: ArrayLike<number>): number {
  for (let i = column.length - 1; i >= 0; i--) if (Number.isFinite(column[i])) return i;
  return -1;
}
