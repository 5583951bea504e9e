import {announcedOn} from '../announced.ts';
import {nthLargest} from '../launch.ts';
import type {Run} from '../mechanism.ts';
import {EVERYONE, SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';
import {type ActiveRegime, CLEARANCE, LEAKS} from '../world.ts';
import {detectionChance} from './deterrence.ts';
import {type Evasion, MODE, type Terms, WAY} from './evasion.ts';
import type {Places} from './places.ts';
import type {SubmissionChoice} from './submission.ts';

const PUBLISHED = LEAKS.indexOf('published');
const LOOK_BACK = 182; // days over which the pace of larger training runs is seen

/** What those who stay out of a gate need of it. */
export interface DodgerTools {
  readonly evasion: Evasion;
  readonly places: Places;
  readonly choice: SubmissionChoice;
  readonly clear: (place: number, day: number, state?: number) => void;
  readonly covers: (regime: ActiveRegime, release: number) => boolean;
  readonly submit: (place: number, regime: ActiveRegime, day: number) => void;
}

/** Releases that stay out of a gate, or are sold beside it. */
export interface Dodgers {
  /** Lets a developer choose; true when the release does not go to the gate. */
  take(place: number, regime: ActiveRegime, day: number): boolean;
  /** Lets those who stay outside choose anew. */
  review(day: number): void;
  /** Whether a place is outside the gate by their choice, which only they make anew. */
  watches(place: number): boolean;
  /** Ends the violations that inspectors have seen. */
  endCaught(day: number): void;
  begin(): void;
}

/**
 * Makes the dodgers of a gate: releases kept back, sold without clearance, or served from elsewhere.
 *
 * Reads regimes and policies. Writes clearance, evading, uncleared and access of releases, violations of developers.
 * Draws nothing itself.
 */
export function createDodgers(run: Run, {evasion, places, choice, clear, covers, submit}: DodgerTools): Dodgers {
  const {world, clock} = run;
  const {releases, developers} = world;
  const J = world.jurisdictions.length;
  const Z = SEGMENTS.length;
  const customerLoss = run.number('evasion.customer_loss');
  const sensitivity = run.number('inspection.sensitivity');
  const watched: number[] = []; // places outside the gate, and those in it that are sold beside it
  const own = releases.extend({published: 'u8'}); // 1 once its weights were given away without clearance
  const terms: Terms = {wait: 0, cost: 0, life: 0, easing: Infinity, announced: 0};

  /** Days until the rules end by their own date, or until larger training runs have pushed a release out of coverage. */
  function easing(release: number, j: number, regime: ActiveRegime): number {
    let days = Infinity;
    for (const {from, until, in: where, regime: rules} of run.input.policy) {
      if (until === null || until <= clock.from || from === null || from > clock.from || !rules.stages) continue;
      if (where.includes(world.jurisdictions[j])) days = Math.min(days, until - clock.from);
    }
    if (regime.threshold.index === 'fixed') return days;
    const {flop, trained} = releases.column;
    const least = nthLargest(world, regime.threshold.top);
    let larger = 0;
    for (let r = releases.rows - 1; r >= 0 && trained[r] > clock.from - LOOK_BACK - 7; r--) {
      if (flop[r] >= least && r !== release) larger++;
    }
    let ahead = 0;
    while (ahead < world.largest.length && world.largest[ahead] > flop[release]) ahead++;
    if (larger === 0) return days;
    return Math.min(days, ((regime.threshold.top - ahead) / larger) * LOOK_BACK);
  }

  function chooseNow(place: number, regime: ActiveRegime, day: number): number {
    const release = places.releaseOf(place);
    const j = place % J;
    terms.wait = choice.daysToClear(regime, j, 0, 0);
    terms.cost = choice.remaining(release, j, regime, 0, day);
    terms.life = choice.usualLife(releases.column.developer[release]);
    terms.easing = easing(release, j, regime);
    terms.announced = announcedOn(run, j);
    return evasion.choose(place, regime, terms);
  }

  /** Sells a release without clearance to the segments of a mask. */
  function defy(place: number, mask: number, mode: number, day: number): void {
    const {developer, evading, uncleared} = releases.column;
    const row = developer[places.releaseOf(place)];
    const j = place % J;
    evading[place] = mask;
    if (mask === EVERYONE && Number.isNaN(uncleared[place])) uncleared[place] = day;
    violate(place, mode);
    warn(row, j, mask, mode);
    if (mask === EVERYONE) clear(place, day, CLEARANCE.uncleared);
  }

  /** Makes a release the one that inspectors may find its developer with. */
  function violate(place: number, mode: number): void {
    const at = releases.column.developer[places.releaseOf(place)] * J + (place % J);
    const before = developers.column.violation[at] - 1;
    if (before >= 0 && before !== place) stop(before);
    developers.column.violation[at] = place + 1;
    developers.column.mode[at] = mode;
  }

  /** Gives the weights of a release away, for good: it is not on sale there, and whoever hides can serve it. */
  function publish(place: number, day: number): void {
    const release = places.releaseOf(place);
    if (own.column.published[release] === 0) {
      own.column.published[release] = 1;
      const row = world.leaks.add(releases.idLow[release], world.leaks.rows);
      const {column} = world.leaks;
      column.day[row] = day;
      column.release[row] = release;
      column.jurisdiction[row] = place % J;
      column.channel[row] = PUBLISHED;
      column.ended[row] = Infinity;
      places.note(place, day, 'weights given away');
    }
    violate(place, MODE.nameless);
    keepBack(place, day);
  }

  function isPublished(place: number): boolean {
    const at = releases.column.developer[places.releaseOf(place)] * J + (place % J);
    return developers.column.violation[at] === place + 1 && developers.column.mode[at] === MODE.nameless;
  }

  /** Customers of a vendor without clearance bear what its being found out would cost them; some do not follow it abroad. */
  function warn(row: number, j: number, mask: number, mode: number): void {
    const inspections = evasion.beliefs.believed(row, j, mask) * evasion.visible[mode];
    const chance = detectionChance(inspections, sensitivity); // within a year
    for (let z = 0; z < Z; z++) {
      const trust = SEGMENT_PROFILES[SEGMENTS[z]].trust;
      const secrecy = mode === MODE.secret ? evasion.secrecyLoss * trust : 0;
      const loss = chance * customerLoss * trust + secrecy + (mode === MODE.elsewhere ? evasion.frictionLoss : 0);
      run.market.punishCustomers(row, j, z, (mask & (1 << z)) === 0 ? 0 : loss);
    }
  }

  /** Ends a violation, for whatever reason: beside the gate it is sold no more, outside it that is for others to say. */
  function stop(place: number): void {
    const {developer, evading, clearance, stage} = releases.column;
    if (evading[place] !== 0) {
      evading[place] = 0;
      if (clearance[place] === CLEARANCE.gate) places.grant(place, places.regimeOf(place).stages[stage[place]].mask);
    }
    const at = developer[places.releaseOf(place)] * J + (place % J);
    if (developers.column.violation[at] !== place + 1) return;
    developers.column.violation[at] = 0;
    developers.column.mode[at] = MODE.home;
    warn(developer[places.releaseOf(place)], place % J, 0, MODE.home);
  }

  function keepBack(place: number, day: number): void {
    if (releases.column.clearance[place] === CLEARANCE.withheld) return;
    releases.column.clearance[place] = CLEARANCE.withheld;
    places.grant(place, 0);
    places.note(place, day, 'kept back');
  }

  const isOpen = (place: number): boolean => releases.column.open[places.releaseOf(place)] === 1;

  /** Whether a way leaves a release on sale there that is on sale without clearance. */
  function goesOn(place: number, way: number): boolean {
    if (way === WAY.defy) return evasion.maskOf(place) === EVERYONE;
    return way === WAY.relocate || way === WAY.hide || (way === WAY.open && isOpen(place));
  }

  /** Carries out a choice; true when the release stays out of the gate. */
  function follow(place: number, way: number, day: number): boolean {
    const row = releases.column.developer[places.releaseOf(place)];
    const mask = evasion.maskOf(place);
    if (way === WAY.comply) return false;
    if (way === WAY.defy && mask !== EVERYONE) {
      defy(place, mask, MODE.home, day);
      return false; // in the gate for the others
    }
    const {announced} = terms;
    const isReady = (since: number): boolean => since <= clock.to;
    if (way === WAY.defy) defy(place, EVERYONE, MODE.home, day);
    else if (way === WAY.open && isOpen(place)) defy(place, EVERYONE, MODE.nameless, day);
    else if (way === WAY.open) publish(place, day);
    else if (way === WAY.relocate && isReady(evasion.readyElsewhere(row, place % J, announced)))
      defy(place, EVERYONE, MODE.elsewhere, day);
    else if (way === WAY.hide && isReady(evasion.readyInSecret(row, place % J, announced)))
      defy(place, EVERYONE, MODE.secret, day);
    else keepBack(place, day);
    return true;
  }

  /** Whether a newer release of the same developer is on offer to everybody there. */
  function isSuperseded(place: number): boolean {
    const {previous, developer, access} = releases.column;
    const release = places.releaseOf(place);
    const j = place % J;
    for (let r = developers.column.latest[developer[release]]; r > release; r = previous[r]) {
      if (access[r * J + j] === EVERYONE) return true;
    }
    return false;
  }

  function isOver(place: number): boolean {
    const row = releases.column.developer[places.releaseOf(place)];
    return !Number.isNaN(developers.column.gone[row]) || isSuperseded(place);
  }

  /** Looks at one place outside the gate; true when it stays there. */
  function revisit(place: number, day: number): boolean {
    const {clearance, evading} = releases.column;
    const state = clearance[place];
    const outside = state === CLEARANCE.withheld || state === CLEARANCE.uncleared;
    if (isOver(place) || (!outside && (state !== CLEARANCE.gate || evading[place] === 0))) {
      stop(place);
      return false;
    }
    const regime = world.regimes[place % J];
    if (regime === null || !covers(regime, places.releaseOf(place))) {
      stop(place);
      if (outside) clear(place, day);
      return false;
    }
    if (!outside) return true; // in the gate by choice: the wait only grows shorter
    const way = chooseNow(place, regime, day);
    const served = state === CLEARANCE.uncleared;
    if (served && goesOn(place, way)) return true;
    if (served) {
      stop(place);
      releases.column.clearance[place] = CLEARANCE.withheld;
      places.grant(place, 0);
    }
    if (!served && way === WAY.hold) return true;
    if (!served && way !== WAY.open && isPublished(place)) stop(place);
    if (follow(place, way, day)) return true;
    submit(place, regime, day);
    return releases.column.evading[place] !== 0;
  }

  return {
    take(place, regime, day) {
      if (!evasion.on || regime.binding === 'voluntary') return false;
      evasion.weigh(place);
      developers.column.bound[releases.column.developer[places.releaseOf(place)] * J + (place % J)] = 1;
      const way = chooseNow(place, regime, day);
      if (way === WAY.comply) return false;
      watched.push(place);
      return follow(place, way, day);
    },
    review(day) {
      let kept = 0;
      const many = watched.length; // a place that goes to the gate may not come back in the same review
      for (let n = 0; n < many; n++) if (revisit(watched[n], day)) watched[kept++] = watched[n];
      watched.length = kept;
    },
    watches: (place) => watched.includes(place),
    endCaught(day) {
      for (const place of evasion.caught) {
        const regime = world.regimes[place % J];
        const state = releases.column.clearance[place];
        if (releases.column.evading[place] === 0) continue;
        stop(place);
        if (state === CLEARANCE.gate) continue;
        const at = watched.indexOf(place);
        if (at >= 0) watched.splice(at, 1);
        if (regime === null || !covers(regime, places.releaseOf(place))) {
          clear(place, day);
          continue;
        }
        releases.column.clearance[place] = CLEARANCE.withheld;
        places.grant(place, 0);
        if (!isOver(place)) submit(place, regime, day);
      }
      evasion.caught.length = 0;
    },
    begin() {
      watched.length = 0;
    },
  };
}
