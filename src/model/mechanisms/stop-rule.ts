import {exponential} from '../../numeric/distributions.ts';
import {EVALUATOR_ACCESS} from '../input.ts';
import type {Mechanism, Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS} from '../world.ts';
import {accessMultipliers} from './discovery.ts';

/** Numbers and draws of the rule by which a review ends. */
export const stopRule = {
  id: 'stop-rule',
  title: 'When a review has looked enough',
  equation:
    'two half-teams find n1 and n2 defects, m12 of them both; N^ = (n1 + 1)(n2 + 1)/(m12 + 1) - 1 (Chapman); ' +
    'the review ends once N^ less the n1 + n2 - m12 found falls to the threshold',
  limit:
    'Independent evaluators with equal chances: N^ is unbiased. Correlated ones find the same things: N^ is too low, by the factor p^2/(2p - P) of half and whole team.',
  source:
    'Chapman (1951); Eick et al. (1992) for inspections; Briand et al. (2000) for the bias; half-teams as in Marshall & Olkin (1967)',
  switches: {},
  parameters: {
    'review.stop_rule': {
      type: 'choice',
      title: 'When a review ends',
      group: 'evaluators',
      role: 'policy',
      source: 'after its working time, or by capture-recapture where two evaluations or more are required',
      choices: ['fixed_effort', 'capture_recapture'],
      default: 'fixed_effort',
    },
    'review.stop_threshold': {
      type: 'number',
      title: 'Estimated number of defects left at which a review by capture-recapture ends',
      group: 'evaluators',
      role: 'policy',
      source: 'assumed range: from near certainty to two defects left',
      unit: 'defects',
      default: 0.5,
      low: 0.1,
      high: 2,
      min: 0,
      max: Infinity,
    },
    'review.stop_least': {
      type: 'number',
      title: 'Least working time of a review by capture-recapture, against a fixed one',
      group: 'evaluators',
      role: 'policy',
      source: 'assumed: who has found nothing yet estimates that there is nothing',
      unit: 'share',
      default: 0.5,
      low: 0.2,
      high: 1,
      min: 0,
      max: 1,
    },
    'review.stop_most': {
      type: 'number',
      title: 'Longest working time of a review by capture-recapture, against a fixed one',
      group: 'evaluators',
      role: 'policy',
      source: 'assumed: budgets end',
      unit: 'x',
      default: 2,
      low: 1,
      high: 4,
      min: 1,
      max: Infinity,
    },
  },
  decisions: {half: 110},
} as const satisfies Mechanism;

/** Chapman's estimate of a population caught by two: n1 and n2, m12 of them by both. */
export const chapman = (n1: number, n2: number, m12: number): number => ((n1 + 1) * (n2 + 1)) / (m12 + 1) - 1;

/** What the two halves of a team have found. */
export interface Catch {
  n1: number;
  n2: number;
  m12: number;
}

export interface StopRule {
  /** Days of work on a job that would take `fixed` days; `perDay`: worth of the whole team's day, expert-hours. */
  days(job: number, fixed: number, perDay: number): number;
  /** What each half of the team will have found after so many days of work that begins now. */
  caughtBy(job: number, days: number, perDay: number): Catch;
}

/**
 * Makes the rule by which a review ends.
 *
 * Correlated evaluators are worth n/(1 + (n - 1) c) independent ones (Kish), a half-team accordingly. What the whole
 * team finds first is found by one half or by both at once, such that each half alone finds at its own rate (Marshall &
 * Olkin): with c = 0 the halves are independent. Reads hidden defects and effort. Draws who finds a defect, and when the
 * other half would, by the defect.
 */
export function createStopRule(run: Run): StopRule {
  const {releases, defects, reviews} = run.world;
  const captures = run.choice('review.stop_rule') === 'capture_recapture';
  const threshold = run.number('review.stop_threshold');
  const least = run.number('review.stop_least');
  const most = run.number('review.stop_most');
  const correlation = run.number('review.evaluator_correlation');
  const multipliers = accessMultipliers(run);
  const own = defects.extend({one: 'f64', other: 'f64'}); // days of work until each half finds it
  const caught: Catch = {n1: 0, n2: 0, m12: 0};

  /** Rate at which a half-team finds, against the whole one. */
  const halfRate = (n: number): number => (0.5 * (1 + (n - 1) * correlation)) / (1 + (n / 2 - 1) * correlation);

  /** Whether evaluators with this access can find a defect of a channel. */
  const reaches = (access: number, channel: number): boolean =>
    channel < CHANNEL.drift || (channel >= CHANNEL.trigger && channel <= CHANNEL.trigger + access);

  function foresee(job: number, perDay: number): void {
    const {release, jurisdiction, passage, evaluations, access} = reviews.column;
    const {found, foundAt, channel, rate} = defects.column;
    const r = release[job];
    const half = halfRate(evaluations[job]);
    const hours = perDay * multipliers[EVALUATOR_ACCESS[access[job]]];
    const {firstDefect, defects: counts, effort} = releases.column;
    for (let row = firstDefect[r]; row < firstDefect[r] + counts[r]; row++) {
      own.column.one[row] = Infinity;
      own.column.other[row] = Infinity;
      if (!Number.isNaN(found[row]) || !reaches(access[job], channel[row]) || hours === 0) continue;
      const draws = run.draws.at(
        defects.idLow[row],
        defects.idHigh[row],
        releases.idLow[r] ^ (run.world.drawKeys[jurisdiction[job]] | passage[job]),
        stopRule.decisions.half,
      );
      const together = draws.uniform() < 2 * half - 1;
      const first = draws.uniform() < 0.5;
      const days = Math.max(foundAt[row] - effort[r * CHANNELS.length + channel[row]], 0) / hours;
      const later = days + (together ? 0 : exponential(draws) / (rate[row] * half * hours));
      own.column.one[row] = first ? days : later;
      own.column.other[row] = first ? later : days;
    }
  }

  function count(job: number, days: number): void {
    const {firstDefect, defects: counts} = releases.column;
    const {one, other} = own.column;
    const r = reviews.column.release[job];
    caught.n1 = caught.n2 = caught.m12 = 0;
    for (let row = firstDefect[r]; row < firstDefect[r] + counts[r]; row++) {
      if (one[row] <= days) caught.n1++;
      if (other[row] <= days) caught.n2++;
      if (one[row] <= days && other[row] <= days) caught.m12++;
    }
  }

  function isEnough(job: number, days: number): boolean {
    count(job, days);
    const {n1, n2, m12} = caught;
    return chapman(n1, n2, m12) - (n1 + n2 - m12) <= threshold;
  }

  /** First find of either half after `day`. */
  function nextFind(job: number, day: number): number {
    const {firstDefect, defects: counts} = releases.column;
    const {one, other} = own.column;
    const r = reviews.column.release[job];
    let next = Infinity;
    for (let row = firstDefect[r]; row < firstDefect[r] + counts[r]; row++) {
      if (one[row] > day && one[row] < next) next = one[row];
      if (other[row] > day && other[row] < next) next = other[row];
    }
    return next;
  }

  return {
    days(job, fixed, perDay) {
      if (!captures || reviews.column.evaluations[job] < 2) return fixed;
      foresee(job, perDay);
      // The estimate moves only when somebody finds something.
      for (let day = least * fixed; day < most * fixed; day = nextFind(job, day)) if (isEnough(job, day)) return day;
      return most * fixed;
    },
    caughtBy(job, days, perDay) {
      foresee(job, perDay);
      count(job, days);
      return caught;
    },
  };
}
