import type {Run} from '../mechanism.ts';
import {EVERYONE} from '../segments.ts';
import {CLEARANCE} from '../world.ts';
import {createDelayCost} from './delay-cost.ts';
import {hiddenCritical} from './discovery.ts';
import {PHASE, type Places} from './places.ts';
import type {Publication} from './publication.ts';

/**
 * Makes the end of every gate: a release becomes public in a jurisdiction, cleared or, on request, uncleared.
 *
 * Reads places. Writes clearance, access, dates and cost of delay of releases, the public frontiers, and ends
 * the lives of weaker releases. Draws nothing.
 */
export function createClearing(
  run: Run,
  places: Places,
  publication: Publication,
): (place: number, day: number, state?: number) => void {
  const {world} = run;
  const {releases} = world;
  const width = world.jurisdictions.length;
  const abandons = run.on('abandonment');
  const delay = createDelayCost(run);
  const retired = releases.extend({retired: 'u8'});

  function clear(place: number, day: number, state: number = CLEARANCE.cleared): void {
    const release = places.releaseOf(place);
    const j = place % width;
    const {clearance, cleared, leftGate, developer, homePublic, capability, open} = releases.column;
    if (clearance[place] === CLEARANCE.gate) {
      leftGate[place] = day;
      releases.column.criticalOut[place] = hiddenCritical(world, release);
    }
    clearance[place] = state;
    if (state === CLEARANCE.cleared) {
      releases.column.evading[place] = 0;
      if (Number.isNaN(cleared[place])) cleared[place] = day;
    }
    places.column.phase[place] = PHASE.none;
    places.column.ticket[place]++;
    const atHome = world.developers.column.home[developer[release]] === j;
    if (atHome && Number.isNaN(homePublic[release])) homePublic[release] = day;
    world.publicFrontier = Math.max(world.publicFrontier, capability[release]);
    if (open[release] === 1) world.openFrontier = Math.max(world.openFrontier, capability[release]);
    bookDelay(place, day);
    publication.settle(release);
    places.grant(place, EVERYONE);
    places.note(place, day, 'public');
    if (abandons) supersede(place, day);
    if (isPublicEverywhere(release)) retireOlder(release);
  }

  function bookDelay(place: number, day: number): void {
    const margin = places.column.foregone[place]; // USD M per year
    if (margin === 0) return;
    const {delayCost, delayCostAfter, submitted} = releases.column;
    const release = places.releaseOf(place);
    delayCost[release] += margin * delay.during(day - submitted[place]);
    delayCostAfter[release] += margin * delay.after(day - submitted[place]);
  }

  function isPublicEverywhere(release: number): boolean {
    const {developer, clearance} = releases.column;
    for (let j = 0; j < width; j++) {
      if (world.developers.column.sells[developer[release] * width + j] === 0) continue;
      const state = clearance[release * width + j];
      if (state !== CLEARANCE.cleared && state !== CLEARANCE.uncleared) return false;
    }
    return true;
  }

  /** Jurisdictions where a release is public: bits. */
  function publicIn(release: number): number {
    const {clearance, access} = releases.column;
    let bits = 0;
    for (let j = 0; j < width; j++) {
      const place = release * width + j;
      if (clearance[place] === CLEARANCE.cleared && access[place] === EVERYONE) bits |= 1 << j;
    }
    return bits;
  }

  /**
   * Each release is better than its developer's one before, so one that is public everywhere ends their lives, save of
   * the last that is public in a place: customers fall back on it after a recall.
   */
  function retireOlder(release: number): void {
    const {previous, clearance, access, tested} = releases.column;
    let spare = 0;
    // What stands before a retired release is retired too, in a gate that will end it, or was spared before.
    for (let r = previous[release]; r >= 0 && retired.column.retired[r] === 0; r = previous[r]) {
      if (Number.isNaN(tested[r])) continue;
      let inGate = false;
      for (let place = r * width; place < (r + 1) * width; place++)
        if (clearance[place] === CLEARANCE.gate) inGate = true;
      if (inGate) continue;
      const here = publicIn(r);
      if ((here & ~spare) !== 0) {
        spare |= here;
        continue;
      }
      access.fill(0, r * width, (r + 1) * width);
      releases.retire(r);
      retired.column.retired[r] = 1;
    }
  }

  /** A release that is public makes its developer's weaker ones in the same gate pointless. */
  function supersede(place: number, day: number): void {
    const {previous, clearance, capability} = releases.column;
    const release = places.releaseOf(place);
    for (let r = previous[release]; r >= 0 && retired.column.retired[r] === 0; r = previous[r]) {
      const older = r * width + (place % width);
      if (clearance[older] === CLEARANCE.gate && capability[r] <= capability[release]) places.abandon(older, day);
    }
  }

  return clear;
}
