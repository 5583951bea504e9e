import type {Run} from './mechanism.ts';

/** Day on which the rules of a jurisdiction were announced, as far as their entries say; else the day of today. */
export function announcedOn({input, clock, world}: Run, jurisdiction: number): number {
  let day = clock.from;
  for (const entry of input.policy) {
    if (entry.from === null || entry.from > clock.from || (entry.until ?? Infinity) <= clock.from) continue;
    if (entry.in.includes(world.jurisdictions[jurisdiction]))
      day = Math.min(day, entry.announced ?? entry.from, entry.from);
  }
  return day;
}
