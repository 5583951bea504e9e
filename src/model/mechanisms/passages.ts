import type {Agenda} from '../../engine/agenda.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {EVERYONE} from '../segments.ts';
import {type ActiveRegime, CLEARANCE} from '../world.ts';
import {accessMultipliers, addExpertEffort, discover, remove} from './discovery.ts';
import {gate} from './gate.ts';
import {PHASE, type Places} from './places.ts';
import {createRemediation} from './remediation.ts';
import type {ReviewTeams} from './reviews.ts';
import {createSignOff} from './sign-off.ts';
import type {SubmissionChoice} from './submission.ts';
import type {Tests} from './testing.ts';

/** What must still happen before a stage can end: bits. */
const FLOOR = 1;
const SERVICE = 2;

/** Kinds of event on the gate's agenda: of a release, of a job, else of a place and its ticket. */
export const EVENT = {tested: 0, begin: 1, floor: 2, served: 3, decided: 4, remedied: 5} as const;

/** What passages work with. */
export interface PassageTools {
  readonly agenda: Agenda;
  readonly places: Places;
  readonly teams: ReviewTeams;
  readonly tests: Tests;
  readonly choice: SubmissionChoice;
  readonly clear: (place: number, day: number) => void;
}

/** The way of a release through the stages of a gate. */
export interface Passages {
  /** Lets a place enter a stage; the last one makes it public. */
  enter(place: number, stage: number, day: number): void;
  /** Starts what teams that have become free or more can take up. */
  takeUp(day: number): void;
  /** Whether a place is in a stage and no team has begun its review. */
  isQueued(place: number): boolean;
  /** Sends a place back to an earlier stage, or out of the gate when it does not pay to go on. */
  rollBack(place: number, day: number): void;
  /** Plays an event of the agenda. */
  happen(kind: number, a: number, b: number, day: number): void;
}

/**
 * Makes passages: a stage with its tests and review, the findings at its end, and what follows from them.
 *
 * Reads places, regimes, effort. Writes places, the reviews table, stage, access, effort and defects of
 * releases. Draws a finding per passage under the fixed law.
 */
export function createPassages(run: Run, {agenda, places, teams, tests, choice, clear}: PassageTools): Passages {
  const {world} = run;
  const {releases} = world;
  const table = world.reviews;
  const width = world.jurisdictions.length;
  const signOff = createSignOff(run);
  const remediation = createRemediation(run, places);
  const abandons = run.on('abandonment');
  const rollsBack = run.on('rollback');
  const fixedFindings = run.choice('findings.law') === 'fixed';
  const approvalDays = run.number('gate.approval_days');
  const reworkFraction = run.number('review.rework_fraction');
  const teamHours = run.number('review.team_hours') * run.number('review.skill');
  const stageHours = run.number('review.stage_hours') * run.number('review.skill');
  const correlation = run.number('review.evaluator_correlation');
  const multipliers = accessMultipliers(run);

  const wasCompleted = (place: number, k: number): boolean => (places.column.completed[place] & (1 << k)) !== 0;

  function enter(place: number, k: number, day: number): void {
    const regime = places.regimeOf(place);
    releases.column.stage[place] = k;
    if (k === regime.stages.length - 1) {
      clear(place, day);
      return;
    }
    places.column.phase[place] = PHASE.stage;
    places.column.rework[place] = wasCompleted(place, k) ? 1 : 0;
    const ticket = ++places.column.ticket[place];
    places.column.pending[place] = 0; // a team may still be at work on the passage before
    places.column.job[place] = -1;
    // What was public before its gate stays so until a finding.
    if (releases.column.access[place] !== EVERYONE) places.grant(place, regime.stages[k].mask);
    places.note(place, day, 'stage', {stage: regime.stages[k].id});
    const fix = regime.stages[k].checks
      ? tests.battery(places.releaseOf(place), place % width, places.column.passages[place], day)
      : 0;
    if (fix > 0) agenda.put(day + fix, EVENT.begin, place, ticket);
    else beginPassage(place, day);
  }

  function beginPassage(place: number, day: number): void {
    const release = places.releaseOf(place);
    const j = place % width;
    const {min_days, evaluations, evaluator_access} = places.regimeOf(place).stages[releases.column.stage[place]];
    const rework = places.column.rework[place];
    const floor = min_days * (rework === 1 ? reworkFraction : 1);
    const job = table.add(releases.idLow[release], places.column.passages[place]);
    const {column} = table;
    column.release[job] = release;
    column.jurisdiction[job] = j;
    column.stage[job] = releases.column.stage[place];
    column.passage[job] = places.column.passages[place]++;
    column.rework[job] = rework;
    column.evaluations[job] = evaluations;
    column.access[job] = EVALUATOR_ACCESS.indexOf(evaluator_access);
    column.arrived[job] = day;
    column.started[job] = NaN;
    column.ended[job] = NaN;
    column.left[job] = NaN;
    column.withdrawn[job] = NaN;
    column.floor[job] = floor;
    places.column.job[place] = job;
    places.column.pending[place] = FLOOR | (evaluations > 0 ? SERVICE : 0);
    agenda.put(day + floor, EVENT.floor, place, places.column.ticket[place]);
    if (evaluations === 0) return;
    releases.column.reviews[release]++;
    releases.column.evaluations[release] += evaluations;
    if (teams.request(job, day)) startWork(job, day);
  }

  /** Worth of a day of a review in expert-hours: correlated evaluations see partly the same things (Kish's design effect). */
  function hoursPerDay(job: number): number {
    const n = table.column.evaluations[job];
    return (teamHours * teams.skill(job) * n) / (1 + (n - 1) * correlation);
  }

  function startWork(job: number, day: number): void {
    const days = teams.workingDays(job);
    table.column.planned[job] = days * hoursPerDay(job);
    agenda.put(day + days, EVENT.served, job, 0);
  }

  /** Starts what teams that have become free or more can take up. */
  function takeUp(day: number): void {
    for (let next = teams.next(); next >= 0; next = teams.next()) startWork(next, day);
  }

  function finishWork(job: number, day: number): void {
    const {release, jurisdiction, started, ended, delivered, access} = table.column;
    ended[job] = day;
    delivered[job] = (day - started[job]) * hoursPerDay(job);
    teams.finish(job, day);
    takeUp(day);
    const place = release[job] * width + jurisdiction[job];
    addExpertEffort(world, release[job], delivered[job], EVALUATOR_ACCESS[access[job]], multipliers);
    if (places.column.job[place] === job) fulfil(place, SERVICE, day);
  }

  function fulfil(place: number, bit: number, day: number): void {
    if (places.column.phase[place] !== PHASE.stage || (places.column.pending[place] & bit) === 0) return;
    places.column.pending[place] &= ~bit;
    if (places.column.pending[place] === 0) endPassage(place, day);
  }

  function endPassage(place: number, day: number): void {
    const release = places.releaseOf(place);
    const job = places.column.job[place];
    const {column} = table;
    const {stages} = places.regimeOf(place);
    const k = releases.column.stage[place];
    const hours = (day - column.arrived[job]) * stageHours;
    addExpertEffort(world, release, hours, stages[k].evaluator_access, multipliers);
    column.planned[job] += hours;
    column.delivered[job] += hours;
    column.left[job] = day;
    places.column.completed[place] |= 1 << k;
    let serious = 0;
    column.findings[job] = discover(world, release, day, (defect) => {
      if (world.defects.column.class[defect] > 0) serious++;
      else remove(world, defect, day);
    });
    const critical = fixedFindings ? drawsFinding(place, stages[k].id) : serious > 0;
    column.critical[job] = critical ? 1 : 0;
    if (critical && rollsBack) {
      rollBack(place, day);
      return;
    }
    if (serious > 0) remediation.mend(place, day);
    const decisions = stages[k].approvals + (stages[k + 1].sign_off ? 1 : 0);
    places.column.phase[place] = PHASE.decision;
    agenda.put(day + decisions * approvalDays, EVENT.decided, place, places.column.ticket[place]);
  }

  function drawsFinding(place: number, stage: string): boolean {
    const release = places.releaseOf(place);
    const passage = places.column.passages[place];
    const draws = run.draws.at(
      releases.idLow[release],
      releases.idHigh[release],
      ((place % width) << 16) | passage,
      gate.decisions.finding,
    );
    return draws.uniform() < run.member('findings.probability', stage);
  }

  function rollBack(place: number, day: number): void {
    const release = places.releaseOf(place);
    const regime = places.regimeOf(place);
    const target = regime.stages[releases.column.stage[place]].fallBackTo;
    const days = remediation.days(place);
    releases.column.rollbacks[release]++;
    releases.column.stage[place] = target;
    places.column.phase[place] = PHASE.remediation;
    const ticket = ++places.column.ticket[place];
    places.note(place, day, 'rolled back', {to: regime.stages[target].id});
    places.breakOff(place, day);
    if (abandons && !worthContinuing(place, regime, target, days, day)) {
      remediation.mend(place, day); // it may be on sale elsewhere
      places.abandon(place, day);
      return;
    }
    releases.column.remediationDays[release] += days;
    places.grant(place, regime.stages[target].mask);
    agenda.put(day + days, EVENT.remedied, place, ticket);
  }

  function worthContinuing(place: number, regime: ActiveRegime, stage: number, days: number, day: number): boolean {
    const release = places.releaseOf(place);
    const {latest} = world.developers.column;
    const {developer, clearance} = releases.column;
    const j = place % width;
    const newest = latest[developer[release]];
    // A newer release in the same gate is ahead of one that starts again.
    if (newest !== release && clearance[newest * width + j] === CLEARANCE.gate) return false;
    const wait = days + choice.daysToClear(regime, j, stage, places.column.completed[place]);
    return choice.pays(release, j, regime, stage, wait, choice.usualLife(developer[release]), day);
  }

  function decide(place: number, day: number): void {
    const k = releases.column.stage[place];
    const next = places.regimeOf(place).stages[k + 1];
    if (next.sign_off && !signOff.passes(places.releaseOf(place), places.regimeOf(place).strictness)) {
      places.note(place, day, 'sign-off refused', {expected_harm: signOff.expectedHarm(places.releaseOf(place))});
      const wait = choice.daysToClear(places.regimeOf(place), place % width, k, places.column.completed[place]);
      const release = places.releaseOf(place);
      if (
        abandons &&
        !choice.pays(
          release,
          place % width,
          places.regimeOf(place),
          k,
          wait,
          choice.usualLife(releases.column.developer[release]),
          day,
        )
      )
        places.abandon(place, day);
      else enter(place, k, day);
      return;
    }
    enter(place, k + 1, day);
  }

  return {
    enter,
    takeUp,
    isQueued: (place) =>
      places.column.phase[place] === PHASE.stage &&
      (places.column.pending[place] & SERVICE) !== 0 &&
      Number.isNaN(table.column.started[places.column.job[place]]),
    rollBack,
    happen(kind, a, b, day) {
      if (kind === EVENT.served) finishWork(a, day);
      else if (places.column.ticket[a] !== b) return;
      else if (kind === EVENT.begin) beginPassage(a, day);
      else if (kind === EVENT.floor) fulfil(a, FLOOR, day);
      else if (kind === EVENT.decided) decide(a, day);
      else if (kind === EVENT.remedied) {
        remediation.mend(a, day);
        enter(a, releases.column.stage[a], day);
      }
    },
  };
}
