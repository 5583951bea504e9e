import type {RunInput} from '../../model/input.ts';
import {createModel} from '../../model/run.ts';
import {erlangC} from './closed-form.ts';
import type {Fact, Measured} from './fact.ts';
import {exactly, meanOver} from './measure.ts';
import {gate, lab, stage, textbook} from './worlds.ts';

export const SERVICE = 0.02; // days: short, so that a step holds many reviews
export const CUSTOMERS = 10_000; // a run

/** Teams, load, and tolerance. */
const POINTS = [
  [1, 0.8, 0.03],
  [3, 0.8, 0.03],
  [5, 0.8, 0.03],
  [5, 0.9, 0.05],
  [8, 0.9, 0.05],
] as const;

/** Poisson arrivals at `teams` teams, exponential service, nothing else. */
export function queue(teams: number, perDay: number, days: number): RunInput {
  return textbook(days, [lab('a', 'x', {count: 100})], {
    policy: [gate('x', [stage('review', {evaluations: 1}), stage('public')])],
    parameters: {
      'release.law': 'poisson',
      'release.rate.x': perDay * 365.25,
      'testing.days.lab': 0,
      'service.law': 'exponential',
      'service.mean_days': SERVICE,
      'teams.x': teams,
      'findings.law': 'fixed',
      'gate.approval_days': 0,
      'review.stage_hours': 0,
    },
  });
}

/** Share of reviews that wait, and mean wait in mean service times, over the middle of each run. */
function observe(input: RunInput, runs: number): {waited: Float64Array; wait: Float64Array} {
  const model = createModel(input);
  const waited = new Float64Array(runs);
  const wait = new Float64Array(runs);
  for (let replicate = 0; replicate < runs; replicate++) {
    model.run({seed: 'erlang', replicate, series: [], tables: []});
    const {column, rows} = model.world.reviews;
    let n = 0;
    for (let row = 0; row < rows; row++) {
      const at = column.arrived[row];
      if (at < input.days / 8 || at >= input.days * 0.98) continue; // the queue is filling, or may not be done
      const days = column.started[row] - at;
      n++;
      wait[replicate] += days / SERVICE;
      if (days > 0) waited[replicate]++;
    }
    wait[replicate] /= n;
    waited[replicate] /= n;
  }
  return {waited, wait};
}

/** A floor of 90 days and a queue that is nearly always empty: longest distance of a stage's time from 90 days. */
function aloneAtTheFloor(): number {
  const input = textbook(3640, [lab('a', 'x', {count: 2})], {
    policy: [gate('x', [stage('review', {evaluations: 1, min_days: 90}), stage('public')])],
    parameters: {
      'release.law': 'fixed',
      'release.rate.x': 2,
      'testing.days.lab': 0,
      'service.law': 'deterministic',
      'service.mean_days': 30,
      'teams.x': 8,
      'findings.law': 'fixed',
      'gate.approval_days': 0,
    },
  });
  const model = createModel(input);
  model.run({seed: 'floor', replicate: 0, series: [], tables: []});
  const {arrived, left} = model.world.reviews.column;
  let worst = 0;
  for (let row = 0; row < model.world.reviews.rows; row++) {
    if (!Number.isNaN(left[row])) worst = Math.max(worst, Math.abs(left[row] - arrived[row] - 90));
  }
  return worst;
}

/** Fact 2: the queue of reviews is Erlang's where his assumptions hold. */
export const erlang: Fact = {
  id: 'erlang-c',
  kind: 'limit',
  plays: 0,
  title: 'The queue of reviews is Erlang’s where his assumptions hold',
  target:
    'share of reviews that wait and mean wait of M/M/c within 3 % (5 % at load .9); a floor alone is kept exactly',
  source: 'Erlang (1917); Allen, Probability, Statistics and Queueing Theory (1990)',
  async measure({runs}) {
    await Promise.resolve();
    const numbers = POINTS.flatMap(([teams, load, tolerance]): Measured[] => {
      const waits = erlangC(teams, load);
      const perDay = (teams * load) / SERVICE;
      const seen = observe(queue(teams, perDay, Math.ceil(CUSTOMERS / perDay / 7) * 7), runs);
      const band = (what: string, unit: string, value: number) => ({
        what: `${what}, ${String(teams)} teams at load ${String(load)}`,
        unit,
        low: value * (1 - tolerance),
        high: value * (1 + tolerance),
      });
      return [
        meanOver(band('share that waits', 'share', waits), seen.waited),
        meanOver(band('mean wait', 'mean service times', waits / (teams * (1 - load))), seen.wait),
      ];
    });
    const floor = {what: 'distance from a floor of 90 days', unit: 'days', low: 0, high: 1e-9};
    return [...numbers, exactly(floor, aloneAtTheFloor())];
  },
};
