import type {Agenda} from '../../engine/agenda.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {accessMultipliers, addExpertEffort} from './discovery.ts';
import {EVENT} from './gate-events.ts';
import type {ReviewTeams} from './review-teams.ts';
import {createStopRule} from './stop-rule.ts';

/** The work of review teams on jobs, each a row of the reviews table. */
export interface ReviewWork {
  /** Hands a job to the teams. */
  request(job: number, day: number): void;
  /** Starts what teams that have become free or more can take up. */
  takeUp(day: number): void;
  /** Ends the work on a job that was to end now; false when it had been cut short. */
  finish(job: number, day: number): boolean;
  /** Ends a job before its time, in the queue or at work: what is left undone is never delivered. */
  cut(job: number, day: number): void;
}

/**
 * Makes the work of reviews: when it ends, and what effort it brings.
 *
 * Writes started, ended, planned and delivered of reviews, and effort of releases. Draws what working time and the rule
 * to stop draw.
 */
export function createReviewWork(run: Run, agenda: Agenda, teams: ReviewTeams): ReviewWork {
  const {world} = run;
  const table = world.reviews;
  const teamHours = run.number('review.team_hours') * run.number('review.skill');
  const correlation = run.number('review.evaluator_correlation');
  const multipliers = accessMultipliers(run);
  const stop = createStopRule(run);

  /** Worth of a day of a review in expert-hours: correlated evaluations see partly the same things (Kish's design effect). */
  function hoursPerDay(job: number): number {
    const n = table.column.evaluations[job];
    return (teamHours * teams.skill(job) * n) / (1 + (n - 1) * correlation);
  }

  function start(job: number, day: number): void {
    const perDay = hoursPerDay(job);
    const days = stop.days(job, teams.workingDays(job), perDay);
    table.column.planned[job] = days * perDay;
    agenda.put(day + days, EVENT.served, job, 0);
  }

  function takeUp(day: number): void {
    for (let next = teams.next(); next >= 0; next = teams.next()) start(next, day);
  }

  function end(job: number, day: number): void {
    const {release, started, ended, delivered, access} = table.column;
    ended[job] = day;
    delivered[job] = (day - started[job]) * hoursPerDay(job);
    teams.finish(job, day);
    takeUp(day);
    addExpertEffort(world, release[job], delivered[job], EVALUATOR_ACCESS[access[job]], multipliers);
    if (table.column.evaluator[job] >= 0) teams.examine(job, day);
  }

  return {
    request(job, day) {
      if (teams.request(job, day)) start(job, day);
    },
    takeUp,
    finish(job, day) {
      if (!Number.isNaN(table.column.ended[job])) return false;
      end(job, day);
      return true;
    },
    cut(job, day) {
      const {started, ended, planned} = table.column;
      if (!Number.isNaN(ended[job])) return;
      if (!Number.isNaN(started[job])) {
        end(job, day);
        return;
      }
      teams.withdraw(job);
      planned[job] = teams.workingDays(job) * hoursPerDay(job);
    },
  };
}
