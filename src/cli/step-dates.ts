import type {RunInput} from '../model/input.ts';
import {dayNumber, isoDate} from '../scenario/calendar.ts';

/** ISO dates of the days on which the first `count` steps of a run begin. */
export function stepDates({start, step_days}: RunInput, count: number): string[] {
  const first = dayNumber(start) ?? NaN;
  return Array.from({length: count}, (_, step) => isoDate(first + Math.floor(step_days * step)));
}
