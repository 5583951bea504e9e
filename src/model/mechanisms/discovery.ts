import type {EvaluatorAccess} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASSES, DEFECT_CLASSES, type World} from '../world.ts';

/** Classes whose defects let a reviewer stop a release, before use or in it. */
const CRITICAL: readonly number[] = [DEFECT_CLASSES.indexOf('deep'), DEFECT_CLASSES.indexOf('trigger')];

/** Adds expert-hours at a level of access to a release: what each class gets depends on the access. */
export function addExpertEffort(
  world: World,
  release: number,
  hours: number,
  access: EvaluatorAccess,
  multipliers: Readonly<Record<EvaluatorAccess, number>>,
): void {
  const {effort} = world.releases.column;
  const at = release * CHANNELS.length;
  const effective = hours * multipliers[access];
  effort[at + CHANNEL.shallow] += effective;
  effort[at + CHANNEL.deep] += effective;
  // A channel collects effort from its own level of access and from every deeper one.
  const level = access === 'black_box' ? 0 : access === 'fine_tuning' ? 1 : 2;
  for (let n = 0; n <= level; n++) effort[at + CHANNEL.trigger + n] += effective;
}

/** Worth of an expert-hour by access, from the scenario. */
export function accessMultipliers(run: Run): Readonly<Record<EvaluatorAccess, number>> {
  return {
    black_box: 1,
    fine_tuning: run.number('detection.fine_tuning_multiplier'),
    white_box: run.number('detection.white_box_multiplier'),
  };
}

/**
 * Looks up which hidden defects the effort so far has found, marks them with `day`, and returns how many.
 * `each` hears of every one of them.
 */
export function discover(world: World, release: number, day: number, each?: (defect: number) => void): number {
  const {firstDefect, defects: counts, effort, found} = world.releases.column;
  const {column} = world.defects;
  const end = firstDefect[release] + counts[release];
  let news = 0;
  for (let row = firstDefect[release]; row < end; row++) {
    if (!Number.isNaN(column.found[row])) continue;
    if (column.foundAt[row] > effort[release * CHANNELS.length + column.channel[row]]) continue;
    column.found[row] = day;
    found[release * CLASSES + column.class[row]]++;
    news++;
    each?.(row);
  }
  return news;
}

/** Takes a defect out of the field; on copies that no patch reaches it stays. */
export function remove(world: World, defect: number, day: number): void {
  const {column} = world.defects;
  if (!Number.isNaN(column.removed[defect])) return;
  column.removed[defect] = day;
  const at = column.release[defect] * CLASSES + column.class[defect];
  const {hazard, unpatched} = world.releases.column;
  hazard[at] = Math.max(hazard[at] - column.rate[defect] * (1 - unpatched[column.release[defect]]), 0);
}

/** Counts the deep and trigger defects of a release that nobody has found. */
export function hiddenCritical(world: World, release: number): number {
  const {firstDefect, defects: counts} = world.releases.column;
  const {class: classOf, found, removed} = world.defects.column;
  let hidden = 0;
  for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
    if (!CRITICAL.includes(classOf[row])) continue;
    if (Number.isNaN(found[row]) && Number.isNaN(removed[row])) hidden++;
  }
  return hidden;
}
