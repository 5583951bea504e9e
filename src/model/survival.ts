import type {DayWindow} from './input.ts';

/** How durations are averaged, for definitions. */
export const restrictedText = (horizon: number): string =>
  `mean restricted to ${horizon} days (area under the Kaplan-Meier curve); undefined for a window that begins less than ${horizon} days before the end of the run`;

/**
 * Whether a cohort can be followed to the horizon at all. It looks at dates alone: leaving out the runs in
 * which many still wait would bias what is left.
 */
export const isFollowed = (window: DayWindow, horizon: number, days: number): boolean => window.from + horizon <= days;

/** A product of many shares is known to this much: a curve at one half may come out a hair above it. */
const ROUNDING = 1e-9;

/** Sorts both columns by time, events before censorings of one time; insertion into an index, so ties keep their order. */
function order(times: Float64Array, events: Uint8Array, n: number): Int32Array {
  const index = Int32Array.from({length: n}, (_, i) => i);
  return index.sort((a, b) => times[a] - times[b] || events[b] - events[a] || a - b);
}

/**
 * Mean survival time restricted to `horizon`: the area under the Kaplan-Meier curve up to it.
 *
 * `events[i]` is 1 when the event happened at `times[i]`, 0 when it was still to come (censored). Where follow-up
 * ends before the horizon the curve is carried on at its last level. Source: Kaplan & Meier (1958).
 */
export function restrictedMean(times: Float64Array, events: Uint8Array, n: number, horizon: number): number {
  const index = order(times, events, n);
  let alive = 1;
  let last = 0;
  let area = 0;
  for (let at = 0; at < n; at++) {
    const i = index[at];
    if (times[i] >= horizon) break;
    if (events[i] === 0) continue;
    area += alive * (times[i] - last);
    last = times[i];
    alive *= 1 - 1 / (n - at);
  }
  return area + alive * (horizon - last);
}

/** Time at which the Kaplan-Meier curve first falls to one half; NaN when it never does. */
export function survivalMedian(times: Float64Array, events: Uint8Array, n: number): number {
  const index = order(times, events, n);
  let alive = 1;
  for (let at = 0; at < n; at++) {
    const i = index[at];
    if (events[i] === 0) continue;
    alive *= 1 - 1 / (n - at);
    if (alive <= 0.5 + ROUNDING) return times[i];
  }
  return NaN;
}
