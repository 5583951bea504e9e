import {createAgenda} from '../../engine/agenda.ts';
import type {Playing, Run} from '../mechanism.ts';
import {EVERYONE} from '../segments.ts';
import {type ActiveRegime, CLEARANCE} from '../world.ts';
import {createClearing} from './clearing.ts';
import {createCoverage} from './coverage.ts';
import {hiddenCritical} from './discovery.ts';
import {heldUnder, isAllHeld, NOTHING} from './held.ts';
import {EVENT} from './gate-events.ts';
import {createPassages} from './passages.ts';
import {createDodgers} from './dodgers.ts';
import type {Evasion} from './evasion.ts';
import {createPlaces, PHASE} from './places.ts';
import {createPublication} from './publication.ts';
import {createReviewTeams} from './review-teams.ts';
import {createSubmissionChoice} from './submission.ts';
import {createTests} from './testing.ts';

/** A step with more events than this is a loop in no time: stages, remediation and approvals that all take 0 days. */
const EVENTS_PER_STEP = 1_000_000;

/** Choices of planning kind are made anew after so many days. */
const EPOCH_DAYS = 28;

/**
 * Plays all gates of a step in order of day, inside the week.
 *
 * Reads regimes, releases, closures, reports of critical defects. Writes clearance, stage, access and dates of
 * releases, and the reviews table. Draws nothing itself.
 */
export function playGate(run: Run, evasion: Evasion): Playing {
  const {world, clock} = run;
  const {releases} = world;
  const width = world.jurisdictions.length;
  const agenda = createAgenda();
  const teams = createReviewTeams(run);
  const tests = createTests(run);
  const choice = createSubmissionChoice(run, teams);
  const {covers, shareReviewed} = createCoverage(run, choice);
  const places = createPlaces(run, teams);
  const publication = createPublication(run);
  const clear = createClearing(run, places, publication);
  const passages = createPassages(run, {agenda, places, teams, tests, choice, clear, recalled: fallBack});
  const submits = run.on('submission_choice');
  const abandons = run.on('abandonment');
  const rollsBack = run.on('rollback');
  const ruling: (ActiveRegime | null)[] = world.regimes.map(() => null); // what held in the step before
  const dodgers = createDodgers(run, {evasion, places, choice, clear, covers, submit: apply});
  let seen = 0;
  let withheld = false; // something may be
  let nextEpoch = 0;

  function submit(release: number, day: number): void {
    const {developer, tested} = releases.column;
    tested[release] = day;
    publication.decide(release);
    for (let j = 0; j < width; j++) {
      if (world.developers.column.sells[developer[release] * width + j] === 0) continue;
      const place = release * width + j;
      const regime = world.regimes[j];
      if (world.developers.column.withdrawn[developer[release] * width + j] === 1) withhold(place, day);
      else if (regime === null || !covers(regime, release)) clear(place, day);
      else if (!dodgers.take(place, regime, day)) apply(place, regime, day);
    }
  }

  /** Submits a release, if that pays. */
  function apply(place: number, regime: ActiveRegime, day: number): void {
    if (submits && !worthSubmitting(place, regime, day)) withhold(place, day);
    else enterGate(place, regime, day);
  }

  function worthSubmitting(place: number, regime: ActiveRegime, day: number): boolean {
    const release = places.releaseOf(place);
    const wait = choice.daysToClear(regime, place % width, 0, 0);
    return choice.pays(release, place % width, regime, 0, wait, NaN, day);
  }

  function withhold(place: number, day: number): void {
    releases.column.evading[place] = 0;
    releases.column.clearance[place] = CLEARANCE.withheld;
    places.note(place, day, 'withheld');
    withheld = true;
  }

  /** What did not pay to submit may pay now, or need no gate any more. */
  function reconsiderWithheld(): void {
    withheld = false;
    for (const release of living()) {
      for (let j = 0; j < width; j++) {
        const place = release * width + j;
        if (releases.column.clearance[place] !== CLEARANCE.withheld) continue;
        withheld = true;
        if (isOvertaken(release, j) || dodgers.watches(place)) continue;
        const regime = world.regimes[j];
        if (regime === null || !covers(regime, release)) clear(place, clock.from);
        else if (worthSubmitting(place, regime, clock.from)) enterGate(place, regime, clock.from);
      }
    }
  }

  /** Whether a newer release of the same developer is public there or in the gate. */
  function isOvertaken(release: number, j: number): boolean {
    const {developer, previous, clearance} = releases.column;
    for (let r = world.developers.column.latest[developer[release]]; r > release; r = previous[r]) {
      const state = clearance[r * width + j];
      if (state === CLEARANCE.cleared || state === CLEARANCE.gate) return true;
    }
    return false;
  }

  function enterGate(place: number, regime: ActiveRegime, day: number, held = NOTHING): void {
    const {clearance, submitted, leftGate} = releases.column;
    clearance[place] = CLEARANCE.gate;
    submitted[place] = day;
    leftGate[place] = NaN;
    places.putUnder(place, regime, held);
    const release = places.releaseOf(place);
    releases.column.caught[place] = NaN;
    releases.column.later[place] = NaN;
    releases.column.criticalIn[place] = hiddenCritical(world, release);
    releases.column.criticalOut[place] = 0;
    places.column.foregone[place] = Math.max(gainOf(release, place % width) - gainOnTheWay(release, place % width), 0);
    places.note(place, day, 'submitted');
    if (abandons) reconsiderOlder(place, day);
    passages.advance(place, 0, day);
  }

  const gainOf = (release: number, j: number): number =>
    run.market.gain(releases.column.developer[release], j, releases.column.capability[release]);

  /** What the developer's release before it would add, if that waits in the same gate. */
  function gainOnTheWay(release: number, j: number): number {
    const before = releases.column.previous[release];
    return before >= 0 && releases.column.clearance[before * width + j] === CLEARANCE.gate ? gainOf(before, j) : 0;
  }

  /** A newer release shortens the life of those before it that no team has begun to review. */
  function reconsiderOlder(place: number, day: number): void {
    const {previous, clearance, submitted} = releases.column;
    const j = place % width;
    for (let r = previous[places.releaseOf(place)]; r >= 0; r = previous[r]) {
      const older = r * width + j;
      if (clearance[older] !== CLEARANCE.gate || !passages.isQueued(older)) continue;
      const regime = places.regimeOf(older);
      const stage = releases.column.stage[older];
      const wait = choice.daysToClear(regime, j, stage, places.column.completed[older]);
      const until = wait + day - submitted[older]; // the newer one is as far behind
      if (!choice.pays(r, j, regime, stage, wait, until, day)) places.abandon(older, day);
    }
  }

  /**
   * Sends what is already public back through a gate whose rules cover stock, as far as they ask more than it was cleared
   * under; access stays until a finding. What only stands by for a newer release is not in use: it goes when it is needed.
   */
  function recertify(j: number, regime: ActiveRegime): void {
    const {clearance, access} = releases.column;
    for (const release of living()) {
      const place = release * width + j;
      if (clearance[place] !== CLEARANCE.cleared || access[place] === 0 || !covers(regime, release)) continue;
      if (isOvertaken(release, j)) continue;
      certifyAgain(place, regime, clock.from);
    }
  }

  function certifyAgain(place: number, regime: ActiveRegime, day: number): void {
    const isNew = Number.isNaN(releases.column.submitted[place]);
    const held = isNew ? NOTHING : heldUnder(places.regimeOf(place), places.column.completed[place], regime);
    if (!isAllHeld(held, regime)) enterGate(place, regime, day, held);
  }

  /** After a recall customers have the release before: where rules cover stock it goes through the gate now. */
  function fallBack(place: number, day: number): void {
    const {previous, access, clearance} = releases.column;
    const regime = places.regimeOf(place);
    if (regime.applies_to !== 'stock_and_new') return;
    for (let r = previous[places.releaseOf(place)]; r >= 0; r = previous[r]) {
      const older = r * width + (place % width);
      if (access[older] !== EVERYONE) continue;
      if (clearance[older] === CLEARANCE.cleared && covers(regime, r)) certifyAgain(older, regime, day);
      return;
    }
  }

  function reportCritical(release: number): void {
    for (let j = 0; j < width; j++) {
      const place = release * width + j;
      const {phase} = places.column;
      if (phase[place] !== PHASE.stage && phase[place] !== PHASE.decision) continue;
      if (rollsBack) passages.rollBack(place, clock.from);
    }
  }

  /** Lets everything through once a jurisdiction has no gate any more. */
  function open(j: number): void {
    for (const release of living()) {
      const place = release * width + j;
      const state = releases.column.clearance[place];
      if (state !== CLEARANCE.gate && state !== CLEARANCE.withheld && state !== CLEARANCE.uncleared) continue;
      places.breakOff(place, clock.from);
      clear(place, clock.from);
    }
  }

  /** Live releases as they are now: clearing one may end the lives of others. */
  const living = (): Int32Array => releases.live.slice(0, releases.liveCount);

  /** Ends the lives of a closed developer's releases, in every gate. */
  function withdrawAll(developer: number): void {
    const {previous, clearance} = releases.column;
    for (let r = world.developers.column.latest[developer]; r >= 0; r = previous[r]) {
      for (let place = r * width; place < (r + 1) * width; place++) {
        if (clearance[place] === CLEARANCE.gate) places.abandon(place, clock.from);
      }
      releases.retire(r);
    }
  }

  function watchRules(): void {
    for (let j = 0; j < width; j++) {
      const regime = world.regimes[j];
      if (regime === ruling[j]) continue;
      const before = ruling[j];
      ruling[j] = regime;
      const gated = regime !== null && regime.stages.length > 0;
      if (!gated && before !== null) open(j);
      if (gated && regime.applies_to === 'stock_and_new') recertify(j, regime);
    }
  }

  function handle(): void {
    const {day, kind, a, b} = agenda;
    if (kind !== EVENT.tested) passages.happen(kind, a, b, day);
    else if (Number.isNaN(world.developers.column.gone[releases.column.developer[a]])) {
      tests.conclude(a, day - releases.column.trained[a], day, shareReviewed(a));
      submit(a, day);
    }
  }

  return {
    begin() {
      agenda.clear();
      teams.begin();
      places.clear();
      ruling.fill(null);
      dodgers.begin();
      seen = 0;
      withheld = false;
      nextEpoch = 0;
    },
    step() {
      for (const developer of world.closures) withdrawAll(developer);
      world.closures.length = 0;
      teams.grow();
      passages.takeUp(clock.from);
      watchRules();
      dodgers.endCaught(clock.from);
      if (clock.from >= nextEpoch) {
        nextEpoch += EPOCH_DAYS;
        dodgers.review(clock.from);
        if (withheld) reconsiderWithheld();
      }
      for (const release of world.criticalReports) reportCritical(release);
      world.criticalReports.length = 0;
      for (; seen < releases.rows; seen++) {
        const {trained, tested, origin, unpatched} = releases.column;
        if (origin[seen] >= 0 || unpatched[seen] === 1) continue; // whoever copies tests nothing
        if (Number.isNaN(tested[seen])) agenda.put(trained[seen] + tests.days(seen), EVENT.tested, seen, 0);
        else tests.conclude(seen, tests.days(seen), clock.from, 0); // models of day 0 were tested before
      }
      for (let events = 0; agenda.take(clock.to); events++) {
        if (events > EVENTS_PER_STEP)
          throw new Error('the gate went round in circles: give floors, remediation or approvals some time');
        handle();
      }
    },
  };
}
