/** What may be left of the curve at the horizon when censoring cut it short. */
const MADE_UP = 0.1;

/** How durations are averaged, for definitions. */
export const restrictedText = (horizon: number): string =>
  `mean restricted to ${horizon} days (area under the Kaplan-Meier curve; undefined when one was censored before and more than a tenth of the curve is left)`;

/** Sorts both columns by time, events before censorings of one time; insertion into an index, so ties keep their order. */
function order(times: Float64Array, events: Uint8Array, n: number): Int32Array {
  const index = Int32Array.from({length: n}, (_, i) => i);
  return index.sort((a, b) => times[a] - times[b] || events[b] - events[a] || a - b);
}

/**
 * Mean survival time restricted to `horizon`: the area under the Kaplan-Meier curve up to it.
 *
 * `events[i]` is 1 when the event happened at `times[i]`, 0 when it was still to come (censored). NaN when one
 * was censored before the horizon and more than a tenth of the curve is left there: too much would be made up.
 * Source: Kaplan & Meier (1958).
 */
export function restrictedMean(times: Float64Array, events: Uint8Array, n: number, horizon: number): number {
  const index = order(times, events, n);
  let alive = 1;
  let last = 0;
  let area = 0;
  let cutShort = false;
  for (let at = 0; at < n; at++) {
    const i = index[at];
    if (times[i] >= horizon) break;
    if (events[i] === 0) {
      cutShort = true;
      continue;
    }
    area += alive * (times[i] - last);
    last = times[i];
    alive *= 1 - 1 / (n - at);
  }
  return cutShort && alive > MADE_UP ? NaN : area + alive * (horizon - last);
}

/** Time at which the Kaplan-Meier curve first falls to one half; NaN when it never does. */
export function survivalMedian(times: Float64Array, events: Uint8Array, n: number): number {
  const index = order(times, events, n);
  let alive = 1;
  for (let at = 0; at < n; at++) {
    const i = index[at];
    if (events[i] === 0) continue;
    alive *= 1 - 1 / (n - at);
    if (alive <= 0.5) return times[i];
  }
  return NaN;
}
