import type {RunInput} from '../model/input.ts';
import {dayNumber, isoDate} from '../scenario/calendar.ts';

/** ISO dates on which the first `count` weeks of a run begin. */
export function weekDates({start}: RunInput, count: number): string[] {
  const first = dayNumber(start) ?? NaN;
  return Array.from({length: count}, (_, week) => isoDate(first + 7 * week));
}
