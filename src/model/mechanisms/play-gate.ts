import {createAgenda} from '../../engine/agenda.ts';
import {ln} from '../../numeric/ln.ts';
import {nthLargest} from '../launch.ts';
import type {Playing, Run} from '../mechanism.ts';
import {type ActiveRegime, CLEARANCE, NEST} from '../world.ts';
import {createClearing} from './clearing.ts';
import {EVENT} from './gate-events.ts';
import {createPassages} from './passages.ts';
import {createDodgers} from './dodgers.ts';
import type {Evasion} from './evasion.ts';
import {createPlaces, PHASE} from './places.ts';
import {createReviewTeams} from './review-teams.ts';
import {createSubmissionChoice} from './submission.ts';
import {createTests} from './testing.ts';

/** A step with more events than this is a loop in no time: stages, remediation and approvals that all take 0 days. */
const EVENTS_PER_STEP = 1_000_000;

const EPOCH_DAYS = 28; // choices of those outside the gate are remade every four weeks

const log10 = (x: number): number => (x > 0 ? ln(x) / 2.302585092994046 : -Infinity);

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
  const places = createPlaces(run, teams);
  const clear = createClearing(run, places);
  const passages = createPassages(run, {agenda, places, teams, tests, choice, clear});
  const submits = run.on('submission_choice');
  const abandons = run.on('abandonment');
  const rollsBack = run.on('rollback');
  const ruling: (ActiveRegime | null)[] = world.regimes.map(() => null); // what held in the step before
  const dodgers = createDodgers(run, {evasion, places, choice, clear, covers, submit: apply});
  let seen = 0;
  let nextEpoch = 0;

  function submit(release: number, day: number): void {
    const {developer, tested} = releases.column;
    tested[release] = day;
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

  function covers(regime: ActiveRegime, release: number): boolean {
    const {developer, open, flop} = releases.column;
    if (regime.stages.length === 0) return false;
    if (world.developers.column.nest[developer[release]] === NEST.underground) return false;
    if (open[release] === 1 && regime.open_weights === 'exempt') return false;
    if (regime.binding === 'voluntary' && !choice.takesPart(developer[release])) return false;
    return regime.threshold.index === 'fixed'
      ? flop[release] >= log10(regime.threshold.flop)
      : flop[release] >= nthLargest(world, regime.threshold.top);
  }

  /** Share of what a release's markets spend that lies behind a review of it. */
  function shareReviewed(release: number): number {
    const {sells} = world.developers.column;
    let all = 0;
    let reviewed = 0;
    for (let j = 0; j < width; j++) {
      if (sells[releases.column.developer[release] * width + j] === 0) continue;
      all += world.spendShare[j];
      const regime = world.regimes[j];
      if (regime === null || !regime.stages.some(({evaluations}) => evaluations > 0)) continue;
      if (covers(regime, release)) reviewed += world.spendShare[j];
    }
    return all > 0 ? reviewed / all : 0;
  }

  function worthSubmitting(place: number, regime: ActiveRegime, day: number): boolean {
    const release = places.releaseOf(place);
    const wait = choice.daysToClear(regime, place % width, 0, 0);
    const life = choice.usualLife(releases.column.developer[release]);
    return choice.pays(release, place % width, regime, 0, wait, life, day);
  }

  function withhold(place: number, day: number): void {
    releases.column.evading[place] = 0;
    releases.column.clearance[place] = CLEARANCE.withheld;
    places.note(place, day, 'withheld');
  }

  function enterGate(place: number, regime: ActiveRegime, day: number): void {
    const {clearance, submitted, leftGate} = releases.column;
    clearance[place] = CLEARANCE.gate;
    submitted[place] = day;
    leftGate[place] = NaN;
    places.putUnder(place, regime);
    const release = places.releaseOf(place);
    places.column.foregone[place] = Math.max(gainOf(release, place % width) - gainOnTheWay(release, place % width), 0);
    places.note(place, day, 'submitted');
    if (abandons) reconsiderOlder(place, day);
    passages.enter(place, 0, day);
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
      if (!choice.pays(r, j, regime, stage, wait, day - submitted[older], day)) places.abandon(older, day);
    }
  }

  /** Sends what is already public back through a gate whose rules cover stock; access stays until a finding. */
  function recertify(j: number, regime: ActiveRegime): void {
    const {clearance, access} = releases.column;
    for (const release of living()) {
      const place = release * width + j;
      if (clearance[place] !== CLEARANCE.cleared || access[place] === 0 || !covers(regime, release)) continue;
      enterGate(place, regime, clock.from);
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
