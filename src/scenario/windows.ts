import type {DayWindow} from '../model/input.ts';
import {earliestDated} from './addresses.ts';
import {dayNumber, isoDate} from './calendar.ts';
import type {Fault} from './fault.ts';
import {DEFAULT_WINDOWS, DEFAULTS, type ScenarioDocument} from './schema.ts';

/** Longest run: with more, a week's work is repeated for a future nobody can defend. */
const LONGEST_RUN = 36_525; // days: a century

export interface Span {
  readonly start: number; // days since 1970-01-01
  readonly days: number;
}

/** First day and length of the run of a document whose dates are valid. */
export function spanOf({start = DEFAULTS.start, end = DEFAULTS.end}: ScenarioDocument): Span {
  const first = dayNumber(start) ?? 0;
  return {start: first, days: (dayNumber(end) ?? 0) - first};
}

/** What is wrong with the length of the run. */
export function spanFaults(document: ScenarioDocument): Fault[] {
  const {start = DEFAULTS.start, end = DEFAULTS.end, step_days: step = DEFAULTS.step_days} = document;
  const {start: first, days} = spanOf(document);
  if (days <= 0) return [{path: 'end', expected: `a date after the start, ${start}`, got: end}];
  if (days > LONGEST_RUN) return [{path: 'end', expected: 'a run of at most 100 years', got: `${days} days`}];
  const rest = days % step;
  if (rest === 0) return [];
  const [lower, upper] = [days - rest, days - rest + step].map((day) => isoDate(first + Math.ceil(day)));
  const hint = `try ${days - rest > 0 ? `${lower} or ` : ''}${upper}`;
  return [{path: 'end', expected: `a whole number of steps of ${step} days after ${start}`, got: end, hint}];
}

/** The windows in days from the start, in order of time, and what is wrong with them. */
export function windowsOf(document: ScenarioDocument): {windows: Record<string, DayWindow>; faults: Fault[]} {
  const {start, days} = spanOf(document);
  const faults: Fault[] = [];
  const found: [string, DayWindow][] = [];
  for (const [name, [from, to]] of Object.entries(document.windows ?? DEFAULT_WINDOWS)) {
    const window = {from: dayOf(from, document) - start, to: dayOf(to, document) - start};
    const path = `windows.${name}`;
    if (document.windows === undefined) {
      const clipped = {from: Math.max(window.from, 0), to: Math.min(window.to, days)};
      if (clipped.to > clipped.from) found.push([name, clipped]);
      continue;
    }
    const got = `${from} to ${to}`;
    if (Number.isNaN(window.from) || Number.isNaN(window.to)) {
      const hint = 'give policy_date, or an entry of the policy a date';
      faults.push({path, expected: 'dates, as no entry of the policy is dated', got, hint});
    } else if (window.to <= window.from) faults.push({path, expected: 'an end after its begin', got});
    else if (window.from < 0 || window.to > days) {
      faults.push({path, expected: `days of the run, ${isoDate(start)} to ${isoDate(start + days)}`, got});
    }
    found.push([name, window]);
  }
  if (found.length === 0) found.push(['whole', {from: 0, to: days}]); // a run outside the usual years
  found.sort(([a, x], [b, y]) => x.from - y.from || x.to - y.to || (a < b ? -1 : 1));
  return {windows: Object.fromEntries(found), faults};
}

/** Days since 1970-01-01 of a date or of an offset from the policy; NaN where the policy has no date. */
function dayOf(moment: string, document: ScenarioDocument): number {
  const offset = /^policy(?:([+-]\d+)([wd]))?$/.exec(moment);
  if (!offset) return dayNumber(moment) ?? NaN;
  const base = dayNumber(document.policy_date ?? earliestDated(document) ?? '') ?? NaN;
  return base + Number(offset[1] ?? 0) * (offset[2] === 'w' ? 7 : 1);
}
