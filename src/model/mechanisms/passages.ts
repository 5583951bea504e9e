import type {Agenda} from '../../engine/agenda.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {EVERYONE} from '../segments.ts';
import {accessMultipliers, addExpertEffort, discover, remove} from './discovery.ts';
import {gate} from './gate.ts';
import {EVENT} from './gate-events.ts';
import {addPassage} from './passage-row.ts';
import {PHASE, type Places} from './places.ts';
import {createRemediation} from './remediation.ts';
import {createReviewWork} from './review-work.ts';
import type {ReviewTeams} from './review-teams.ts';
import type {SubmissionChoice} from './submission.ts';
import type {Tests} from './testing.ts';
import {createVerdict} from './verdict.ts';

/** What must still happen before a stage can end: bits. */
const FLOOR = 1;
const SERVICE = 2;

/** What passages work with. */
export interface PassageTools {
  readonly agenda: Agenda;
  readonly places: Places;
  readonly teams: ReviewTeams;
  readonly tests: Tests;
  readonly choice: SubmissionChoice;
  readonly clear: (place: number, day: number) => void;
  /** Hears of a place that lost access it had to the public. */
  readonly recalled: (place: number, day: number) => void;
}

/** The way of a release through the stages of a gate. */
export interface Passages {
  /** Lets a place go on to a stage, or to the first after it that it does not hold from before; the last is public. */
  advance(place: number, stage: number, day: number): void;
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
export function createPassages(
  run: Run,
  {agenda, places, teams, tests, choice, clear, recalled}: PassageTools,
): Passages {
  const {world} = run;
  const {releases} = world;
  const table = world.reviews;
  const width = world.jurisdictions.length;
  const work = createReviewWork(run, agenda, teams);
  const verdict = createVerdict(run, places, choice);
  const remediation = createRemediation(run, places);
  const rollsBack = run.on('rollback');
  const fixedFindings = run.choice('findings.law') === 'fixed';
  const approvalDays = run.number('gate.approval_days');
  const reworkFraction = run.number('review.rework_fraction');
  const stageHours = run.number('review.stage_hours') * run.number('review.skill');
  const multipliers = accessMultipliers(run);

  const wasCompleted = (place: number, k: number): boolean => (places.column.completed[place] & (1 << k)) !== 0;

  /** Makes whatever was to happen to a place void; returns its new ticket. */
  function startAnew(place: number): number {
    places.column.expired[place] = 0;
    places.column.pending[place] = 0; // a team may still be at work on the passage before
    places.column.job[place] = -1;
    return ++places.column.ticket[place];
  }

  function enter(place: number, k: number, day: number): void {
    const regime = places.regimeOf(place);
    releases.column.stage[place] = k;
    if (k === regime.stages.length - 1) {
      clear(place, day);
      return;
    }
    places.column.phase[place] = PHASE.stage;
    places.column.rework[place] = wasCompleted(place, k) ? 1 : 0;
    const ticket = startAnew(place);
    // What was public before its gate stays so until a finding.
    if (releases.column.access[place] !== EVERYONE) places.grant(place, regime.stages[k].mask);
    places.note(place, day, 'stage', {stage: regime.stages[k].id});
    const fix = regime.stages[k].checks
      ? tests.battery(places.releaseOf(place), place % width, places.column.passages[place], day)
      : 0;
    if (fix > 0) agenda.put(day + fix, EVENT.begin, place, ticket);
    else beginPassage(place, day);
  }

  function advance(place: number, k: number, day: number): void {
    const {heldWork, heldDecisions} = places.column;
    const isLast = k === places.regimeOf(place).stages.length - 1;
    if (isLast || (heldWork[place] & (1 << k)) === 0) enter(place, k, day);
    else if ((heldDecisions[place] & (1 << k)) !== 0) advance(place, k + 1, day);
    else {
      releases.column.stage[place] = k;
      startAnew(place);
      awaitDecision(place, k, day);
    }
  }

  function beginPassage(place: number, day: number): void {
    const release = places.releaseOf(place);
    const j = place % width;
    const {stages, clock_days, on_expiry} = places.regimeOf(place);
    const {min_days, evaluations, evaluator_access} = stages[releases.column.stage[place]];
    const rework = places.column.rework[place];
    const floor = min_days * (rework === 1 ? reworkFraction : 1);
    const job = addPassage(world, {
      release,
      jurisdiction: j,
      stage: releases.column.stage[place],
      passage: places.column.passages[place]++,
      rework,
      evaluations,
      access: EVALUATOR_ACCESS.indexOf(evaluator_access),
      floor,
      arrived: day,
    });
    const {column} = table;
    places.column.job[place] = job;
    places.column.pending[place] = FLOOR | (evaluations > 0 ? SERVICE : 0);
    agenda.put(day + floor, EVENT.floor, place, places.column.ticket[place]);
    if (evaluations === 0) return;
    releases.column.reviews[release]++;
    releases.column.evaluations[release] += evaluations;
    work.request(job, day);
    if (clock_days === null) return;
    column.clockStart[job] = day;
    column.due[job] = day + clock_days;
    if (on_expiry !== 'none') agenda.put(column.due[job], EVENT.expired, place, places.column.ticket[place]);
  }

  /** The statutory clock runs out: a review that is not over ends, and what follows depends on the rule. */
  function expire(place: number, day: number): void {
    if (places.column.phase[place] !== PHASE.stage || (places.column.pending[place] & SERVICE) === 0) return;
    const job = places.column.job[place];
    places.note(place, day, 'clock ran out');
    places.column.expired[place] = 1;
    table.column.expired[job] = 1;
    work.cut(job, day);
    fulfil(place, SERVICE, day);
  }

  function finishWork(job: number, day: number): void {
    if (!work.finish(job, day)) return;
    const place = table.column.release[job] * width + table.column.jurisdiction[job];
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
    const isReported = !fixedFindings && column.evaluator[job] >= 0;
    if (isReported) teams.examine(job, day);
    let serious = 0;
    column.findings[job] += discover(world, release, day, (defect) => {
      if (world.defects.column.class[defect] > 0) serious++;
      else remove(world, defect, day);
    });
    const critical = isReported
      ? teams.report(job, day)
      : fixedFindings
        ? drawsFinding(place, stages[k].id)
        : serious > 0;
    column.critical[job] = critical ? 1 : 0;
    if (critical) noteFinding(place, day);
    if (critical && rollsBack) {
      rollBack(place, day);
      return;
    }
    if (isReported ? critical : serious > 0) remediation.mend(place, day);
    awaitDecision(place, k, day);
  }

  function awaitDecision(place: number, k: number, day: number): void {
    places.column.phase[place] = PHASE.decision;
    agenda.put(day + verdict.decisions(place, k) * approvalDays, EVENT.decided, place, places.column.ticket[place]);
  }

  function noteFinding(place: number, day: number): void {
    const {caught} = releases.column;
    if (Number.isNaN(caught[place])) caught[place] = day;
  }

  function drawsFinding(place: number, stage: string): boolean {
    const release = places.releaseOf(place);
    const passage = places.column.passages[place];
    const draws = run.draws.at(
      releases.idLow[release],
      releases.idHigh[release],
      world.drawKeys[place % width] | passage,
      gate.decisions.finding,
    );
    return draws.uniform() < run.member('findings.probability', stage);
  }

  function rollBack(place: number, day: number): void {
    const release = places.releaseOf(place);
    const regime = places.regimeOf(place);
    const target = regime.stages[releases.column.stage[place]].fallBackTo;
    const days = remediation.days(place);
    places.forfeit(place);
    noteFinding(place, day);
    releases.column.rollbacks[release]++;
    releases.column.stage[place] = target;
    places.column.phase[place] = PHASE.remediation;
    const ticket = ++places.column.ticket[place];
    places.note(place, day, 'rolled back', {to: regime.stages[target].id});
    places.breakOff(place, day);
    if (!verdict.goesOn(place, target, days, day)) {
      remediation.mend(place, day); // it may be on sale elsewhere
      places.abandon(place, day);
      return;
    }
    releases.column.remediationDays[release] += days;
    const wasPublic = releases.column.access[place] === EVERYONE;
    places.grant(place, regime.stages[target].mask);
    agenda.put(day + days, EVENT.remedied, place, ticket);
    if (wasPublic) recalled(place, day);
  }

  function decide(place: number, day: number): void {
    const k = releases.column.stage[place];
    if (verdict.passes(place, day)) {
      advance(place, k + 1, day);
      return;
    }
    places.forfeit(place);
    if (verdict.isForced(place)) resubmit(place, day);
    else if (verdict.goesOn(place, k, 0, day)) enter(place, k, day);
    else places.abandon(place, day);
  }

  /** Who was refused because the clock ran out has work to do before it may ask again. */
  function resubmit(place: number, day: number): void {
    const days = remediation.days(place);
    places.column.phase[place] = PHASE.remediation;
    const ticket = ++places.column.ticket[place];
    if (!verdict.goesOn(place, releases.column.stage[place], days, day)) {
      places.abandon(place, day);
      return;
    }
    releases.column.remediationDays[places.releaseOf(place)] += days;
    agenda.put(day + days, EVENT.remedied, place, ticket);
  }

  return {
    advance,
    takeUp: (day) => {
      work.takeUp(day);
    },
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
      else if (kind === EVENT.expired) expire(a, day);
      else if (kind === EVENT.decided) decide(a, day);
      else if (kind === EVENT.remedied) {
        remediation.mend(a, day);
        enter(a, releases.column.stage[a], day);
      }
    },
  };
}
